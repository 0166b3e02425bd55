"""What the law leaves to province and city, and our dossier could not verify: every default may be edited as 本市设定."""

from fazhi.kernel.law import CityRule

LOCAL = "行政执法监督条例没有查到条文规定的期限，以本省规定为准。"

REMINDER_DAYS = CityRule("oversight.reminder_days", "提醒函回复期限", 5, "个工作日", note="提醒函没有法定样式和期限。")
CLUE_DAYS = CityRule("oversight.clue_days", "监督线索处置期限", 7, "个工作日", note=LOCAL)
INVESTIGATION_DAYS = CityRule("oversight.investigation_days", "监督案件调查期限", 60, "日", note=LOCAL)
DRAFT_DAYS = CityRule("oversight.draft_days", "监督文书制发期限", 10, "个工作日", note=LOCAL)
VERIFY_DAYS = CityRule("oversight.verify_days", "整改验收期限", 15, "个工作日", note=LOCAL)
SUPERVISORS_LEAST = CityRule(
    "oversight.supervisors_least", "监督案件监督人员下限", 2, "人", note="四川第二十九条、山东第二十二条：两名以上，出示监督证。"
)
GRADES = CityRule(
    "oversight.grades",
    "案卷评查等次分数线",
    {"excellent": 90, "good": 75, "pass": 60},
    "分",
    note="广东省行政执法案卷评查办法第十六条；有一票否决情形的一律不合格（第十七条）。",
    words={"excellent": "优秀（不低于）", "good": "良好（不低于）", "pass": "合格（不低于）"},
)
SCORE_GAP = CityRule("oversight.score_gap", "两名评查人分差超过即由第三人评查", 10, "分", note="没有查到统一规定，由本市定。")
SCORING_DAYS = CityRule("oversight.scoring_days", "案卷评分期限", 15, "个工作日", note="由评查方案定。")
OBJECTION_DAYS = CityRule(
    "oversight.review_objection_days", "评查结果异议期限", 10, "个工作日", note="广东省行政执法案卷评查办法第十二条。"
)
RECHECK_DAYS = CityRule("oversight.recheck_days", "评查结果复核期限", 10, "个工作日", note="广东省行政执法案卷评查办法第十二条。")
FIXING_DAYS = CityRule("oversight.fixing_days", "评查问题整改期限", 30, "日", note="由本市定。")
SAMPLE_SIZE = CityRule("oversight.sample_size", "每个单位每类案卷抽取数", 5, "卷", note="由评查方案定；不足的全部抽取。")
FILING_DAYS = CityRule(
    "oversight.filing_days", "重大执法决定报送备案期限", 15, "日", note="四川省行政执法监督条例第三十六条；以本省规定为准。"
)
FILING_REVIEW_DAYS = CityRule("oversight.filing_review_days", "重大执法决定备案审查期限", 15, "个工作日", note=LOCAL)
COMPLAINT_ACCEPT_DAYS = CityRule("oversight.complaint_accept_days", "执法投诉举报受理期限", 5, "个工作日", note=LOCAL)
COMPLAINT_ANSWER_DAYS = CityRule("oversight.complaint_answer_days", "执法投诉举报答复期限", 60, "日", note=LOCAL)
