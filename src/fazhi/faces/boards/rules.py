"""When a board calls for attention; the city may set it otherwise."""

from fazhi.kernel.law import CityRule

CHANGE = CityRule("boards.change", "同比变动提醒", default=30, unit="%", note="与去年同期相差达到这个比例的，列入“需要您看”")
CHANGE_LEAST = CityRule("boards.change_least", "同比变动提醒的最少件数", default=20, unit="件", note="两期都少于此数的不比较")
BELOW = CityRule("boards.below", "低于上级提醒", default=1, unit="个百分点", note="下级的比率比上级低这么多的，列入“需要您看”")
BELOW_LEAST = CityRule("boards.below_least", "低于上级提醒的最少件数", default=20, unit="件", note="分母少于此数的比率不比较")
