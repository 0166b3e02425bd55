"""本市设定: what the law leaves to the city: each value with its reason and its day, and everything it was before."""

from collections import defaultdict
from datetime import date
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fazhi.faces.look.answers import go_to
from fazhi.faces.look.parts import Column, Link, Row, TableCell
from fazhi.kernel import registry
from fazhi.kernel.law import CityRule
from fazhi.kernel.law.models import RuleValue
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import ADMINISTRATOR, LEADER

from . import display
from .asking import sent
from .doorway import staff
from .forms import refuse

HEADS = [Column(label) for label in ("设定", "现行取值", "自何日起", "说明")]


def root() -> Unit | None:
    """The city itself."""
    return Unit.objects.filter(parent=None).order_by("pk").first()


def may_set(person: Person) -> bool:
    """The heads of the city and whoever runs the installation."""
    top = root()
    return top is not None and person.may_at(top.path, LEADER, ADMINISTRATOR)


def value_words(rule: CityRule, value: Any) -> str:
    """A value with its unit; tables key by key."""
    if isinstance(value, dict):
        return "，".join(f"{rule.words.get(key, key)} {display.words(one)}" for key, one in value.items())
    return f"{display.words(value)}{' ' + rule.unit if rule.unit else ''}"


@staff
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule by the work it belongs to; the latest change of each is asked for once."""
    since: dict[str, date] = {}
    for key, day in RuleValue.objects.filter(valid_from__lte=timezone.localdate()).values_list("key", "valid_from"):
        since[key] = day
    groups: dict[str, list[Row]] = defaultdict(list)
    for key, rule in registry.on("rules").items():
        groups[_work(key)].append(_row(rule, since.get(key)))
    return render(
        request, "desk/rules.html", {"columns": HEADS, "groups": list(groups.items()), "may_set": may_set(request.user.person)}
    )


def _work(key: str) -> str:
    """The module a rule belongs to, in Chinese."""
    label = key.partition(".")[0]
    known = {config.label: str(config.verbose_name) for config in apps.get_app_configs()}
    return known.get(label, label)


def _row(rule: CityRule, since: date | None) -> Row:
    told = (value_words(rule, rule.value()), display.words(since) if since else "默认", rule.note)
    cells = [TableCell(value, head.label, css) for value, head, css in zip(told, HEADS[1:], ("wrap", "day", "wrap"), strict=True)]
    return Row(rule.label, reverse("desk:rule", args=[rule.key]), "", cells)


@staff
def rule(request: HttpRequest, key: str) -> HttpResponse:
    """One rule: its history, and for whoever may, a new value from a day on."""
    chosen, person = registry.on("rules").get(key), request.user.person
    if chosen is None:
        raise Http404
    form = value_form(chosen)(sent(request)) if may_set(person) else None
    if request.method == "POST" and form is None:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            change(chosen, person, form)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, f"已修改“{chosen.label}”，自{display.words(form.cleaned_data['valid_from'])}起施行")
            return go_to(request, reverse("desk:rule", args=[key]))
    return render(request, "desk/rule.html", _shown(chosen, form), status=422 if request.method == "POST" else 200)


def _shown(chosen: CityRule, form: forms.Form | None) -> dict[str, Any]:
    history = [
        (display.words(row.valid_from), value_words(chosen, row.value), row.set_by_name, row.reason, display.words(row.set_at))
        for row in reversed(chosen.history())
    ]
    return {
        "rule": chosen,
        "form": form,
        "now": "" if isinstance(chosen.default, dict | list) and form else value_words(chosen, chosen.value()),
        "lines": chosen.value() if isinstance(chosen.default, list) and not form else [],
        "default": value_words(chosen, chosen.default),
        "history": history,
        "crumbs": [Link("本市设定", reverse("desk:rules")), Link(chosen.label)],
    }


@transaction.atomic
def change(chosen: CityRule, person: Person, form: forms.Form) -> None:
    """Set the value and tell the ledger what it was; raises ValidationError."""
    data, before = form.cleaned_data, chosen.value()
    value = form.value()
    chosen.change(value, person.name, data["reason"], data["valid_from"])
    changes = {chosen.key: [value_words(chosen, before), value_words(chosen, value)]}
    title = f"修改本市设定：{chosen.label}"[:120]
    book.write(book.Act(None, "city_rule", title, actor=person, unit=root(), changes=changes, reason=data["reason"]))


class RuleForm(forms.Form):
    """From when a value holds, and why it is changed; the value's own fields come first."""

    rule: CityRule
    valid_from = forms.DateField(
        label="自何日起", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), help_text="已经开始的期限不受影响"
    )
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text="写明依据的文件")

    def clean_valid_from(self) -> date:
        day = self.cleaned_data["valid_from"]
        if day < timezone.localdate():
            raise ValidationError("不能早于今天：以前的事项按当时的设定办理")
        return day

    def value(self) -> Any:
        """The typed value that was filled in."""
        data, default = self.cleaned_data, self.rule.default
        if isinstance(default, dict):
            return {key: data[f"value_{at}"] for at, key in enumerate(default)}
        if isinstance(default, list):
            return [_typed(line, default[0] if default else "") for line in data["value"].splitlines() if line.strip()]
        return data["value"] == "True" if isinstance(default, bool) else data["value"]


def value_form(chosen: CityRule) -> type[RuleForm]:
    """The form of a rule, its inputs made from the type of its default and filled with what holds now."""
    now, fields = chosen.value(), {}
    if isinstance(chosen.default, dict):
        for at, (key, default) in enumerate(chosen.default.items()):
            fields[f"value_{at}"] = _input(chosen.words.get(key, key), default, now.get(key, default), f"默认 {default}")
    else:
        fields["value"] = _input("取值", chosen.default, now, chosen.unit)
    made = type("ValueForm", (RuleForm,), {**fields, "rule": chosen, "field_order": [*fields, "valid_from", "reason"]})
    made.base_fields["valid_from"].initial = timezone.localdate
    return made


def _input(label: str, default: Any, now: Any, unit: str) -> forms.Field:
    asked = {"label": label, "initial": now, "help_text": unit}
    if isinstance(default, bool):
        return forms.ChoiceField(choices=[("True", "是"), ("False", "否")], **{**asked, "initial": str(now)})
    if isinstance(default, int):
        return forms.IntegerField(min_value=0 if default >= 0 else None, **asked)
    if isinstance(default, float):
        return forms.FloatField(min_value=0 if default >= 0 else None, **asked)
    if isinstance(default, list):
        area = forms.Textarea(attrs={"rows": 4})
        return forms.CharField(widget=area, **{**asked, "initial": "\n".join(map(str, now)), "help_text": "每行一项"})
    return forms.CharField(**asked)


def _typed(text: str, sample: Any) -> Any:
    """A line as the list's own kind; raises ValidationError."""
    text = text.strip()
    if not isinstance(sample, int | float):
        return text
    try:
        return type(sample)(text)
    except ValueError:
        raise ValidationError({"value": f"“{text}”不是数"}) from None
