"""What the law leaves to the city in spot checks: every default may be edited as 本市设定."""

from fazhi.kernel.law import CityRule

PUBLISHED_DAYS = CityRule(
    "spot_checks.published_days",
    "抽查结果公示期限",
    20,
    "个工作日",
    note="国办发〔2018〕118号：行政检查等其他行政执法信息二十个工作日；市场监管领域抽查结果同为二十个工作日。",
)
FREQUENCY = CityRule(
    "spot_checks.frequency", "同一对象同一事项的年度检查上限（事项没有规定时）", 1, "次", note="各地年度涉企检查频次上限不同。"
)
PLAN_DAYS = CityRule(
    "spot_checks.plan_days", "年度抽查计划公布期限（自当年1月1日起）", 90, "日", note="各地规定不同，多数在第一季度公布。"
)
LOAD = CityRule("spot_checks.load", "每名检查人员在一次抽取中最多承担的对象", 0, "个", note="0 为不限。")
