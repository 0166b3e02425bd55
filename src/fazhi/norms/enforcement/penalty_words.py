"""The words of penalty cases: lists of choices, each with its key."""

from django.db.models import TextChoices


class LeadSource(TextChoices):
    INSPECTION = "inspection", "检查发现"
    REPORT = "report", "投诉举报"
    HANDED_OVER = "handed_over", "移送"
    ASSIGNED = "assigned", "上级交办"
    SPOT_CHECK = "spot_check", "双随机抽查"
    MONITORING = "monitoring", "非现场监控"
    MEDIA = "media", "媒体曝光"
    SURRENDER = "surrender", "自首"
    OTHER = "other", "其他"


class Profile(TextChoices):
    """Under which department's procedure a case is handled; frozen when it is filed."""

    GENERAL = "general", "行政处罚法（没有部门程序规定的）"
    MARKET = "market", "市场监管"
    AGRICULTURE = "agriculture", "农业农村"
    HOUSING = "housing", "住房城乡建设"
    TRANSPORT = "transport", "交通运输"


class PartyKind(TextChoices):
    PERSON = "person", "自然人"
    SELF_EMPLOYED = "self_employed", "个体工商户"
    LEGAL_PERSON = "legal_person", "法人"
    ORGANISATION = "organisation", "其他组织"


CITIZENS = (PartyKind.PERSON, PartyKind.SELF_EMPLOYED)


class Responsibility(TextChoices):
    """行政处罚法 第三十一条."""

    FULL = "full", "能够辨认和控制自己的行为"
    PARTIAL = "partial", "尚未完全丧失辨认或者控制能力"
    NONE = "none", "不能辨认或者不能控制自己的行为"


class EvidenceKind(TextChoices):
    """行政处罚法 第四十六条第一款."""

    WRITTEN = "written", "书证"
    MATERIAL = "material", "物证"
    AUDIOVISUAL = "audiovisual", "视听资料"
    ELECTRONIC = "electronic", "电子数据"
    WITNESS = "witness", "证人证言"
    PARTY = "party", "当事人的陈述"
    EXPERT = "expert", "鉴定意见"
    SITE = "site", "勘验笔录、现场笔录"


class Asker(TextChoices):
    PARTY = "party", "当事人申请回避"
    SELF = "self", "本人申请回避"
    ORGAN = "organ", "行政机关决定回避"


class MeasureKind(TextChoices):
    PRESERVATION = "preservation", "先行登记保存"
    SEALING = "sealing", "查封"
    SEIZURE = "seizure", "扣押"
    FREEZING = "freezing", "冻结"


COERCIVE = (MeasureKind.SEALING, MeasureKind.SEIZURE, MeasureKind.FREEZING)


class MeasureEnd(TextChoices):
    RELEASED = "released", "解除并退还"
    RETURNED = "returned", "登记保存后退还"
    CONFISCATED = "confiscated", "没收"
    HANDED_OVER = "handed_over", "移送"
    DESTROYED = "destroyed", "依法销毁"
    CONVERTED = "converted", "转为查封、扣押"
    LAPSED = "lapsed", "期满自动解除"
    DISAPPROVED = "disapproved", "负责人不同意，立即解除"


class PenaltyKind(TextChoices):
    """行政处罚法 第九条, in the order of its weight for the statistics."""

    WARNING = "warning", "警告"
    CRITICISM = "criticism", "通报批评"
    FINE = "fine", "罚款"
    CONFISCATED_GAINS = "confiscated_gains", "没收违法所得"
    CONFISCATED_GOODS = "confiscated_goods", "没收非法财物"
    SUSPENDED_LICENCE = "suspended_licence", "暂扣许可证件"
    LOWERED_GRADE = "lowered_grade", "降低资质等级"
    REVOKED_LICENCE = "revoked_licence", "吊销许可证件"
    RESTRICTED = "restricted", "限制开展生产经营活动"
    SUSPENDED_BUSINESS = "suspended_business", "责令停产停业"
    CLOSED_DOWN = "closed_down", "责令关闭"
    BARRED = "barred", "限制从业"
    DETENTION = "detention", "行政拘留"
    OTHER = "other", "法律、行政法规规定的其他行政处罚"


# 行政处罚法 第六十三条第一款第三项、第四项: heard whatever the amount.
ALWAYS_HEARD = (
    PenaltyKind.LOWERED_GRADE,
    PenaltyKind.REVOKED_LICENCE,
    PenaltyKind.SUSPENDED_BUSINESS,
    PenaltyKind.CLOSED_DOWN,
    PenaltyKind.BARRED,
)
OF_MONEY = (PenaltyKind.FINE, PenaltyKind.CONFISCATED_GAINS)


