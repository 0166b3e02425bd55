"""What the law leaves to the city: it says 及时, without a number of days."""

from fazhi.kernel.law import CityRule

ANSWER_DAYS = CityRule(
    "rights.answer_days",
    "个人信息权利请求办理期限",
    15,
    "个工作日",
    note="个人信息保护法只要求“及时”（第四十五条、第四十六条），没有规定天数。",
)
