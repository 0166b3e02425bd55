"""The words of what follows a decision: payment, deferral, remedies, the court, the end."""

from django.db.models import TextChoices


class PaidBy(TextChoices):
    BANK = "bank", "指定银行"
    ELECTRONIC = "electronic", "电子支付"
    ON_SPOT = "on_spot", "当场收缴"


class CollectGround(TextChoices):
    """行政处罚法 第六十八条、第六十九条."""

    SMALL = "small", "一百元以下罚款"
    HARD = "hard", "不当场收缴事后难以执行"
    REMOTE = "remote", "边远、水上、交通不便地区，当事人提出"


class DeferralKind(TextChoices):
    DEFERRED = "deferred", "延期缴纳"
    INSTALMENTS = "instalments", "分期缴纳"


class RemedyKind(TextChoices):
    RECONSIDERATION = "reconsideration", "行政复议"
    LITIGATION = "litigation", "行政诉讼"


class RemedyResult(TextChoices):
    UPHELD = "upheld", "维持、驳回"
    REVOKED = "revoked", "撤销"
    CHANGED = "changed", "变更"
    UNLAWFUL = "unlawful", "确认违法"
    VOID = "void", "确认无效"
    ORDERED = "ordered", "责令履行"
    MEDIATED = "mediated", "调解、和解"
    WITHDRAWN = "withdrawn", "撤回"


OVERTURNED = (RemedyResult.REVOKED, RemedyResult.CHANGED, RemedyResult.UNLAWFUL, RemedyResult.VOID)


class Ruling(TextChoices):
    GRANTED = "granted", "准予执行"
    REFUSED = "refused", "不准予执行"
    NOT_ACCEPTED = "not_accepted", "不予受理"


class Harm(TextChoices):
    """行政强制法 第五十条: only for these may a duty be performed in the party's stead."""

    TRAFFIC = "traffic", "危害交通安全"
    POLLUTION = "pollution", "造成环境污染"
    NATURE = "nature", "破坏自然资源"


class Termination(TextChoices):
    """行政强制法 第四十条; and what ends the duty otherwise."""

    DEAD = "dead", "公民死亡，无遗产可供执行，又无义务承受人"
    ENDED = "ended", "法人或者其他组织终止，无财产可供执行，又无义务承受人"
    GONE = "gone", "执行标的灭失"
    REVOKED = "revoked", "据以执行的行政决定被撤销"
    OTHER = "other", "行政机关认为需要终结执行的其他情形"
