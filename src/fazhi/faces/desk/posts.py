"""职务和签批层级, for the administrator: at which level a person signs, and for which units."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.org.models import ApprovalLevel, Incumbency, Person, Post, Unit
from fazhi.kernel.org.roles import ADMINISTRATOR
from fazhi.kernel.present.declared import units_within

from . import people
from .asking import ask, sent
from .pickers import named, resolved


def posts_of(someone: Person) -> list[tuple[Incumbency, str, bool]]:
    """The posts a person holds or held: in words, and whether today."""
    today = timezone.localdate()
    rows = someone.incumbencies.select_related("post__unit").prefetch_related("post__leads").order_by("-pk")
    return [(row, post_words(row.post), row.holds(today)) for row in rows]


def post_words(post: Post) -> str:
    """莲城市司法局局长，行政机关负责人，分管荷塘区、菱湖区."""
    leads = "、".join(map(str, post.leads.all()))
    return f"{post}，{ApprovalLevel(post.level).label}{f'，分管{leads}' if leads else ''}"


def _form(admin: Person) -> type[forms.Form]:
    fields = {
        "unit": people.unit_field(admin),
        "title": forms.CharField(label="职务", max_length=60, help_text="例如：局长、法制科科长"),
        "level": forms.ChoiceField(label="签批层级", choices=ApprovalLevel.choices, help_text="各层级不能互相代替"),
        "leads": forms.CharField(
            label="还分管哪些单位",
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="每行一个，填名称或者编码；只签本单位的留空",
        ),
        "valid_from": forms.DateField(label="起", initial=timezone.localdate, widget=people.day_input()),
        "valid_to": forms.DateField(label="止", required=False, widget=people.day_input(), help_text="最后一天；长期的留空"),
        "reason": forms.CharField(label="任职文件", max_length=200),
    }
    return type("PostForm", (forms.Form,), fields)


@people.administrator
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person hold a post from a day on, and sign at its level."""
    admin = request.user.person
    someone = people.person_of(admin, pk)
    return ask(
        request,
        _form(admin)(sent(request)),
        lambda data: _appointed(admin, someone, data),
        "已任职",
        reverse("desk:person", args=[pk]),
        title=f"{someone}任职",
        submit="任职",
    )


def _appointed(admin: Person, someone: Person, data: dict[str, Any]) -> None:
    if data["valid_from"] < timezone.localdate():
        raise ValidationError({"valid_from": "不能早于今天：以前的签批不能事后补权"})
    leads = [_led(admin, line.strip()) for line in data["leads"].splitlines() if line.strip()]
    post, _ = Post.objects.get_or_create(unit=data["unit"], title=data["title"], level=data["level"])
    post.leads.add(*leads)
    row = Incumbency(post=post, person=someone, valid_from=data["valid_from"], valid_to=data["valid_to"])
    row.full_clean()
    row.save()
    people.note(someone, admin, f"任职：{post_words(post)}", data["reason"])


def _led(admin: Person, line: str) -> Unit:
    """A unit by name or code, among those one administers."""
    found = resolved(units_within(admin, [ADMINISTRATOR]), line)
    if len(found) != 1:
        near = f"，有几个同名的：{'，'.join(map(named, found))}" if found else "，没有这个单位或者不在您的范围内"
        raise ValidationError({"leads": f"“{line}”{near}"})
    return found[0]


@people.administrator
def dismiss(request: HttpRequest, pk: int, row_pk: int) -> HttpResponse:
    """End a post from now on; what was signed stays signed."""
    admin = request.user.person
    someone = people.person_of(admin, pk)
    row = someone.incumbencies.select_related("post__unit").filter(pk=row_pk).first()
    if row is None or not row.holds(timezone.localdate()) or not admin.may_at(row.post.unit.path, ADMINISTRATOR):
        raise Http404
    return ask(
        request,
        people.Reason(sent(request)),
        lambda data: _dismissed(admin, someone, row, data["reason"]),
        "已免职",
        reverse("desk:person", args=[pk]),
        title="免去职务",
        note=post_words(row.post),
    )


def _dismissed(admin: Person, someone: Person, row: Incumbency, reason: str) -> None:
    row.valid_to = timezone.localdate() - timedelta(1)
    row.valid_from = min(row.valid_from, row.valid_to)
    row.save(update_fields=["valid_from", "valid_to"])
    people.note(someone, admin, f"免去职务：{post_words(row.post)}", reason)
