"""The words of the hotline: lists of choices, each with its key."""

from django.db.models import TextChoices


class Direction(TextChoices):
    IN = "in", "呼入"
    BACK = "back", "回访呼出"


class Result(TextChoices):
    """How a call ended; what does not count is kept, with why."""

    ANSWERED = "answered", "接通"
    ABANDONED = "abandoned", "放弃"
    OVERFLOW = "overflow", "溢出"
    HARASSMENT = "harassment", "骚扰"
    TEST = "test", "测试"


class CountedBy(TextChoices):
    """计数口径: whose call it is."""

    OWN = "own", "本市坐席"
    PROVINCE = "province", "省平台本市来电"
    HANDED = "handed", "转入"


class Ended(TextChoices):
    CALLER = "caller", "来电人"
    SEAT = "seat", "坐席"
    SYSTEM = "system", "系统"


class Topic(TextChoices):
    FAMILY = "family", "婚姻家庭"
    INHERITANCE = "inheritance", "继承"
    LABOUR = "labour", "劳动争议"
    WAGES = "wages", "农民工工资"
    INJURY = "injury", "工伤"
    TRAFFIC = "traffic", "交通事故"
    LOAN = "loan", "借贷"
    CONTRACT = "contract", "合同"
    HOUSE = "house", "房屋买卖、租赁"
    NEIGHBOUR = "neighbour", "相邻关系"
    LAND = "land", "土地、宅基地"
    CONSUMER = "consumer", "消费维权"
    BODILY = "bodily", "人身损害"
    ADMINISTRATIVE = "administrative", "行政处罚、复议"
    FRAUD = "fraud", "电信网络诈骗"
    AID = "aid", "法律援助"
    MEDIATION = "mediation", "人民调解"
    NOTARY = "notary", "公证、鉴定、仲裁"
    COMPLAINT = "complaint", "投诉建议"
    OTHER = "other", "其他"


class Contact(TextChoices):
    """可否回拨: silence on the line is an answer too."""

    FREE = "free", "可以回拨"
    NO_CALL = "no_call", "勿打电话"
    NO_MESSAGE = "no_message", "勿发短信"
    HOURS = "hours", "仅限时段"
    UNSAFE = "unsafe", "不安全，不得回拨"


BARRED = (Contact.NO_CALL, Contact.UNSAFE)


class Rating(TextChoices):
    BEST = "5", "很满意"
    GOOD = "4", "满意"
    FAIR = "3", "基本满意"
    POOR = "2", "不满意"
    WORST = "1", "很不满意"
    DECLINED = "0", "拒评"


SATISFIED = (Rating.BEST, Rating.GOOD, Rating.FAIR)
RATED = (*SATISFIED, Rating.POOR, Rating.WORST)
UNHAPPY = (Rating.POOR, Rating.WORST)


class Source(TextChoices):
    CALL = "call", "话务"
    CONSULTATION = "consultation", "咨询"
    HOTLINE_12345 = "hotline_12345", "12345"
    BOOKED = "booked", "群众预约回拨"


class OrderKind(TextChoices):
    CONTINUED = "continued", "咨询续办"
    APPLICATION = "application", "业务申请"
    COMPLAINT = "complaint", "投诉"
    SUGGESTION = "suggestion", "建议"
    HELP = "help", "求助"
    RISK = "risk", "风险"


class Secrecy(TextChoices):
    ORDINARY = "ordinary", "一般"
    ASKED = "asked", "要求保密"
    REPORT = "report", "举报"


class Level(TextChoices):
    ORDINARY = "ordinary", "普通"
    URGENT = "urgent", "紧急"
    MOST_URGENT = "most_urgent", "特急"


class Outcome(TextChoices):
    SOLVED = "solved", "解决"
    EXPLAINED = "explained", "解释"
    OTHER_ROUTE = "other_route", "转其他程序"
    UNREACHED = "unreached", "无法联系"
    NOT_OURS = "not_ours", "非职责"


class Method(TextChoices):
    PHONE = "phone", "电话"
    MESSAGE = "message", "短信"
    DOOR = "door", "上门"
    ONLINE = "online", "线上"


# By which way one who asked for it is not to be reached.
KEPT_FROM = {Contact.NO_CALL: Method.PHONE, Contact.NO_MESSAGE: Method.MESSAGE}


class Sample(TextChoices):
    RANDOM = "random", "随机"
    UNHAPPY = "unhappy", "不满意"
    RISK = "risk", "风险"
    NEW = "new", "新人"


class PassedTo(TextChoices):
    """What a call is at once, beside advice."""

    AID = "aid", "申请法律援助"
    MEDIATION = "mediation", "申请人民调解"
    ADVICE = "advice", "转法律咨询"
    OTHER = "other", "转其他单位"


# What the receiver opens; another organ gets a matter that no room here keeps.
PASSED = {
    PassedTo.AID: "legal_aid.aidcase",
    PassedTo.MEDIATION: "mediation.dispute",
    PassedTo.ADVICE: "advice.consultation",
    PassedTo.OTHER: "other.matter",
}


class Purpose(TextChoices):
    """What a recording is listened to for; curiosity is no purpose."""

    QUALITY = "quality", "质量检查"
    ORDER = "order", "办理工单"
    COMPLAINT = "complaint", "核查投诉"
    LAWFUL = "lawful", "有权机关依法调取"


class Keeping(TextChoices):
    """Where a recording stands between its call and its end."""

    KEPT = "kept", "保存中"
    HELD = "held", "延长保存"
    DUE = "due", "保存期满，待销毁"
    DESTROYED = "destroyed", "已销毁"


class FlagKind(TextChoices):
    HARASSMENT = "harassment", "骚扰"
    CRISIS = "crisis", "情绪危机"
    CARE = "care", "重点关爱"
