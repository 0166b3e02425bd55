"""The words of spot checks: lists of choices, each with its key."""

from django.db.models import TextChoices


class Method(TextChoices):
    ON_SITE = "on_site", "现场检查"
    WRITTEN = "written", "书面检查"
    ONLINE = "online", "网络监测"
    EXPERT = "expert", "委托专业机构"


class CreditClass(TextChoices):
    """信用风险分类; each is a stratum of the draw with a ratio of its own."""

    A = "A", "A（低风险）"
    B = "B", "B（较低风险）"
    C = "C", "C（较高风险）"
    D = "D", "D（高风险）"


class TargetStatus(TextChoices):
    ACTIVE = "active", "存续"
    DEREGISTERED = "deregistered", "注销"
    REVOKED = "revoked", "吊销"
    MOVED = "moved", "迁出"


class Conflict(TextChoices):
    KIN = "kin", "亲属"
    FORMER = "former", "原单位"
    HANDLED = "handled", "经办过相关案件"
    BEFORE = "before", "上次检查过同一对象"
    OTHER = "other", "其他"


class Ground(TextChoices):
    """Why a check is made; what is not drawn says so openly."""

    RANDOM = "random", "随机抽查"
    COMPLAINT = "complaint", "投诉举报"
    ASSIGNED = "assigned", "转办交办"
    CLUE = "clue", "线索核查"
    SPECIAL = "special", "专项检查"
    SECTOR = "sector", "重点领域"
    LICENCE = "licence", "许可后续监管"


class Found(TextChoices):
    GOOD = "good", "符合"
    BAD = "bad", "不符合"
    NONE = "none", "不涉及"


class Outcome(TextChoices):
    CLEAN = "clean", "未发现问题"
    NOT_PUBLISHED = "not_published", "未按规定公示应当公示的信息"
    FALSE = "false", "公示信息隐瞒真实情况、弄虚作假"
    LOST = "lost", "通过登记的住所无法联系"
    ORDERED = "ordered", "发现问题已责令改正"
    OBSTRUCTED = "obstructed", "不配合检查情节严重"
    INACTIVE = "inactive", "未发现开展本次抽查涉及的经营活动"
    PENDING = "pending", "发现问题待后续处理"


# 54 and the dossier: what comes of a complaint or an order from above is made whatever the yearly cap, and told.
BEYOND_CAP = (Ground.RANDOM, Ground.COMPLAINT, Ground.ASSIGNED, Ground.CLUE)
PROBLEMS = (Outcome.NOT_PUBLISHED, Outcome.FALSE, Outcome.LOST, Outcome.ORDERED, Outcome.OBSTRUCTED, Outcome.PENDING)


class Signed(TextChoices):
    YES = "yes", "当事人签字、盖章"
    REFUSED = "refused", "拒绝签字，由见证人证明"
    ABSENT = "absent", "当事人不在场，由见证人证明"


class Entry(TextChoices):
    CODE = "code", "扫码入企"
    EXCEPTION = "exception", "没有扫码"


class Unscanned(TextChoices):
    """Why somebody went in without a code."""

    URGENT = "urgent", "情况紧急，来不及生成入企码"
    COMPLAINT = "complaint", "投诉举报，需要立即核查"
    OFFLINE = "offline", "现场没有网络"
    REFUSED = "refused", "被检查人拒绝扫码"
    NOBODY = "nobody", "现场没有人"
    OTHER = "other", "其他"


class Rating(TextChoices):
    GOOD = "good", "满意"
    FAIR = "fair", "基本满意"
    BAD = "bad", "不满意"


class PowerLevel(TextChoices):
    NATION = "nation", "国家级"
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWN = "town", "乡级"


class Measure(TextChoices):
    CHECK = "check", "检查"
    PENALTY = "penalty", "处罚"
    COERCION = "coercion", "强制"
    OTHER = "other", "其他"


class Mode(TextChoices):
    RANDOM = "random", "双随机监管"
    KEY = "key", "重点监管"
    CREDIT = "credit", "信用监管"
    DAILY = "daily", "日常监管"
    REMOTE = "remote", "非现场监管"


class Change(TextChoices):
    ADDED = "added", "新增"
    CHANGED = "changed", "调整"
    CANCELLED = "cancelled", "取消"


class Answer(TextChoices):
    ACCEPTED = "accepted", "接收"
    RETURNED = "returned", "退回"


class ListForm(TextChoices):
    ON_SITE = "on_site", "现场"
    REMOTE = "remote", "非现场"
