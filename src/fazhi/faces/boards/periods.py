"""Which periods may be asked for: rolling ones, years, quarters, months, any two days; as of a day, in either tree."""

from __future__ import annotations

from typing import Any

from django import forms

from fazhi.faces.look.parts import Link
from fazhi.kernel.indicators import windows

from .asked import REPORT, STRUCTURES, Asked

QUICK = ((windows.THIS_MONTH, "本月"), (windows.W23, "今年"), (windows.W3Y, "近三年"))
YEARS, QUARTERS, MONTHS = 4, 6, 13


def quick_periods(asked: Asked, path: str, **kept: str) -> list[Link]:
    """The usual ones, one touch away."""
    chosen = [("", "报告口径"), *((window.name, label) for window, label in QUICK)]
    return [Link(label, path + asked.query(**kept, period=name), asked.period == (name or REPORT)) for name, label in chosen]


class PeriodForm(forms.Form):
    """Any period; what the form does not ask stays in the address."""

    unit = forms.CharField(required=False, widget=forms.HiddenInput)
    show = forms.CharField(required=False, widget=forms.HiddenInput)
    period = forms.ChoiceField(label="时段", required=False)
    first = forms.DateField(label="自定起", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label="自定止", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    on = forms.DateField(label="截至", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    structure = forms.ChoiceField(label="机构口径", required=False, choices=STRUCTURES.items())


def period_form(asked: Asked) -> forms.Form:
    """The form as it was asked."""
    given = {
        **asked.given,
        "on": asked.on.isoformat(),
        "structure": asked.structure,
        "period": "" if asked.window is None else asked.period,
    }
    form = PeriodForm(initial=given, auto_id="period_%s")
    form.fields["period"].choices = choices(asked)
    return form


def choices(asked: Asked) -> list[Any]:
    """Every period by its kind; one that was typed in the address is among them."""
    on = asked.on
    named = [windows.calendar(windows.month_start(windows.months_before(on, ago)), 1) for ago in range(MONTHS)]
    quarters = [windows.calendar(windows.quarter_start(windows.months_before(on, 3 * ago)), 3) for ago in range(QUARTERS)]
    years = [windows.year(on.year - ago) for ago in range(YEARS)]
    groups = [("滚动", [REPORT_CHOICE, *_pairs(windows.NAMED.values())])]
    groups += [("年", _pairs(years)), ("季度", _pairs(quarters)), ("月", _pairs(named))]
    known = {name for _, pairs in groups for name, _ in pairs}
    return groups if asked.window is None or asked.period in known else [("自定", [(asked.period, asked.window.label)]), *groups]


REPORT_CHOICE = ("", "报告口径（每个数字用报告里的时段）")


def _pairs(found: Any) -> list[tuple[str, str]]:
    return [(window.name, window.label) for window in found]