class Outcome(TextChoices):
    """What a decision is; not to punish has several legal kinds that are never one."""

    PENALTY = "penalty", "给予行政处罚"
    MINOR = "minor", "轻微不罚（违法轻微并及时改正，没有造成危害后果）"
    FIRST = "first", "首违不罚（初次违法且危害后果轻微并及时改正）"
    NO_FAULT = "no_fault", "无主观过错不罚"
    NOT_RESPONSIBLE = "not_responsible", "责任能力不罚（不满十四周岁，或者不能辨认、控制自己行为）"
    TIME_BARRED = "time_barred", "超过时效不罚"
    NOT_PROVED = "not_proved", "违法事实不能成立"


OUTCOME_LAW = {
    Outcome.PENALTY: "行政处罚法 第五十七条第一款第一项",
    Outcome.MINOR: "行政处罚法 第三十三条第一款",
    Outcome.FIRST: "行政处罚法 第三十三条第一款",
    Outcome.NO_FAULT: "行政处罚法 第三十三条第二款",
    Outcome.NOT_RESPONSIBLE: "行政处罚法 第三十条",
    Outcome.TIME_BARRED: "行政处罚法 第三十六条第一款",
    Outcome.NOT_PROVED: "行政处罚法 第五十七条第一款第三项",
}
UNPUNISHED = tuple(each for each in Outcome if each != Outcome.PENALTY)
# 行政处罚法 第三十三条第三款: who is not punished is taught.
TAUGHT = (Outcome.MINOR, Outcome.FIRST, Outcome.NO_FAULT, Outcome.NOT_RESPONSIBLE)


class Tendency(TextChoices):
    """从轻 stays within the range, 减轻 goes below it."""

    MITIGATED = "mitigated", "减轻"
    LIGHTER = "lighter", "从轻"
    USUAL = "usual", "一般"
    HEAVIER = "heavier", "从重"


class Accepted(TextChoices):
    FULLY = "fully", "采纳"
    PARTLY = "partly", "部分采纳"
    NOT = "not", "不采纳"


class ReviewKind(TextChoices):
    LEGAL = "legal", "法制审核"
    CASE = "case", "案件审核"


class ReviewGround(TextChoices):
    """行政处罚法 第五十八条第一款."""

    INTEREST = "interest", "涉及重大公共利益"
    HEARD = "heard", "直接关系当事人或者第三人重大权益，经过听证程序"
    COMPLEX = "complex", "案件情况疑难复杂、涉及多个法律关系"
    STATUTE = "statute", "法律、法规规定应当进行法制审核"
    LISTED = "listed", "本机关法制审核目录清单所列"


class ReviewOpinion(TextChoices):
    AGREES = "agrees", "同意"
    SUPPLEMENT = "supplement", "补充调查"
    CORRECT = "correct", "纠正"
    TRANSFER = "transfer", "移送"


class Attendance(TextChoices):
    PRESENT = "present", "到场"
    ABSENT = "absent", "无正当理由拒不出席"
    LEFT = "left", "未经许可中途退出"
    WITHDRAWN = "withdrawn", "撤回听证申请"


class HearingResult(TextChoices):
    UPHELD = "upheld", "维持拟处理意见"
    CHANGED = "changed", "变更拟处理意见"
    DROPPED = "dropped", "撤销案件"
    SUPPLEMENT = "supplement", "补充调查"


class PoliceAnswer(TextChoices):
    FILED = "filed", "立案"
    NOT_FILED = "not_filed", "不予立案"


class TransferLevel(TextChoices):
    """移送 is approved by whoever leads the organ or is in charge of it, and by no deputy."""

    PRINCIPAL = "principal", "正职负责人"
    IN_CHARGE = "in_charge", "主持工作的负责人"
    DEPUTY = "deputy", "其他负责人"


class CaseEnd(TextChoices):
    NOT_FILED = "not_filed", "不予立案"
    CANCELLED = "cancelled", "撤销案件"
    STOPPED = "stopped", "终止调查"
    TRANSFERRED = "transferred", "移送其他行政机关"
    POLICE = "police", "公安机关立案"
    DECIDED = "decided", "作出处理决定"


class Retention(TextChoices):
    FOREVER = "forever", "永久"
    THIRTY = "thirty", "三十年"
    TEN = "ten", "十年"
