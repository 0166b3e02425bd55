"""The closed word lists of mediation, exactly as registers and reports write them."""

from django.db import models


class DisputeKind(models.TextChoices):
    """纠纷类型: the columns of the statistical report; exactly one for each dispute."""

    FAMILY = "01", "婚姻家庭纠纷"
    NEIGHBOUR = "02", "邻里纠纷"
    HOUSING = "03", "房屋宅基地纠纷"
    CONTRACT = "04", "合同纠纷"
    BUSINESS = "05", "生产经营纠纷"
    DAMAGE = "06", "损害赔偿纠纷"
    LAND = "07", "山林土地纠纷"
    EXPROPRIATION = "08", "征地拆迁纠纷"
    ENVIRONMENT = "09", "环境污染纠纷"
    WAGES = "10", "拖欠农民工工资纠纷"
    LABOUR = "11", "其他劳动争议纠纷"
    TRAVEL = "12", "旅游纠纷"
    ONLINE_TRADE = "13", "电子商务纠纷"
    CONSUMER = "14", "其他消费纠纷"
    MEDICAL = "15", "医疗纠纷"
    TRAFFIC = "16", "道路交通事故纠纷"
    PROPERTY_SERVICE = "17", "物业纠纷"
    INTELLECTUAL = "18", "知识产权纠纷"
    INTERNET = "19", "互联网纠纷"
    OTHER = "99", "其他纠纷"


LABOUR_KINDS = (DisputeKind.WAGES, DisputeKind.LABOUR)


class Source(models.TextChoices):
    """案件来源; all but the first two are 接受委托移送."""

    PROACTIVE = "proactive", "主动调解"
    APPLIED = "applied", "依申请"
    COURT = "court", "法院委托移送"
    PROCURATORATE = "procuratorate", "检察院委托移送"
    POLICE = "police", "公安机关委托移送"
    PETITION = "petition", "信访部门委托移送"
    OTHER = "other", "其他部门委托移送"


class CourtStage(models.TextChoices):
    BEFORE = "before", "诉前委派"
    ORDINARY = "ordinary", "诉中委托（普通程序）"
    SUMMARY = "summary", "诉中委托（简易程序）"


class ApplyForm(models.TextChoices):
    WRITTEN = "written", "书面"
    ORAL = "oral", "口头"


class Difficulty(models.TextChoices):
    SIMPLE = "simple", "简易"
    ORDINARY = "ordinary", "一般"
    HARD = "hard", "疑难复杂"
    MAJOR = "major", "重大"


class Risk(models.TextChoices):
    RED = "red", "红"
    ORANGE = "orange", "橙"
    YELLOW = "yellow", "黄"
    BLUE = "blue", "蓝"


class Label(models.TextChoices):
    """机制标签: which linked mechanism brought it or works on it."""

    POLICE = "police", "警司联动"
    COURT = "court", "诉调对接"
    PETITION = "petition", "访调对接"
    RECONSIDERATION = "reconsideration", "复调对接"
    HOTLINE = "hotline", "热线联动"
    JOINT = "joint", "联合调解"


# What a case is labelled with by where it comes from.
LABELLED = {Source.POLICE: Label.POLICE, Source.COURT: Label.COURT, Source.PETITION: Label.PETITION}


class Circumstance(models.TextChoices):
    """What weighs on the difficulty, on reporting upward, and on the suspicion of sham mediation."""

    DEATH = "death", "有人死亡"
    INJURY = "injury", "有人重伤"
    CROSS_COUNTY = "cross_county", "跨县（市、区）"
    MEDIA = "media", "媒体关注"
    CROWD = "crowd", "群体性上访苗头"
    REPEATED = "repeated", "此前多次调解未成"
    ORGANS = "organs", "涉及两个以上部门"
    APPRAISAL = "appraisal", "需要鉴定评估"
    KIN_DEBT = "kin_debt", "近亲属之间的债务"
    ENFORCEMENT = "enforcement", "被执行人处分财产"


