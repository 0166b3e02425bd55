"""Photos and papers that come with a step: kept with what the step wrote, or the step is refused."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db import transaction

from fazhi.faces.look.files import FilesField, ManyFiles
from fazhi.kernel.documents import attach
from fazhi.kernel.flow import doors
from fazhi.kernel.flow.declared import Step
from fazhi.kernel.org.models import Person

FILES = "files"
MOST = 20
WAITS = "可以选多张；没有网络时，照片先记在设备上，恢复以后与表单一起送出"


class AttachingForm(forms.Form):
    """A form with which files come."""

    def clean_files(self) -> list[Any]:
        files = self.cleaned_data[FILES]
        if len(files) > MOST:
            raise forms.ValidationError(f"一次最多 {MOST} 个文件，现在有 {len(files)} 个；其余的在记录的“附件”里上传")
        return files


def with_files(asked: type[forms.Form], step: Step) -> type[forms.Form]:
    """The same form, which also takes what the step lets one attach."""
    if not step.attaches:
        return asked
    widget = ManyFiles(attrs={"multiple": True})
    field = FilesField(label=step.attaches, required=False, widget=widget, help_text=WAITS)
    return type(asked.__name__, (AttachingForm, asked), {FILES: field})


def take_with(files: list[Any], take: Callable[[], Any], step: Step, person: Person, key: str) -> Any:
    """Take a step and keep the files that came with it, once for each key; a file that is refused refuses both."""
    if not files:
        return take()
    with transaction.atomic():
        is_first = doors.done_before(doors.plain(key)) is None
        done = take()
        for file in files if is_first else ():
            attach(done, file, step.attaches, person)
    return done
