"""What a city sets for itself about time."""

from fazhi.kernel.law import CityRule

SOON_DAYS = CityRule(
    "calendar.soon_days",
    "临近到期提醒的天数",
    default=3,
    unit="日",
    note="最后一日在这些天以内的，显示为临近到期。",
)
OFFICE_HOURS = CityRule(
    "calendar.office_hours",
    "办公时间",
    default=[["08:30", "12:00"], ["14:00", "17:30"]],
    note="按工作小时计算的期限只数工作日的这些时段。",
)
