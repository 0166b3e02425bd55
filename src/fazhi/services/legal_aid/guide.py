"""能不能申请法律援助: a few questions without a name, answered by the same functions that judge an application."""

from decimal import Decimal
from typing import Any

from fazhi.kernel.present.declared import Ask
from fazhi.kernel.present.guides import Found, Guide

from . import matters
from .grounds import Ground, article
from .hardship import EXEMPT_LAW, LINE_LAW, UNLIMITED_LAW, Means, judged, ways
from .rules import HARDSHIP_LINE
from .words import Exempt, Path

URGENT = ("距时效、开庭不足七日的，可以先安排律师后补手续，请尽快申请", "法律援助法 第四十四条第一款第一项")
PLACE = (
    "已经起诉、申请仲裁的，向那个机关所在地的法律援助机构申请；没有的，向争议处理机关所在地或者事情发生地的申请",
    "法律援助法 第三十八条",
)
FREE = ("法律援助不收费，七日内作出决定，给予的三日内安排律师", "法律援助法 第四十三条第一款")
FOR_OTHERS = ("孩子、不能辨认自己行为的人由法定代理人申请；被羁押的可以由家人申请", "法律援助法 第四十条")


def found(data: dict[str, Any]) -> Found:
    """What the answers come to; the last word is the centre's."""
    ground = matters.ground_of(data["matter"])
    verdict, means_reason, proof = _means(ground, data.get("groups") or [], data.get("income"), data.get("household"))
    reasons = [_scope(ground), means_reason, *([URGENT] if data.get("is_urgent") else []), PLACE, FOR_OTHERS, FREE]
    brings = ("申请人的身份证", "与申请事项有关的材料（合同、欠条、病历、判决书、通知书等）", *proof)
    is_open = ground == Ground.OTHER and verdict is not False
    title = UNDECIDED if is_open else TITLES[verdict]
    return Found(title, verdict is not False and not is_open, tuple(reasons), brings, _begins(data))


def _begins(data: dict[str, Any]) -> dict[str, str]:
    """What the application asks too; of several groups the applicant chooses the one that is proved."""
    groups = data.get("groups") or []
    told = {"matter": data["matter"], "exempt_as": groups[0] if len(groups) == 1 else ""}
    told |= {name: f"{data[name]:f}" if name == "income" else str(data[name]) for name in ("income", "household") if data.get(name)}
    return {name: value for name, value in told.items() if value}


TITLES = {
    True: "很可能可以申请法律援助",
    None: "可以申请，经济状况由法律援助机构审查",
    False: "按您填的收入，可能不符合经济困难条件；情况特殊的仍然可以申请",
}


UNDECIDED = "这类事说不准，先打 12348 问一问；也可以直接申请，由法律援助机构审查"


def _scope(ground: Ground) -> tuple[str, str]:
    if ground == Ground.OTHER:
        return "这类事项要看法律、法规、规章有没有规定，请先咨询 12348", article(ground)
    return "这类事项在法律援助的范围内", article(ground)


def _means(ground: Ground, groups: list[str], income: Decimal | None, household: int | None) -> tuple[Any, Any, Any]:
    """(verdict, reason with article, what proves it)."""
    path = ways(ground, groups)[0]
    if path == Path.UNLIMITED:
        return True, ("不看经济状况", UNLIMITED_LAW), ("能说明遭遇的材料（报警回执、告诫书、病历等）",)
    if path == Path.EXEMPT:
        named = "、".join(Exempt(group).label for group in groups)
        return True, (f"不核查经济状况：{named}", EXEMPT_LAW), ("属于这一类人员的证明（低保证、残疾人证、用工证明等）",)
    if income is None or not household:
        return None, ("没有填收入，由法律援助机构按省里的标准审查", LINE_LAW), ("经济状况说明（可以作个人诚信承诺）",)
    verdict = judged(Means(Path.SHARED, ground, income=income, household=household), HARDSHIP_LINE.value())
    return verdict.is_met, (verdict.sentence, verdict.law), ("经济状况说明（可以作个人诚信承诺）",)


Guide(
    "legal-aid",
    "legal-aid",
    "测一测能不能申请法律援助",
    "不留姓名，五个问题，马上看结果和要带的材料。",
    (
        Ask("matter", "您要办的是哪一类事", kind="choice", words=matters.WORDS),
        Ask("groups", "申请人属于下面哪些", kind="choices", required=False, words=Exempt, help="都不是的不选"),
        Ask("income", "全家一个月收入多少元", kind="money", required=False, help="不清楚可以不填"),
        Ask("household", "全家几口人", kind="whole", required=False),
        Ask("is_urgent", "七天之内要开庭，或者时效就要过了", kind="yes_no", required=False),
    ),
    found,
)
