"""The words of oversight: lists of choices, each with its key."""

from django.db.models import TextChoices


class ReminderKind(TextChoices):
    DUE_SOON = "due_soon", "临期"
    OVERDUE = "overdue", "超期"
    DATA = "data", "数据质量"
    PROCEDURE = "procedure", "程序瑕疵"
    POLICY = "policy", "政策提示"
    ALIKE = "alike", "类案"


class ReminderOutcome(TextChoices):
    MENDED = "mended", "已改正"
    EXPLAINED = "explained", "说明成立"


class Source(TextChoices):
    HOTLINE = "hotline", "12345投诉"
    COMPLAINT = "complaint", "投诉举报"
    MEDIA = "media", "舆情"
    FILE_REVIEW = "file_review", "案卷评查"
    STATISTICS = "statistics", "统计异常"
    CONGRESS = "congress", "人大、政协监督"
    ADVICE = "advice", "检察建议、司法建议"
    REMEDY = "remedy", "复议、应诉"
    SUPERIOR = "superior", "上级交办"
    REMINDER = "reminder", "提醒升级"
    OBSTRUCTION = "obstruction", "拒绝、阻碍监督"
    FILING = "filing", "重大执法决定备案"
    OWN = "own", "自查"


class FiledKind(TextChoices):
    """Of what kind the major decision is that was reported."""

    PENALTY = "penalty", "行政处罚"
    COERCION = "coercion", "行政强制"
    LICENCE = "licence", "行政许可"
    LEVY = "levy", "征收征用"
    OTHER = "other", "其他"


class ObstructionKind(TextChoices):
    """What stops oversight; the article of the national rules is not verified, so none is cited."""

    WITHHELD = "withheld", "拒绝、拖延提供材料"
    HIDDEN = "hidden", "隐匿、毁损、伪造材料"
    SILENT = "silent", "拒绝陈述和说明"
    FORCE = "force", "暴力、威胁阻碍"
    REVENGE = "revenge", "打击报复"
    OTHER = "other", "其他拒绝、阻碍"


class Level(TextChoices):
    DAILY = "daily", "日常监督"
    FOCUSED = "focused", "重点监督"
    SPECIAL = "special", "专项监督"


class FindingKind(TextChoices):
    SUBJECT = "subject", "主体"
    POWER = "power", "权限"
    PROCEDURE = "procedure", "程序"
    FACTS = "facts", "事实证据"
    LAW = "law", "适用法律"
    DISCRETION = "discretion", "裁量"
    INACTION = "inaction", "不作为"
    MONEY = "money", "乱收费罚款检查查封"
    PROFIT = "profit", "异地、趋利执法"
    MANNER = "manner", "不文明执法"
    SYSTEM = "system", "制度未落实"


class Severity(TextChoices):
    MINOR = "minor", "轻微"
    COMMON = "common", "一般"
    SERIOUS = "serious", "严重"


class Conclusion(TextChoices):
    NONE = "none", "不存在问题"
    MINOR = "minor", "轻微"
    UNLAWFUL = "unlawful", "违法"
    IMPROPER = "improper", "不当"
    GRAVE = "grave", "重大违法"


class CaseEnd(TextChoices):
    DONE = "done", "整改销号"
    CLEAR = "clear", "不存在问题"
    NOT_FILED = "not_filed", "不予立案"
    STOPPED = "stopped", "终止"


class InstrumentKind(TextChoices):
    """The names are alike in the provinces, what they do is not: effects come from the profile."""

    NOTICE = "notice", "行政执法监督通知书"
    OPINION = "opinion", "行政执法监督意见书"
    DECISION = "decision", "行政执法监督决定书"
    PROPOSAL = "proposal", "行政执法监督建议书"
    HALT = "halt", "暂缓执行通知书"
    INTERVIEW = "interview", "约谈通知书"
    CIRCULAR = "circular", "通报"


# Orders to the organ that is supervised; a body under vertical management is told through its superior instead.
FORMAL = (InstrumentKind.NOTICE, InstrumentKind.OPINION, InstrumentKind.DECISION, InstrumentKind.HALT)
# What is answered with a rectification that somebody checks.
RECTIFIED = (InstrumentKind.NOTICE, InstrumentKind.OPINION, InstrumentKind.DECISION, InstrumentKind.PROPOSAL)


class Effect(TextChoices):
    ASKS = "asks_materials", "要求提供材料、说明情况"
    CORRECTS = "orders_self_correction", "责令自行改正"
    COMPELS = "compels", "强制履行"
    DISPOSES = "disposes_act", "直接处理行政执法行为"


class Disposition(TextChoices):
    """监督决定 of one kind or another (鲁监 29)."""

    PERFORM = "perform", "责令限期履行"
    SUPPLEMENT = "supplement", "责令补正、改正"
    REVOKE = "revoke", "撤销"
    CHANGE = "change", "变更"
    UNLAWFUL = "unlawful", "确认违法"
    VOID = "void", "确认无效"


# What disposes of the act itself, and what only compels the organ to act.
DISPOSING = (Disposition.REVOKE, Disposition.CHANGE, Disposition.UNLAWFUL, Disposition.VOID)


class SignedBy(TextChoices):
    SECTION = "section", "监督机构负责人"
    BUREAU = "bureau", "司法局负责人"
    GOVERNMENT = "government", "政府负责人"


class InNameOf(TextChoices):
    BUREAU = "bureau", "司法局"
    GOVERNMENT = "government", "人民政府"


class Verdict(TextChoices):
    GOOD = "good", "合格"
    BAD = "bad", "不合格"


class ObjectionResult(TextChoices):
    UPHELD = "upheld", "维持"
    CHANGED = "changed", "变更"
    REVOKED = "revoked", "撤销"


class AccountabilityKind(TextChoices):
    INTERVIEW = "interview", "约谈"
    CRITICISM = "criticism", "通报批评"
    SUSPENSION = "suspension", "暂扣执法证件"
    TAKING_BACK = "taking_back", "收回执法证件"
    DISCIPLINE = "discipline", "建议给予处分"
    SUPERVISORS = "supervisors", "移送纪检监察机关"
    POLICE = "police", "移送公安机关"
    PROCURATORATE = "procuratorate", "移送检察机关"


OF_CERTIFICATES = (AccountabilityKind.SUSPENSION, AccountabilityKind.TAKING_BACK)
TRANSFERS = (AccountabilityKind.SUPERVISORS, AccountabilityKind.POLICE, AccountabilityKind.PROCURATORATE)


class ComplaintKind(TextChoices):
    INACTION = "inaction", "不作为、有案不立"
    FINES = "fines", "乱罚款、乱收费"
    CHECKS = "checks", "重复检查、乱检查"
    SEALING = "sealing", "乱查封、乱扣押"
    PROFIT = "profit", "异地、趋利执法"
    MANNER = "manner", "态度粗暴、不文明"
    UNFAIR = "unfair", "处理不公、同案不同罚"
    PROCEDURE = "procedure", "不出示证件、不按程序"
    OTHER = "other", "其他"


class Procedure(TextChoices):
    """Whose terms and effects a case follows; the figures stand in `profiles`."""

    SICHUAN = "sichuan", "四川"
    JILIN = "jilin", "吉林"
    SHANDONG = "shandong", "山东"
    GUANGDONG = "guangdong", "广东"
    CHONGQING = "chongqing", "重庆"
    MARKET = "market", "市场监管系统"
