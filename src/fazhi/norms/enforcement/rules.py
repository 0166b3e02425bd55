"""What the law leaves to the province or the city, and our dossier could not verify: every default may be edited as 本市设定."""

from fazhi.kernel.law import CityRule

from .words import Identity

CERTIFICATE_YEARS = CityRule("enforcement.certificate_years", "执法证有效期", 5, "年", note="法律没有规定，各地多为五年。")
NOT_CERTIFIED = CityRule(
    "enforcement.not_certified",
    "不予发证的人员身份",
    [Identity.WORKMAN.value, Identity.CONTRACT.value, Identity.DISPATCHED.value],
    note="多地行政执法条例规定工勤、合同制、劳务派遣人员不得申领执法证；以本省规定为准。",
)
TRAINING_HOURS = CityRule("enforcement.training_hours", "执法人员年度培训学时", 60, "学时", note="各部门规定不同。")
EXAM_PASS = CityRule("enforcement.exam_pass", "执法资格考试合格分数", 60, "分")
GRANT_EVALUATION_MONTHS = CityRule(
    "enforcement.grant_evaluation_months",
    "乡镇承接事项评估间隔",
    12,
    "个月",
    note="行政处罚法第二十四条要求定期组织评估，没有规定间隔。",
)
TEAM_CERTIFIED_LEAST = CityRule(
    "enforcement.team_certified_least", "乡镇执法队持证人员下限", 2, "人", note="执法人员不得少于两人，队内持证不足的办不了案。"
)
