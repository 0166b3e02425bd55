"""The closed word lists of legal aid, as forms and registers write them."""

from django.db import models


class Origin(models.TextChoices):
    """来源."""

    SELF = "self", "本人申请"
    AGENT = "agent", "近亲属、代理人申请"
    DEFENCE_NOTICE = "defence_notice", "通知辩护"
    AGENCY_NOTICE = "agency_notice", "通知代理"
    CUSTODY = "custody", "羁押场所转交"
    DUTY_LAWYER = "duty_lawyer", "值班律师转交"
    SITE = "site", "站点转交"


NOTIFIED = (Origin.DEFENCE_NOTICE, Origin.AGENCY_NOTICE)
FROM_CUSTODY = (Origin.CUSTODY, Origin.DUTY_LAWYER)


class Kind(models.TextChoices):
    """类型; help by a duty lawyer is no case."""

    CIVIL = "civil", "民事诉讼代理"
    ADMINISTRATIVE = "administrative", "行政诉讼代理"
    STATE_DAMAGES = "state_damages", "国家赔偿代理"
    LABOUR = "labour", "劳动争议调解、仲裁代理"
    DEFENCE = "defence", "刑事辩护"
    CRIMINAL_AGENCY = "criminal_agency", "刑事代理"
    NON_LITIGATION = "non_litigation", "非诉讼代理"
    DRAFTING = "drafting", "代拟法律文书"


CRIMINAL = (Kind.DEFENCE, Kind.CRIMINAL_AGENCY)
# Where the claim is brought (法律援助法 第三十八条): litigation at the body that handles it, other matters where they are settled or arose.
LITIGATION = (Kind.CIVIL, Kind.ADMINISTRATIVE, Kind.STATE_DAMAGES, Kind.DEFENCE, Kind.CRIMINAL_AGENCY)


class Path(models.TextChoices):
    """经济困难核查方式."""

    SHARED = "shared", "信息共享核查"
    PROMISE = "promise", "个人诚信承诺"
    EXEMPT = "exempt", "免予核查"
    UNLIMITED = "unlimited", "不受经济困难条件限制"
    OTHER_REASON = "other_reason", "因其他原因没有委托辩护人"
    NOTICE = "notice", "通知类，不核查"


class Exempt(models.TextChoices):
    """免予核查的人员 (法律援助法 第四十二条)."""

    MINOR = "minor", "无固定生活来源的未成年人"
    OLD = "old", "无固定生活来源的老年人"
    DISABLED = "disabled", "无固定生活来源的残疾人"
    RELIEF = "relief", "社会救助对象"
    JUDICIAL_RELIEF = "judicial_relief", "司法救助对象"
    CARE = "care", "优抚对象"
    MIGRANT = "migrant", "申请支付劳动报酬、工伤赔偿的进城务工人员"
    OTHER = "other", "法律、法规、规章规定的其他人员"


class Group(models.TextChoices):
    """特殊群体."""

    OLD = "old", "老年人"
    MINOR = "minor", "未成年人"
    DISABLED = "disabled", "残疾人"
    MIGRANT = "migrant", "农民工"
    WOMAN = "woman", "妇女"
    SOLDIER = "soldier", "军人军属"
    VETERAN = "veteran", "退役军人"
    POOR = "poor", "低保特困"
    FOREIGN = "foreign", "外国人、无国籍人"


class Capacity(models.TextChoices):
    FULL = "full", "完全民事行为能力"
    LIMITED = "limited", "限制民事行为能力"
    NONE = "none", "无民事行为能力"


class AgentKind(models.TextChoices):
    """代为申请人."""

    GUARDIAN = "guardian", "法定代理人"
    OTHER_GUARDIAN = "other_guardian", "其他法定代理人"
    KIN = "kin", "近亲属"
    ENTRUSTED = "entrusted", "委托代理人"
    SPOKESMAN = "spokesman", "推选代表人"


class AccessNeed(models.TextChoices):
    """无障碍需求 (法律援助法 第四十五条)."""

    SIGN = "sign", "手语"
    LARGE = "large", "大字"
    VOICE = "voice", "语音"
    VISIT = "visit", "上门"
    COMPANY = "company", "陪同"


class Contact(models.TextChoices):
    SAFE = "safe", "可以联系"
    NO_CALL = "no_call", "勿打电话"
    NO_MESSAGE = "no_message", "勿发短信"
    HOURS = "hours", "仅限时段"
    UNSAFE = "unsafe", "不能主动联系"


