"""What the law leaves to the province, the department or the city in penalty cases: every default may be edited as 本市设定."""

from fazhi.kernel.law import CityRule

HEARING_CITIZEN = CityRule(
    "enforcement.hearing_fine_citizen",
    "对公民的较大数额罚款",
    5000,
    "元",
    note="达到这个数额就告知听证权利；各省、各部门规定不同（广东、上海五千元）。",
)
HEARING_ORGANISATION = CityRule(
    "enforcement.hearing_fine_organisation",
    "对法人或者其他组织的较大数额罚款",
    100_000,
    "元",
    note="达到这个数额就告知听证权利；各省、各部门规定不同（广东十万元，上海五万元）。",
)
HEARING_INCLUSIVE = CityRule(
    "enforcement.hearing_threshold_inclusive", "较大数额包括本数", True, note="农业农村部用“超过”，不包括本数。"
)
ARCHIVE_DAYS = CityRule("enforcement.archive_days", "结案后立卷归档期限", 30, "日", note="法律没有规定天数。")
FINE_BANK = CityRule(
    "enforcement.fine_bank",
    "代收罚款机构的名称、地址",
    "本市罚款代收银行（以财政部门公布的名单为准）",
    note="决定书应当载明（罚款决定与罚款收缴分离实施办法第七条）。",
)
CLOSING_DAYS = CityRule("enforcement.closing_days", "部门没有规定时的结案审批期限", 15, "个工作日")
PUBLICATION_DAYS = CityRule(
    "enforcement.publication_days",
    "部门没有规定时的处罚决定公开期限",
    7,
    "个工作日",
    note="国办发〔2018〕118号：行政处罚七个工作日。",
)
DISCUSSION_LEAST = CityRule("enforcement.discussion_least", "集体讨论最少参加人数", 3, "人", note="法律没有规定人数。")
OWN_COERCION = CityRule(
    "enforcement.own_coercion",
    "有行政强制执行权的机关（执法主体名称）",
    [""],
    note="法律规定可以自己强制执行的机关；没有列入的，申请人民法院强制执行。",
)
BARRED_NEAR = CityRule(
    "enforcement.barred_near", "处罚时效临近届满的提醒", 30, "日", note="发现线索时距时效届满不超过这些天的，在案件上提醒。"
)
