"""保存期限: how long records, readings and imports are kept; what the law leaves open the city sets."""

from __future__ import annotations

from datetime import date
from typing import Any

from fazhi.kernel import registry
from fazhi.kernel.calendar import Years
from fazhi.kernel.law import CityRule

KEEP_YEARS = CityRule(
    "records.keep_years",
    "办结案卷的保管年限",
    default={"": 10},
    unit="年",
    note="空白一栏适用于没有单独列出的各类；0 表示没有保管期限。期限内的案卷不能删除个人信息，只能停止使用（个人信息保护法 第四十七条第二款）。",
)
KEEP_READINGS_DAYS = CityRule(
    "records.keep_readings_days", "查阅记录的保存天数", default=1095, unit="日", note="不少于六个月（网络安全法 第二十一条）。"
)


def kept_until(record: Any) -> date | None:
    """The last day on which a concluded record must be kept; none while it is open, or where there is no such term."""
    closed = getattr(record, "closed_on", None)
    terms = KEEP_YEARS.value()
    years = terms.get(registry.label(record), terms.get("", 0))
    return Years(years).full(closed) if closed and years else None
