"""The words of 公示 and of recording, each with its key."""

from django.db.models import TextChoices


class PublishedKind(TextChoices):
    PENALTY = "penalty", "行政处罚决定"
    LICENCE = "licence", "行政许可决定"
    COERCION = "coercion", "行政强制"
    INSPECTION = "inspection", "行政检查结果"
    OTHER = "other", "其他执法决定"


class Announced(TextChoices):
    """What a body announces before it acts (118(四), 行政处罚法 第三十九条)."""

    SUBJECT = "subject", "执法主体"
    OFFICERS = "officers", "执法人员"
    DUTIES = "duties", "职责"
    POWERS = "powers", "权限"
    BASIS = "basis", "依据"
    PROCEDURE = "procedure", "程序"
    REMEDIES = "remedies", "救济渠道"
    CHECKS = "checks", "随机抽查事项清单"
    GUIDE = "guide", "服务指南"
    CHART = "chart", "执法流程图"


class Platform(TextChoices):
    """One decision has two clocks: the organ's own site, and the enterprise system."""

    SITE = "site", "本机关网站、执法信息公示平台"
    CREDIT = "credit", "信用中国"
    ENTERPRISE = "enterprise", "国家企业信用信息公示系统"


class Withheld(TextChoices):
    """Why it is not published (蒙三 11, 政府信息公开条例 第十四条、第十五条)."""

    MINOR = "minor", "涉及未成年人"
    SECRET = "secret", "涉及国家秘密"
    BUSINESS = "business", "涉及商业秘密"
    PRIVACY = "privacy", "涉及个人隐私"
    SAFETY = "safety", "危及国家安全、公共安全、经济安全、社会稳定"
    POLICE = "police", "移送公安机关处理中"
    ORDINARY = "ordinary", "不具有一定社会影响"


class Stage(TextChoices):
    CHECK = "check", "现场检查"
    INQUIRY = "inquiry", "调查询问"
    SEALING = "sealing", "查封、扣押"
    DEMOLITION = "demolition", "强制拆除等强制执行"
    HEARING = "hearing", "听证"
    SERVICE = "service", "留置、公告送达"
    OTHER = "other", "其他"
