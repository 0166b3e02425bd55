"""补录 and 离线 on a form: when it happened and why it is entered only now, folded away until paper arrives late."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from fazhi.kernel.flow.late import LATE_DAYS, Late

AT, REASON, NUMBER, FILLED_AT = "late_at", "late_reason", "late_number", "filled_at"
JUST_NOW = timedelta(minutes=1)


class DatedForm(forms.Form):
    """A form whose act may have happened before."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get(REASON) and not data.get(AT) and AT not in self.errors:
            self.add_error(AT, "写了补录理由，请填写实际发生时间")
        if data.get(NUMBER) and not data.get(AT) and not filled_at(self.data.get(FILLED_AT, "")) and AT not in self.errors:
            self.add_error(AT, "写了纸质登记表上的编号，请填写实际发生时间")
        return data


def with_late(asked: type[forms.Form], is_numbered: bool = False) -> type[forms.Form]:
    """The same form, which can also be dated by the event; where the act numbers the record, with the number that the paper bears."""
    number = {NUMBER: _folded(_on_paper())} if is_numbered else {}
    return type(asked.__name__, (DatedForm, asked), {AT: _folded(_moment()), REASON: _folded(_why()), **number})


def _moment() -> forms.Field:
    return forms.DateTimeField(
        label="补录：实际发生时间",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=f"纸质登记晚到的才填，期限从这一时间起算；最多补录 {LATE_DAYS.value()} 日以内的",
    )


def _why() -> forms.Field:
    return forms.CharField(label="补录：为什么现在才录", required=False, max_length=200)


def _on_paper() -> forms.Field:
    told = "领用了预留号段的村（社区），照纸质登记表上的编号填；没有的不填，由系统编号"
    return forms.CharField(label="补录：纸质登记表上的编号", required=False, max_length=120, help_text=told)


def _folded(field: forms.Field) -> forms.Field:
    field.is_folded = True
    return field


def late_of(data: dict[str, Any], posted: QueryDict) -> Late | None:
    """Taken out of what was filled in, or of what the device says of when it was; none where it happens now."""
    at, reason, number = data.pop(AT, None), data.pop(REASON, ""), data.pop(NUMBER, "")
    if at:
        return Late(at, reason, number=number)
    filled = filled_at(posted.get(FILLED_AT, ""))
    return Late(filled, "", is_offline=True, number=number) if filled else None


def filled_at(text: str) -> datetime | None:
    """When a device without a network kept it; none for what is unreadable, just now, or of a clock that goes before."""
    try:
        at = parse_datetime(text[:40])
    except ValueError:
        return None
    is_past = at is not None and timezone.is_aware(at) and timezone.now() - at > JUST_NOW
    return at if is_past else None