class Signal(models.TextChoices):
    """民转刑预警信号."""

    THREAT = "threat", "威胁言语"
    WEAPON = "weapon", "持械"
    POLICE_TWICE = "police_twice", "九十日内两次以上警情"
    DOMESTIC = "domestic", "家庭暴力"
    MENTAL = "mental", "精神障碍"
    DRINK_DEBT = "drink_debt", "酗酒或者赌债"
    LOVE_CUSTODY = "love_custody", "情感破裂或者抚养权之争"
    SHOVING = "shoving", "地界推搡"
    FAILED_TWICE = "failed_twice", "两次以上调解未成"
    BROKEN_WORD = "broken_word", "承诺未兑现"
    ISOLATED = "isolated", "孤立失意"
    RELEASED = "released", "刑满释放"


class Openness(models.TextChoices):
    OPEN = "open", "公开"
    CLOSED = "closed", "不公开"


class Place(models.TextChoices):
    ROOM = "room", "调解室"
    SPOT = "spot", "现场"
    HOME = "home", "上门"
    ONLINE = "online", "线上"


class Result(models.TextChoices):
    WRITTEN = "written", "书面协议"
    ORAL = "oral", "口头协议"
    FAILED = "failed", "调解不成"
    REFUSED = "refused", "一方拒绝"
    WITHDRAWN = "withdrawn", "撤回"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    TRANSFERRED = "transferred", "移送"


AGREED = (Result.WRITTEN, Result.ORAL)


class Performance(models.TextChoices):
    DONE = "done", "已履行"
    PARTLY = "partly", "部分履行"
    BROKEN = "broken", "未履行"
    NOT_DUE = "not_due", "未到期"


class Side(models.TextChoices):
    APPLICANT = "applicant", "申请方"
    RESPONDENT = "respondent", "被申请方"
    THIRD = "third", "第三方"


class PartyKind(models.TextChoices):
    PERSON = "person", "个人"
    ORGANISATION = "organisation", "单位"
    BRANCH = "branch", "单位的分支机构"


