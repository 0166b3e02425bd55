"""What an agreement says, and what courts and others make of it."""

from django.db import models


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
    Route.AID: "legal_aid.aidcase",
    Route.ADMINISTRATIVE: "administrative.matter",
}
