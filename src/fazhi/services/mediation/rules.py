"""What the law leaves to the city: every default of mediation that may be edited as 本市设定."""

from fazhi.kernel.law import CityRule

from .words import Difficulty, Grade, Risk, Signal

ACCEPT_DAYS = CityRule(
    "mediation.accept_days", "调解申请受理期限", 3, "个工作日", note="法律没有规定；法院委派案件另按在线调解规则。"
)
START_DAYS = CityRule("mediation.start_days", "确定调解员期限", 2, "个工作日")
GENERAL_MONTHS = CityRule(
    "mediation.general_months", "一般纠纷调解期限", 1, "个月", note="人民调解法没有规定期限；经各方同意可以延长。"
)
LEAD_DAYS = CityRule("mediation.lead_days", "排查线索处置期限", 1, "个工作日")
FOLLOW_UP_DAYS = CityRule("mediation.follow_up_days", "调解回访期限", 30, "日", note="一般在结果之后15日至30日内回访。")
ARCHIVE_DAYS = CityRule("mediation.archive_days", "调解卷宗归档期限", 30, "日")
FILING_DAYS = CityRule(
    "mediation.filing_days", "调委会设立备案期限", 30, "个工作日", note="医疗纠纷人民调解委员会依条例为30个工作日。"
)
TELL_COURT_DAYS = CityRule("mediation.tell_court_days", "调委会变动通报法院期限", 15, "日", note="人民调解法只说“及时”。")
NOTICE_DAYS = CityRule("mediation.notice_days", "补贴公示期限", 5, "个工作日")
PURGE_DAYS = CityRule("mediation.purge_days", "预警解除后个人信息保留期限", 30, "日")
COMPLAINT_DAYS = CityRule("mediation.complaint_days", "调解投诉办理期限", 15, "日")
ALERT_ANSWER_DAYS = CityRule("mediation.alert_answer_days", "风险预警处置反馈期限", 5, "日")
ALERT_DAYS = CityRule(
    "mediation.alert_days",
    "风险预警通报期限",
    {"red": 1, "orange": 1, "yellow": 1, "blue": 7},
    note="按日计算的最迟一日；红色应当立即、橙色应当当日通报。",
    words=dict(Risk.choices),
)

SAME_DISPUTE_MONTHS = CityRule(
    "mediation.same_dispute_months", "同一纠纷关联期间", 12, "个月", note="同样当事人、同类纠纷在期间内再次登记，自动关联首案。"
)
SPOKESMEN_MOST = CityRule(
    "mediation.spokesmen_most",
    "每一方推选代表人上限",
    5,
    "人",
    note="法律没有规定；走访信访的代表人不超过五人（信访工作条例 第二十条第三款）。",
)
REPORT_PEOPLE = CityRule(
    "mediation.report_people", "须报告的涉及人数", 10, "人", note="超过这一人数按重大纠纷办理，并在两小时内报告县级司法行政机关。"
)
REPORT_DAYS = CityRule(
    "mediation.report_days", "重大纠纷报告最迟日", 1, "日", note="从知道之日当日算起；钟点按“重大纠纷报告时限”。"
)
REPORT_HOURS = CityRule("mediation.report_hours", "重大纠纷报告时限", 2, "小时")
DIFFICULTY = CityRule(
    "mediation.difficulty",
    "难易程度划分标准",
    {"major_people": 30, "major_amount": 500_000, "hard_people": 10, "hard_amount": 100_000, "hard_sessions": 3},
    note="人数、金额（元）、调解次数达到即为重大或者疑难复杂。",
    words={
        "major_people": "重大：人数",
        "major_amount": "重大：金额（元）",
        "hard_people": "疑难复杂：人数",
        "hard_amount": "疑难复杂：金额（元）",
        "hard_sessions": "疑难复杂：调解次数",
    },
)
RISK_WEIGHTS = CityRule(
    "mediation.risk_weights",
    "民转刑风险信号权重",
    {
        "threat": 25,
        "weapon": 40,
        "police_twice": 20,
        "domestic": 25,
        "mental": 15,
        "drink_debt": 10,
        "love_custody": 15,
        "shoving": 10,
        "failed_twice": 10,
        "broken_word": 10,
        "isolated": 10,
        "released": 10,
    },
    note="只作提示，由人判断；分数须可解释。",
    words=dict(Signal.choices),
)
RISK_LEVELS = CityRule(
    "mediation.risk_levels", "民转刑风险分级分数", {"red": 60, "orange": 40, "yellow": 20}, words=dict(Risk.choices)
)

SUBSIDY_RATES = CityRule(
    "mediation.subsidy_rates",
    "以案定补标准",
    {"simple": 100, "ordinary": 200, "hard": 400, "major": 800},
    "元/件",
    note="按难易程度；修改自新的日期起适用。",
    words=dict(Difficulty.choices),
)
ORAL_PERCENT = CityRule("mediation.oral_percent", "口头协议补贴比例", 50, "%")
GRADE_PERCENT = CityRule(
    "mediation.grade_percent",
    "按调解员等级调整的补贴比例",
    {"0": 100, "1": 100, "2": 100, "3": 100, "4": 100, "": 100},
    "%",
    note="有的市按等级上浮；100 表示不调整。",
    words={**dict(Grade.choices), "": "没有等级"},
)
FAILED_PERCENT = CityRule(
    "mediation.failed_percent", "调解未成但固定证据的补贴比例", 0, "%", note="有的地方对有效的失败调解也给予补贴。"
)
BONUS_MOST = CityRule("mediation.bonus_most", "以案定补加补上限", 500, "元/件")
SAMPLE_PERCENT = CityRule("mediation.sample_percent", "补贴抽查比例", 10, "%")
ORAL_SHARE_MOST = CityRule("mediation.oral_share_most", "调解员口头协议占比上限", 30, "%")
BURST_CASES = CityRule("mediation.burst_cases", "同日集中办结疑点件数", 5, "件")
NIGHT_HOURS = CityRule("mediation.night_hours", "夜间录入时段", ["22:00", "06:00"])
SAME_PHONE_CASES = CityRule("mediation.same_phone_cases", "同一电话疑点件数", 3, "件")
GRADE_CONDITIONS = CityRule(
    "mediation.grade_conditions",
    "调解员等级评定条件",
    {"4": {"years": 2, "cases": 50, "success_least": 85, "oral_most": 30, "escalated_most": 0, "hours_least": 16}},
    note="键为等级（0 特级至 4 四级）；各地条件不同，其他等级由本市补充。满足条件的，仍由评定单位评定。",
)