class Sex(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


class Capacity(models.TextChoices):
    """民事行为能力."""

    FULL = "full", "完全"
    LIMITED = "limited", "限制"
    NONE = "none", "无"


class AgentKind(models.TextChoices):
    LEGAL = "legal", "法定代理人"
    ENTRUSTED = "entrusted", "委托代理人"
    CHOSEN = "chosen", "推选代表人"


class Consent(models.TextChoices):
    AGREES = "agrees", "同意"
    REFUSES = "refuses", "拒绝"
    NOT_REACHED = "not_reached", "未联系上"


class MediatorRole(models.TextChoices):
    CHAIR = "chair", "主持"
    MEMBER = "member", "参与"
    RECORDER = "recorder", "记录"


class ChosenBy(models.TextChoices):
    PARTIES = "parties", "当事人选择"
    COMMITTEE = "committee", "调委会指定"


class SessionForm(models.TextChoices):
    FACE = "face", "面对面"
    APART = "apart", "背对背"
    ONLINE = "online", "线上"


class SignMethod(models.TextChoices):
    PAPER = "paper", "纸质签名、盖章或者按指印"
    ELECTRONIC = "electronic", "电子签名"


class TermKind(models.TextChoices):
    """What a term is about; the last ones decide how it may be signed, and whether a court may confirm it."""

    MONEY = "money", "给付金钱"
    DEED = "deed", "作为或者不作为"
    GOODS = "goods", "交付财物"
    INHERITANCE = "inheritance", "继承、分割遗产"
    STATUS = "status", "婚姻、亲子、收养等身份关系"
    OWNERSHIP = "ownership", "物权、知识产权归属"
    PROCEDURE = "procedure", "破产、公示催告等程序中的事项"


IN_INK = (TermKind.STATUS, TermKind.INHERITANCE)


class VenueBasis(models.TextChoices):
    INVITED = "invited", "邀请调解的人民法院"
    HOME = "home", "当事人住所地"
    PROPERTY = "property", "标的物所在地"
    COMMITTEE = "committee", "调解组织所在地"


class ConfirmationResult(models.TextChoices):
    VALID = "valid", "有效"
    REJECTED = "rejected", "驳回"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    WITHDRAWN = "withdrawn", "撤回"


class RefuseGround(models.TextChoices):
    """Why a court does not accept (民诉法解释 355) or rejects (358), paragraph by item."""

    NOT_FOR_COURTS = "355-1", "不予受理：不属于人民法院受理范围"
    OTHER_COURT = "355-2", "不予受理：不属于收到申请的人民法院管辖"
    STATUS = "355-3", "不予受理：申请确认身份关系"
    PROCEDURE = "355-4", "不予受理：涉及特别程序、公示催告程序、破产程序"
    OWNERSHIP = "355-5", "不予受理：涉及物权、知识产权确权"
    UNLAWFUL = "358-1", "驳回：违反法律强制性规定"
    HARMFUL = "358-2", "驳回：损害国家利益、社会公共利益、他人合法权益"
    IMMORAL = "358-3", "驳回：违背公序良俗"
    INVOLUNTARY = "358-4", "驳回：违反自愿原则"
    VAGUE = "358-5", "驳回：内容不明确"
    OTHER = "358-6", "驳回：其他不能确认的情形"


class Judgment(models.TextChoices):
    """What a court made of an agreement that one side sued about."""

    UPHELD = "upheld", "维持协议"
    CHANGED = "changed", "变更协议"
    VOID = "void", "撤销协议或者确认无效"
    DROPPED = "dropped", "撤诉、和解结案"


class EvidenceKind(models.TextChoices):
    """民事诉讼法 第六十六条."""

    STATEMENT = "statement", "当事人陈述"
    DOCUMENT = "document", "书证"
    OBJECT = "object", "物证"
    RECORDING = "recording", "视听资料"
    DATA = "data", "电子数据"
    TESTIMONY = "testimony", "证人证言"
    APPRAISAL = "appraisal", "鉴定意见"
    INSPECTION = "inspection", "勘验笔录"


class Injury(models.TextChoices):
    NONE = "none", "无伤"
    SLIGHT = "slight", "轻微伤"
    MINOR = "minor", "轻伤"
    SERIOUS = "serious", "重伤"


class Route(models.TextChoices):
    """Where the matter goes when mediation has not ended it (人民调解法 26)."""

    ARBITRATION = "arbitration", "仲裁"
    SUIT = "suit", "诉讼"
    PAYMENT_ORDER = "payment_order", "申请支付令"
    NOTARY = "notary", "办理赋予强制执行效力的公证"
    AID = "aid", "申请法律援助"
    ADMINISTRATIVE = "administrative", "行政裁决、行政处理"


# What the receiver opens.
GUIDED = {
    Route.ARBITRATION: "arbitration.application",
    Route.SUIT: "court.suit",
    Route.PAYMENT_ORDER: "court.payment_order",
    Route.NOTARY: "notary.application",
    Route.AID: "legal_aid.application",
    Route.ADMINISTRATIVE: "administrative.matter",
}


class Retention(models.TextChoices):
    """保管期限."""

    FOR_EVER = "for_ever", "永久"
    THIRTY = "thirty", "30年"
    TEN = "ten", "10年"


class AlertKind(models.TextChoices):
    CRIME = "crime", "可能转化为刑事案件"
    CROWD = "crowd", "可能引发群体性上访"
    OTHER = "other", "其他激化风险"


class ScreeningKind(models.TextChoices):
    """排查: as a rule, for one matter, before a festival."""

    REGULAR = "regular", "定期排查"
    SPECIAL = "special", "专项排查"
    FESTIVAL = "festival", "重大节日、活动前排查"


class VisitMethod(models.TextChoices):
    PHONE = "phone", "电话"
    HOME = "home", "上门"
    MESSAGE = "message", "短信"
    ONLINE = "online", "线上"


class Rating(models.TextChoices):
    VERY_GOOD = "5", "很满意"
    GOOD = "4", "满意"
    FAIR = "3", "基本满意"
    BAD = "2", "不满意"
    VERY_BAD = "1", "很不满意"
    NONE = "0", "拒评"


SATISFIED = (Rating.VERY_GOOD, Rating.GOOD, Rating.FAIR)


class LeadFinder(models.TextChoices):
    GRID = "grid", "网格员"
    MEDIATOR = "mediator", "调解员"
    LEGAL_VILLAGER = "legal_villager", "法律明白人"
    POLICE = "police", "警情"
    HOTLINE_12345 = "12345", "12345"
    HOTLINE_12348 = "12348", "12348"
    VISIT = "visit", "走访"
    PETITION = "petition", "信访"
    MEDIA = "media", "舆情"


class LeadDisposal(models.TextChoices):
    SETTLED = "settled", "当场化解"
    TURNED = "turned", "转调解"
    REPORTED = "reported", "上报"
    TO_POLICE = "to_police", "移送公安"
    WATCHED = "watched", "持续关注"
    DISMISSED = "dismissed", "不属实、不构成纠纷"


class CommitteeKind(models.TextChoices):
    VILLAGE = "village", "村"
    NEIGHBOURHOOD = "neighbourhood", "居(社区)"
    TOWNSHIP = "township", "乡镇"
    STREET = "street", "街道"
    ENTERPRISE = "enterprise", "企事业单位"
    ASSOCIATION = "association", "社会团体和其他组织"


class Sector(models.TextChoices):
    MEDICAL = "medical", "医疗"
    TRAFFIC = "traffic", "道路交通"
    PROPERTY = "property", "物业"
    LABOUR = "labour", "劳动"
    CHAMBER = "chamber", "商会"
    CONSUMER = "consumer", "消费"
    FAMILY = "family", "婚姻家庭"
    INTELLECTUAL = "intellectual", "知识产权"
    COURT = "court", "诉调对接"
    LAND = "land", "征地拆迁"
    SCHOOL = "school", "校园"
    OTHER = "other", "其他"


class Register(models.TextChoices):
    ACTIVE = "active", "正常"
    GONE = "gone", "撤销"


class MemberPost(models.TextChoices):
    DIRECTOR = "director", "主任"
    DEPUTY = "deputy", "副主任"
    MEMBER = "member", "委员"


class Standing(models.TextChoices):
    MEMBER = "member", "委员"
    FULL_TIME = "full_time", "聘任专职"
    PART_TIME = "part_time", "聘任兼职"


class Education(models.TextChoices):
    MIDDLE = "middle", "初中"
    HIGH = "high", "高中"
    COLLEGE = "college", "大专"
    BACHELOR = "bachelor", "本科"
    MASTER = "master", "研究生"


class Grade(models.TextChoices):
    SPECIAL = "0", "特级"
    FIRST = "1", "一级"
    SECOND = "2", "二级"
    THIRD = "3", "三级"
    FOURTH = "4", "四级"


class AlertOutcome(models.TextChoices):
    SETTLED = "settled", "化解"
    STEADY = "steady", "稳控"
    POLICE = "police", "转公安"
    FALSE = "false", "误报"
    ESCALATED = "escalated", "激化"


class RaisedBy(models.TextChoices):
    PERSON = "person", "人工"
    RULE = "rule", "规则"


class Sample(models.TextChoices):
    NOT_DRAWN = "not_drawn", "未抽中"
    DRAWN = "drawn", "待核实"
    TRUE = "true", "属实"
    FALSE = "false", "不实"


class ComplaintKind(models.TextChoices):
    FEE = "fee", "收取费用"
    PARTIAL = "partial", "偏袒一方"
    INSULT = "insult", "侮辱当事人"
    GIFTS = "gifts", "索取、收受财物"
    LEAK = "leak", "泄露隐私或者商业秘密"
    OTHER = "other", "其他"
