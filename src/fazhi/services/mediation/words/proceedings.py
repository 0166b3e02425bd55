"""What is done while a dispute is mediated, and afterwards."""

from django.db import models


class SessionForm(models.TextChoices):
    FACE = "face", "面对面"
    APART = "apart", "背对背"
    ONLINE = "online", "线上"


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
