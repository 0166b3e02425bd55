"""The closed word lists of advice, exactly as registers and reports write them."""

from django.db import models


class Channel(models.TextChoices):
    WINDOW = "window", "窗口"
    PHONE = "phone", "电话"
    HOTLINE = "hotline", "12348热线"
    WEBSITE = "website", "网站"
    APP = "app", "小程序/公众号"
    CHAT = "chat", "微信群"
    VILLAGE = "village", "村居现场"
    LETTER = "letter", "信函"
    VIDEO = "video", "视频"


# Answered on the spot, to whoever is there or on the line.
SAME_VISIT = (Channel.WINDOW, Channel.PHONE, Channel.HOTLINE, Channel.VILLAGE)


class ReplyBy(models.TextChoices):
    ON_THE_SPOT = "spot", "当场"
    PHONE = "phone", "电话"
    MESSAGE = "message", "短信"
    LETTER = "letter", "信函"
    CODE = "code", "凭查询码查看"


class AskerRole(models.TextChoices):
    SELF = "self", "本人"
    KIN = "kin", "亲属"
    ORGANISATION = "organisation", "单位"
    FOR_OTHERS = "for_others", "代问"
    SPOKESMAN = "spokesman", "群体代表"


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


class AccessNeed(models.TextChoices):
    """无障碍需求 (法律援助法 第四十五条)."""

    SIGN = "sign", "手语"
    LARGE = "large", "大字"
    VOICE = "voice", "语音"
    VISIT = "visit", "上门"
    COMPANY = "company", "陪同"


class Contact(models.TextChoices):
    """可否联系: who asks may live with whom it is about."""

    SAFE = "safe", "可以联系"
    NO_CALL = "no_call", "勿打电话"
    NO_MESSAGE = "no_message", "勿发短信"
    HOURS = "hours", "仅限时段"
    UNSAFE = "unsafe", "不能主动联系"


class CorrectedBy(models.TextChoices):
    """What showed that an answer may no longer hold."""

    LAW = "law", "引用的法条已经修订或者废止"
    ANSWER = "answer", "引用同一条文的答复已经更正"
    ENTRY = "entry", "据此写成的问答已经停用"
    REVIEW = "review", "评查发现答复需要更正"


