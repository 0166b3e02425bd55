"""Words of official documents: the fifteen kinds (党政机关公文处理工作条例), their layouts, secrecy, urgency, openness."""

from django.db import models

from fazhi.kernel.documents import Layout
from fazhi.kernel.law import CityRule


class Kind(models.TextChoices):
    RESOLUTION = "resolution", "决议"
    DECISION = "decision", "决定"
    ORDER = "order", "命令（令）"
    COMMUNIQUE = "communique", "公报"
    ANNOUNCEMENT = "announcement", "公告"
    PUBLIC_NOTICE = "public_notice", "通告"
    OPINION = "opinion", "意见"
    NOTICE = "notice", "通知"
    CIRCULAR = "circular", "通报"
    REPORT = "report", "报告"
    REQUEST = "request", "请示"
    REPLY = "reply", "批复"
    MOTION = "motion", "议案"
    LETTER = "letter", "函"
    MINUTES = "minutes", "纪要"


LAYOUTS = {Kind.ORDER: Layout.ORDER, Kind.LETTER: Layout.LETTER, Kind.MINUTES: Layout.MINUTES}
# 上行文: who signs stands beside the number.
UPWARD = (Kind.REPORT, Kind.REQUEST)


class LayoutWord(models.TextChoices):
    DOCUMENT = Layout.DOCUMENT, "文件格式"
    LETTER = Layout.LETTER, "信函格式"
    ORDER = Layout.ORDER, "命令格式"
    MINUTES = Layout.MINUTES, "纪要格式"


class Secrecy(models.TextChoices):
    NONE = "", "不涉密"
    SECRET = "secret", "秘密"
    CONFIDENTIAL = "confidential", "机密"
    TOP = "top", "绝密"


class Urgency(models.TextChoices):
    NONE = "", "一般"
    FAST = "fast", "加急"
    FASTEST = "fastest", "特急"


class Openness(models.TextChoices):
    PUBLIC = "public", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    CLOSED = "closed", "不予公开"


MAY_HOLD_SECRETS = CityRule(
    "dispatch.may_hold_secrets",
    "本系统可以起草涉密公文",
    False,
    note="只有通过涉密信息系统测评的，才能打开。",
)
