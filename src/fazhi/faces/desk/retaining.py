"""保管期满: what need not be kept any longer, and who says that its personal data are destroyed."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.flow import retiring
from fazhi.kernel.flow.retiring import Due
from fazhi.kernel.org.roles import LEADER

from . import display
from .asking import ask, sent
from .doorway import staff

NOTE = (
    "下列档案已经办结，保管期限已满。勾选的，删除当事人的个人信息和附件，不能恢复；档案本身、编号和统计保留。"
    "没有勾选的照旧保存。系统不会自行删除。"
)


def _form(found: list[Due]) -> type[forms.Form]:
    choices = [
        (one.key, f"{one.record.number or one.record}　{one.record.unit}　保管至{display.words(one.kept_until)}") for one in found
    ]
    return type(
        "RetentionForm",
        (forms.Form,),
        {
            "picked": forms.MultipleChoiceField(label="保管期满的档案", choices=choices, widget=forms.CheckboxSelectMultiple),
            "reason": forms.CharField(
                label="鉴定意见", max_length=300, help_text="例如：经鉴定小组〔2026〕2号意见，没有继续保存的价值"
            ),
        },
    )


@staff
def retention(request: HttpRequest) -> HttpResponse:
    """What is due within one's own units, for whoever leads them; one confirms what is picked, or nothing happens."""
    person = request.user.person
    if not person.scope(LEADER):
        raise Http404
    found = [one for one in retiring.due(timezone.localdate(), person) if person.may_at(one.record.path, LEADER)]
    shown = {one.key: one for one in found[: retiring.MOST]}

    def act(data: dict[str, Any]) -> None:
        for key in data["picked"]:
            retiring.confirm(shown[key], person, data["reason"])

    return ask(
        request,
        _form(list(shown.values()))(sent(request)),
        act,
        "已按鉴定意见删除个人信息，账本里有记录",
        reverse("desk:retention"),
        title="保管期满的档案",
        note=NOTE if found else "没有保管期满、等待确认的档案。",
        submit="确认删除个人信息",
        law=retiring.LAW,
        pairs=_pairs(found),
        subject="共有",
    )


def _pairs(found: list[Due]) -> list[tuple[str, str]]:
    kinds: dict[str, int] = {}
    for one in found:
        name = registry.model(one.key.partition(":")[0])._meta.verbose_name
        kinds[name] = kinds.get(name, 0) + 1
    return [(str(name), f"{amount} 件") for name, amount in kinds.items()]