class Sex(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


class LegalField(models.TextChoices):
    CIVIL = "civil", "民事"
    ADMINISTRATIVE = "administrative", "行政"
    CRIMINAL = "criminal", "刑事"
    NONE = "none", "非法律"


class Topic(models.TextChoices):
    """事项类别: the second level, under the legal field."""

    FAMILY = "family", "婚姻家庭"
    INHERITANCE = "inheritance", "继承"
    SUPPORT = "support", "抚养赡养"
    LABOUR = "labour", "劳动争议"
    INJURY = "injury", "工伤"
    WAGES = "wages", "农民工工资"
    TRAFFIC = "traffic", "交通事故"
    CONSUMER = "consumer", "消费维权"
    LOAN = "loan", "借贷"
    CONTRACT = "contract", "合同"
    LEASE = "lease", "房屋租赁"
    HOUSE = "house", "房屋买卖"
    NEIGHBOUR = "neighbour", "相邻关系"
    LAND = "land", "土地承包"
    HOMESTEAD = "homestead", "宅基地"
    PROPERTY = "property", "物业"
    MEDICAL = "medical", "医疗"
    BODILY = "bodily", "人身损害"
    CHILDREN = "children", "未成年人保护"
    AID = "aid", "法律援助"
    MEDIATION = "mediation", "人民调解"
    PENALTY = "penalty", "行政处罚"
    RECONSIDERATION = "reconsideration", "行政复议"
    FRAUD = "fraud", "电信网络诈骗"
    CRIME = "crime", "刑事"
    PROCEDURE = "procedure", "诉讼程序"
    COMPANY = "company", "公司经营"
    OTHER = "other", "其他"


class Urgency(models.TextChoices):
    ORDINARY = "ordinary", "普通"
    EXPIRING = "expiring", "时效将届"
    DANGER = "danger", "人身危险"


class Basis(models.TextChoices):
    """答复依据."""

    ARTICLE = "article", "法条"
    POLICY = "policy", "政策"
    EXPERIENCE = "experience", "经验提示"
    NONE = "none", "无法答复"


class GivenAs(models.TextChoices):
    """In what capacity an answer is given; 律师 only by a licensed one."""

    LAWYER = "lawyer", "律师"
    STAFF = "staff", "工作人员"


class Suggestion(models.TextChoices):
    """建议路径."""

    NEGOTIATION = "negotiation", "自行协商"
    AID = "aid", "法援"
    MEDIATION = "mediation", "调解"
    RECONSIDERATION = "reconsideration", "复议"
    ARBITRATION = "arbitration", "仲裁"
    LITIGATION = "litigation", "诉讼"
    POLICE = "police", "报警"
    HOTLINE = "hotline", "12345"
    NOTARY = "notary", "公证"
    APPRAISAL = "appraisal", "鉴定"
    OTHER = "other", "其他"


class Wish(models.TextChoices):
    """What an asker may ask for with the data already given."""

    MEDIATION = "mediation", "申请人民调解"
    AID = "aid", "申请法律援助"


# What the receiver of a hand-over opens.
HANDED = {
    Suggestion.MEDIATION: "mediation.dispute",
    Suggestion.AID: "legal_aid.aidcase",
    Suggestion.RECONSIDERATION: "reconsideration.application",
    Suggestion.ARBITRATION: "arbitration.application",
    Suggestion.POLICE: "police.alert",
    Suggestion.HOTLINE: "hotline.workorder",
    Suggestion.NOTARY: "notary.application",
    Suggestion.APPRAISAL: "appraisal.application",
}


class Audience(models.TextChoices):
    """使用范围: whom an entry of the library is for."""

    ALL = "all", "公开"
    STAFF = "staff", "内部使用"


class Item(models.TextChoices):
    """评分项目: what a review of an answer looks at."""

    LAW = "law", "法条准确、现行有效"
    WHOLE = "whole", "答全所问"
    TOLD = "told", "告知法律援助和其他途径"
    PLAIN = "plain", "说得明白"
    KEPT = "kept", "按时、保密"


class Finding(models.TextChoices):
    """一票否决: what outweighs all points."""

    WRONG_LAW = "wrong_law", "适用法律错误，可能误导咨询人"
    CONFLICT = "conflict", "有利益冲突仍然答复"
    LEAK = "leak", "泄露咨询人信息"
    PROMISE = "promise", "对结果作出承诺或者招揽收费业务"


class Heard(models.TextChoices):
    """转办进展: what the receiver has done with what was handed on."""

    SENT = "sent", "已转送，待接收"
    ACCEPTED = "accepted", "接收单位已接收"
    RETURNED = "returned", "接收单位退回"
    ANSWERED = "answered", "接收单位已反馈"


class Outcome(models.TextChoices):
    """What came of a turn."""

    WAITING = "waiting", "待领办"
    CLAIMED = "claimed", "已领办"
    PASSED = "passed", "未按时领办"
    RELEASED = "released", "领办后退回"
    ASSIGNED = "assigned", "由他人承办"


class Place(models.TextChoices):
    """What a template of answers may leave to be filled in from the consultation; never the other side."""

    ASKER = "asker", "咨询人"
    TOPIC = "topic", "事项"
    ASKED_ON = "asked_on", "咨询日期"
    TODAY = "today", "答复日期"
    SITE = "site", "受理单位"
    ADVISER = "adviser", "承办人"
    LAPSE = "lapse", "时效届满日期"
    AMOUNT = "amount", "涉及金额"


# What is left in a text where the consultation says nothing: an answer that still holds it is not given.
LEFT = "（请填写："


class VisitMethod(models.TextChoices):
    PHONE = "phone", "电话"
    DOOR = "door", "上门"
    MESSAGE = "message", "短信"
    ONLINE = "online", "线上"


class Rating(models.TextChoices):
    BEST = "5", "很满意"
    GOOD = "4", "满意"
    FAIR = "3", "基本满意"
    POOR = "2", "不满意"
    WORST = "1", "很不满意"
    DECLINED = "0", "拒评"


SATISFIED = (Rating.BEST, Rating.GOOD, Rating.FAIR)
RATED = (*SATISFIED, Rating.POOR, Rating.WORST)
