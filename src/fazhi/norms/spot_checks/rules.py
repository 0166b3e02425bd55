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
VISITS = CityRule(
    "spot_checks.visits",
    "同一企业年度入企检查上限（全部部门、全部事项）",
    0,
    "次",
    note="0 为不设上限，只提醒；同一天的联合检查算一次。投诉举报、转办交办、线索核查不受限制，但是计入次数。",
)
NEAR_DAYS = CityRule("spot_checks.near_days", "重复检查提醒的范围", 30, "日", note="这些日子以内入过同一企业的，提醒合并、联合。")
CODE_HOURS = CityRule("spot_checks.code_hours", "入企码有效时间", 24, "小时", note="过了时间重新生成，原来的码作废。")
UNSCANNED_HOURS = CityRule(
    "spot_checks.unscanned_hours", "没有扫码入企的，入企以后登记的时间", 24, "小时", note="超过的写明没有按时登记的理由。"
)
RECHECK_DAYS = CityRule(
    "spot_checks.recheck_days", "改正期限届满以后的复查期限", 10, "日", note="没有写改正期限的，自公示之日起算。"
)
ANNOUNCED_ONLY = CityRule(
    "spot_checks.announced_only",
    "检查单位须在公告的执法主体里（1 要求，0 不要求）",
    0,
    "",
    note="国办发〔2024〕54号要求公告检查主体；执法主体登记齐全以后改为 1。",
)
CLAIM_DAYS = CityRule("spot_checks.claim_days", "监管事项认领期限（自分派之日起）", 10, "个工作日", note="以上级平台的要求为准。")
DECIDE_DAYS = CityRule("spot_checks.decide_days", "不认领的核定、实施清单的审核期限", 5, "个工作日", note="以本市的规定为准。")
LIST_DAYS = CityRule(
    "spot_checks.list_days", "检查实施清单编制期限（自认领之日起）", 20, "个工作日", note="以上级平台的要求为准。"
)
PLAN_DAYS = CityRule(
    "spot_checks.plan_days", "年度抽查计划公布期限（自当年1月1日起）", 90, "日", note="各地规定不同，多数在第一季度公布。"
)
LOAD = CityRule("spot_checks.load", "每名检查人员在一次抽取中最多承担的对象", 0, "个", note="0 为不限。")
