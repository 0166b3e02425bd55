"""Leads, rounds, signals and alerts."""

from django.db import models


class Risk(models.TextChoices):
    RED = "red", "红"
    ORANGE = "orange", "橙"
    YELLOW = "yellow", "黄"
    BLUE = "blue", "蓝"


class Signal(models.TextChoices):
    """民转刑预警信号."""

    THREAT = "threat", "威胁言语"
    WEAPON = "weapon", "持械"
    POLICE_TWICE = "police_twice", "九十日内两次以上警情"
    DOMESTIC = "domestic", "家庭暴力"
    MENTAL = "mental", "精神障碍"
    DRINK_DEBT = "drink_debt", "酗酒或者赌债"
    LOVE_CUSTODY = "love_custody", "情感破裂或者抚养权之争"
    SHOVING = "shoving", "地界推搡"
    FAILED_TWICE = "failed_twice", "两次以上调解未成"
    BROKEN_WORD = "broken_word", "承诺未兑现"
    ISOLATED = "isolated", "孤立失意"
    RELEASED = "released", "刑满释放"


class AlertKind(models.TextChoices):
    CRIME = "crime", "可能转化为刑事案件"
    CROWD = "crowd", "可能引发群体性上访"
    OTHER = "other", "其他激化风险"


class ScreeningKind(models.TextChoices):
    """排查: as a rule, for one matter, before a festival."""

    REGULAR = "regular", "定期排查"
    SPECIAL = "special", "专项排查"
    FESTIVAL = "festival", "重大节日、活动前排查"


class LeadFinder(models.TextChoices):
    GRID = "grid", "网格员"
    MEDIATOR = "mediator", "调解员"
    LEGAL_VILLAGER = "legal_villager", "法律明白人"
    POLICE = "police", "警情"
    HOTLINE_12345 = "12345", "12345"
    HOTLINE_12348 = "12348", "12348"
    VISIT = "visit", "走访"
    PETITION = "petition", "信访"
    MEDIA = "media", "舆情"


class LeadDisposal(models.TextChoices):
    SETTLED = "settled", "当场化解"
    TURNED = "turned", "转调解"
    REPORTED = "reported", "上报"
    TO_POLICE = "to_police", "移送公安"
    WATCHED = "watched", "持续关注"
    DISMISSED = "dismissed", "不属实、不构成纠纷"


class AlertOutcome(models.TextChoices):
    SETTLED = "settled", "化解"
    STEADY = "steady", "稳控"
    POLICE = "police", "转公安"
    FALSE = "false", "误报"
    ESCALATED = "escalated", "激化"


class RaisedBy(models.TextChoices):
    PERSON = "person", "人工"
    RULE = "rule", "规则"
