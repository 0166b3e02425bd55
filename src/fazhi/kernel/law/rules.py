"""City rules 本市设定: what the law leaves to the city, each with a label, a default and its dated values."""

from collections.abc import Iterator, Mapping
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.timezone import localdate

from fazhi.kernel import registry

if TYPE_CHECKING:
    from .models import RuleValue

SHELF = "rules"
FRESH_FOR = 3.0
KINDS = {bool: "是或否", int: "整数", float: "数", str: "文字", list: "列表", dict: "对照表"}

_known: dict[str, Any] = {"until": 0.0, "values": {}}


class CityRule:
    """A setting that the city may change; the default is ours and cites no law."""

    def __init__(
        self, key: str, label: str, default: Any, unit: str = "", note: str = "", words: Mapping[str, str] | None = None
    ) -> None:
        self.key, self.label, self.default, self.unit, self.note = key, label, default, unit, note
        self.words = dict(words or {})  # of a table: what each of its keys is called
        registry.leave(SHELF, key, self)

    def __str__(self) -> str:
        return f"《本市工作规则》·{self.label}"

    def __repr__(self) -> str:
        return f"CityRule({self.key!r})"

    def value(self, on: date | None = None) -> Any:
        """What holds on a day (today by default): the last value set for it, or the default."""
        day = on or localdate()
        for valid_from, value in reversed(_values().get(self.key, [])):
            if valid_from <= day:
                return value
        return self.default

    def change(self, value: Any, by_name: str, reason: str, valid_from: date | None = None) -> "RuleValue":
        """Set a value from a day on (today by default); raises ValidationError with a sentence."""
        self.validate(value)
        if not by_name.strip() or not reason.strip():
            raise ValidationError(f"修改“{self.label}”须写明修改人和理由")
        row = _rows().create(
            key=self.key, value=value, valid_from=valid_from or localdate(), set_by_name=by_name.strip(), reason=reason.strip()
        )
        # Registered on the transaction, so that it also marks the cache as unsafe until the end of it.
        transaction.on_commit(forget)
        forget()
        return row

    def history(self) -> list["RuleValue"]:
        """Every value ever set, the first one first."""
        return list(_rows().filter(key=self.key))

    def validate(self, value: Any) -> None:
        """Raises ValidationError unless the value is of the default's type."""
        fault = _mismatch(value, self.default)
        if fault:
            raise ValidationError(f"“{self.label}”的取值{fault}")


def forget() -> None:
    """Ask the database again at the next question."""
    _known["until"] = 0.0


def _mismatch(value: Any, default: Any) -> str:
    """What is wrong with a value, seen from the default; lists and tables are compared by what they hold."""
    if not _same_kind(value, default):
        return f"应为{KINDS[type(default)]}，而不是“{value}”"
    if isinstance(default, int | float) and not isinstance(default, bool) and value < 0 <= default:
        return f"不能小于0，而不是“{value}”"
    if isinstance(default, str):
        return "" if value.strip() or not default else "不能为空"
    return _mismatch_inside(value, default)


def _same_kind(value: Any, default: Any) -> bool:
    if isinstance(default, float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is type(default)


def _mismatch_inside(value: Any, default: Any) -> str:
    if isinstance(default, list) and default:
        faults = (_mismatch(each, default[0]) for each in value)
    elif isinstance(default, dict) and default:
        sample = next(iter(default.values()))
        faults = (_mismatch(each, sample) if isinstance(key, str) else f"的键“{key}”应为文字" for key, each in value.items())
    else:
        return ""
    return next((f"中有一项{fault}" for fault in faults if fault), "")


def _values() -> dict[str, list[tuple[date, Any]]]:
    """All values by key; kept for a few seconds, so that a change by another process is soon seen."""
    if _changing():
        return _load()
    if monotonic() >= _known["until"]:
        _known["values"], _known["until"] = _load(), monotonic() + FRESH_FOR
    return _known["values"]


def _changing() -> bool:
    """Whether this transaction changed a rule: it may yet be rolled back, so nothing of it is kept."""
    return any(entry[1] is forget for entry in connection.run_on_commit)


def _load() -> dict[str, list[tuple[date, Any]]]:
    found: dict[str, list[tuple[date, Any]]] = {}
    for key, valid_from, value in _rows().values_list("key", "valid_from", "value"):
        found.setdefault(key, []).append((valid_from, value))
    return found


def _rows() -> Any:
    return registry.model("law.rulevalue").objects


@registry.check
def rules_are_declared_well() -> Iterator[str]:
    """Keys are unique by the shelf itself; here: keys name their module, labels differ, defaults have a known type."""
    labels: dict[str, str] = {}
    for key, rule in registry.on(SHELF).items():
        if "." not in key:
            yield f"本市设定“{key}”的键应写成“模块.名称”"
        if type(rule.default) not in KINDS:
            yield f"本市设定“{key}”的默认值类型{type(rule.default).__name__}不受支持"
        if rule.label in labels:
            yield f"本市设定“{key}”与“{labels[rule.label]}”用了同一个名称“{rule.label}”"
        labels[rule.label] = key