class Sex(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


class Ended(models.TextChoices):
    """受援人退出的原因."""

    DEATH = "death", "死亡"
    OWN_LAWYER = "own_lawyer", "自行委托律师或者其他代理人"
    WITHDRAWN = "withdrawn", "自愿退出"
    UNQUALIFIED = "unqualified", "不再符合条件"


class Urgent(models.TextChoices):
    """先行提供法律援助的情形 (法律援助法 第四十四条第一款)."""

    LIMITATION = "1", "距法定时效或者期限届满不足七日"
    PRESERVATION = "2", "需要立即申请财产保全、证据保全或者先予执行"
    OTHER = "3", "法律、法规、规章规定的其他情形"


class Decision(models.TextChoices):
    GRANTED = "granted", "给予"
    REFUSED = "refused", "不予"
    WITHDRAWN = "withdrawn", "视为撤回"
    TRANSFERRED = "transferred", "转送"


class Outcome(models.TextChoices):
    JUDGMENT = "judgment", "判决"
    RULING = "ruling", "裁定"
    MEDIATION = "mediation", "调解"
    SETTLEMENT = "settlement", "和解"
    WITHDRAWAL = "withdrawal", "撤诉"
    AWARD = "award", "仲裁裁决"
    NOT_PROSECUTED = "not_prosecuted", "不起诉、撤销案件"
    WRITTEN = "written", "代拟文书完成"
    OTHER = "other", "其他"


SETTLED = (Outcome.MEDIATION, Outcome.SETTLEMENT)


class Termination(models.TextChoices):
    """终止情形 (法律援助法 第四十八条第一款)."""

    FRAUD = "1", "以欺骗或者其他不正当手段获得法律援助"
    CONCEALMENT = "2", "故意隐瞒与案件有关的重要事实或者提供虚假证据"
    ILLEGAL = "3", "利用法律援助从事违法活动"
    BETTER_OFF = "4", "经济状况发生变化，不再符合法律援助条件"
    CASE_OVER = "5", "案件终止审理或者已经被撤销"
    OWN_LAWYER = "6", "自行委托律师或者其他代理人"
    REQUEST = "7", "有正当理由要求终止法律援助"
    OTHER = "8", "法律法规规定的其他情形"


class Against(models.TextChoices):
    REFUSAL = "refusal", "不予法律援助决定"
    TERMINATION = "termination", "终止法律援助决定"


class Judged(models.TextChoices):
    UPHELD = "upheld", "维持"
    ORDERED = "ordered", "责令改正"


class Grade(models.TextChoices):
    """质量等次."""

    EXCELLENT = "excellent", "优秀"
    GOOD = "good", "良好"
    PASS = "pass", "合格"
    FAIL = "fail", "不合格"


class LawyerKind(models.TextChoices):
    """法律援助人员."""

    LAWYER = "lawyer", "律师"
    LEGAL_WORKER = "legal_worker", "基层法律服务工作者"
    STAFF = "staff", "法律援助机构工作人员"
    VOLUNTEER = "volunteer", "高校、科研机构志愿者"


class Tag(models.TextChoices):
    """专长."""

    MINOR = "minor", "熟悉未成年人身心特点"
    LABOUR = "labour", "劳动"
    FAMILY = "family", "婚姻家庭"
    CRIMINAL = "criminal", "刑事"
    ADMINISTRATIVE = "administrative", "行政"
    TRAFFIC = "traffic", "交通事故"
    MEDICAL = "medical", "医疗"
    SIGN = "sign", "手语"


class MaterialKind(models.TextChoices):
    IDENTITY = "identity", "身份证明"
    MEANS = "means", "经济困难说明、证明"
    EXEMPTION = "exemption", "免予核查证明"
    CASE = "case", "与申请事项有关的材料"
    AUTHORITY = "authority", "代理申请的证明"
    OUTCOME = "outcome", "结案法律文书副本"
    REPORT = "report", "办理情况报告"
    OTHER = "other", "其他"


CLOSING_KINDS = (MaterialKind.OUTCOME, MaterialKind.REPORT)


class StepKind(models.TextChoices):
    """办理环节."""

    MEETING = "meeting", "会见受援人"
    FILE = "file", "阅卷"
    EVIDENCE = "evidence", "调查取证"
    FILING = "filing", "立案、申请仲裁"
    PRESERVATION = "preservation", "申请保全、先予执行"
    HEARING = "hearing", "开庭"
    MEDIATION = "mediation", "调解、和解"
    PLEADING = "pleading", "提交代理、辩护意见"
    # 法律援助法 第四十八条第二款: whoever is assigned tells the centre.
    GROUND = "ground", "发现应当终止的情形"
    OTHER = "other", "其他"


class Rating(models.TextChoices):
    BEST = "5", "很满意"
    GOOD = "4", "满意"
    FAIR = "3", "基本满意"
    POOR = "2", "不满意"
    WORST = "1", "很不满意"
    DECLINED = "0", "拒评"


SATISFIED = (Rating.BEST, Rating.GOOD, Rating.FAIR)
RATED = (*SATISFIED, Rating.POOR, Rating.WORST)


class VisitMethod(models.TextChoices):
    PHONE = "phone", "电话"
    DOOR = "door", "上门"
    MESSAGE = "message", "短信"
    ONLINE = "online", "线上"


# By which way whom is not to be reached.
KEPT_FROM = {
    VisitMethod.PHONE: (Contact.NO_CALL, Contact.UNSAFE),
    VisitMethod.MESSAGE: (Contact.NO_MESSAGE, Contact.UNSAFE),
    VisitMethod.DOOR: (Contact.UNSAFE,),
    VisitMethod.ONLINE: (Contact.UNSAFE,),
}
