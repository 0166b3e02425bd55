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
