"""Who is in a dispute, and who mediates it."""

from django.db import models


class Side(models.TextChoices):
    APPLICANT = "applicant", "申请方"
    RESPONDENT = "respondent", "被申请方"
    THIRD = "third", "第三方"


class PartyKind(models.TextChoices):
    PERSON = "person", "个人"
    ORGANISATION = "organisation", "单位"
    BRANCH = "branch", "单位的分支机构"


class Sex(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


class Capacity(models.TextChoices):
    """民事行为能力."""

    FULL = "full", "完全"
    LIMITED = "limited", "限制"
    NONE = "none", "无"


class AgentKind(models.TextChoices):
    LEGAL = "legal", "法定代理人"
    ENTRUSTED = "entrusted", "委托代理人"
    CHOSEN = "chosen", "推选代表人"


class Consent(models.TextChoices):
    AGREES = "agrees", "同意"
    REFUSES = "refuses", "拒绝"
    NOT_REACHED = "not_reached", "未联系上"


class ConsentHow(models.TextChoices):
    """表态方式: said to the mediator, written, or by the party's own query code."""

    FACE = "face", "当面"
    PHONE = "phone", "电话"
    WRITTEN = "written", "书面"
    MESSAGE = "message", "短信"
    ONLINE = "online", "凭查询码在线"


class MediatorRole(models.TextChoices):
    CHAIR = "chair", "主持"
    MEMBER = "member", "参与"
    RECORDER = "recorder", "记录"


class ChosenBy(models.TextChoices):
    PARTIES = "parties", "当事人选择"
    COMMITTEE = "committee", "调委会指定"
