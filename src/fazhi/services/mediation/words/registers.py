"""Committees, mediators, subsidies, complaints."""

from django.db import models


class CommitteeKind(models.TextChoices):
    VILLAGE = "village", "村"
    NEIGHBOURHOOD = "neighbourhood", "居(社区)"
    TOWNSHIP = "township", "乡镇"
    STREET = "street", "街道"
    ENTERPRISE = "enterprise", "企事业单位"
    ASSOCIATION = "association", "社会团体和其他组织"


class Sector(models.TextChoices):
    MEDICAL = "medical", "医疗"
    TRAFFIC = "traffic", "道路交通"
    PROPERTY = "property", "物业"
    LABOUR = "labour", "劳动"
    CHAMBER = "chamber", "商会"
    CONSUMER = "consumer", "消费"
    FAMILY = "family", "婚姻家庭"
    INTELLECTUAL = "intellectual", "知识产权"
    COURT = "court", "诉调对接"
    LAND = "land", "征地拆迁"
    SCHOOL = "school", "校园"
    OTHER = "other", "其他"


class Register(models.TextChoices):
    ACTIVE = "active", "正常"
    GONE = "gone", "撤销"


class MemberPost(models.TextChoices):
    DIRECTOR = "director", "主任"
    DEPUTY = "deputy", "副主任"
    MEMBER = "member", "委员"


class Standing(models.TextChoices):
    MEMBER = "member", "委员"
    FULL_TIME = "full_time", "聘任专职"
    PART_TIME = "part_time", "聘任兼职"


class Education(models.TextChoices):
    MIDDLE = "middle", "初中"
    HIGH = "high", "高中"
    COLLEGE = "college", "大专"
    BACHELOR = "bachelor", "本科"
    MASTER = "master", "研究生"


class Grade(models.TextChoices):
    SPECIAL = "0", "特级"
    FIRST = "1", "一级"
    SECOND = "2", "二级"
    THIRD = "3", "三级"
    FOURTH = "4", "四级"


class Sample(models.TextChoices):
    NOT_DRAWN = "not_drawn", "未抽中"
    DRAWN = "drawn", "待核实"
    TRUE = "true", "属实"
    FALSE = "false", "不实"


class ComplaintKind(models.TextChoices):
    FEE = "fee", "收取费用"
    PARTIAL = "partial", "偏袒一方"
    INSULT = "insult", "侮辱当事人"
    GIFTS = "gifts", "索取、收受财物"
    LEAK = "leak", "泄露隐私或者商业秘密"
    OTHER = "other", "其他"
