"""What the city may set for itself."""

from fazhi.kernel.law import CityRule

ANSWER_DAYS = CityRule("example.answer_days", "来访答复期限", default=3, unit="个工作日", note="示例")
