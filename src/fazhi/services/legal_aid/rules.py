"""What the law leaves to province and city: every default of legal aid that may be edited as 本市设定."""

from fazhi.kernel.law import CityRule

HARDSHIP_LINE = CityRule(
    "legal_aid.hardship_line",
    "法律援助经济困难标准",
    0,
    "元/人·月",
    note="由省人民政府确定并动态调整（法律援助法第三十四条），照省里文件填写；没有填写的，由审批人自行认定并写明理由。",
)
ROLLS = CityRule(
    "legal_aid.rolls", "法律援助期限遇节假日顺延", True, note="法律援助法只写“日”，没有规定顺延；改为“否”的，节假日照算。"
)
SUPPLEMENT_DAYS = CityRule("legal_aid.supplement_days", "补充材料期限", 15, "日", note="通知书上另写日期的，以通知书为准。")
TRANSFER_DAYS = CityRule("legal_aid.transfer_days", "不属于本机构受理的转送期限", 1, "个工作日")
PAPERS_DAYS = CityRule("legal_aid.papers_days", "先行援助补办手续期限", 10, "日")
PROGRESS_DAYS = CityRule("legal_aid.progress_days", "承办人报告进展的间隔", 30, "日")
CHANGE_DAYS = CityRule("legal_aid.change_days", "更换法律援助人员答复期限", 3, "个工作日")
COMPLAINT_DAYS = CityRule("legal_aid.complaint_days", "法律援助投诉办理期限", 15, "个工作日")
CORRECT_DAYS = CityRule("legal_aid.correct_days", "责令改正后重新作出决定的期限", 3, "个工作日")
CLOSE_DAYS = CityRule("legal_aid.close_days", "报送结案材料期限", 30, "日", note="从办理结束之日起算；法律只要求“及时”。")
ARCHIVE_DAYS = CityRule("legal_aid.archive_days", "结案审查归档期限", 30, "日")
PAY_DAYS = CityRule("legal_aid.pay_days", "补贴支付期限", 30, "日", note="从归档之日起算；法律只要求“及时”。")
MOST_CASES = CityRule(
    "legal_aid.most_cases", "一名承办人同时在办法律援助案件上限", 15, "件", note="超过的，指派时须写明理由；0 为不限。"
)
FIRM_CONFLICT = CityRule(
    "legal_aid.firm_conflict",
    "同一律师事务所承办双方的也要回避",
    True,
    note="律师法第三十九条只写律师本人；本项按行业规范从严，同所的不指派。",
)
EXCELLENT_SCORE = CityRule("legal_aid.excellent_score", "案件质量优秀分数", 90, "分")
GOOD_SCORE = CityRule("legal_aid.good_score", "案件质量良好分数", 80, "分")
PASS_SCORE = CityRule("legal_aid.pass_score", "案件质量合格分数", 60, "分")
ARRIVAL_DAYS = CityRule("legal_aid.arrival_days", "转介预约未成行的跟进期限", 7, "日")
