"""经济困难: whether means must be looked into, by which way, and what comes of it. Pure functions; amounts are yuan a month."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .grounds import WITHOUT_MEANS_TEST, Ground
from .words import Exempt, Path

TEST_LAW, EXEMPT_LAW, UNLIMITED_LAW = "法律援助法 第四十一条", "法律援助法 第四十二条", "法律援助法 第三十二条"
LINE_LAW, NOTICE_LAW, CRIMINAL_LAW = "法律援助法 第三十四条", "法律援助法 第三十六条", "法律援助法 第二十四条"
EXEMPT_ITEMS = {
    Exempt.MINOR: "第一项",
    Exempt.OLD: "第一项",
    Exempt.DISABLED: "第一项",
    Exempt.RELIEF: "第二项",
    Exempt.JUDICIAL_RELIEF: "第二项",
    Exempt.CARE: "第二项",
    Exempt.MIGRANT: "第三项",
    Exempt.OTHER: "第四项",
}


@dataclass(frozen=True)
class Finding:
    """What the means come to: `is_met` None where nothing can be reckoned yet; the sentence and the article say why."""

    is_met: bool | None
    sentence: str
    law: str


@dataclass(frozen=True)
class Means:
    """What is known of an applicant's means; income is that of the whole household."""

    path: str
    ground: str
    exempt_as: str = ""
    has_proof: bool = False
    has_promised: bool = False
    income: Decimal | None = None
    household: int | None = None
    note: str = ""


def judged(means: Means, line: float) -> Finding:
    """Whether hardship is shown or not needed; `line` is the province's, a month and head, 0 where it is not set yet."""
    match means.path:
        case Path.NOTICE:
            return Finding(True, "办案机关通知指派，不审查经济状况", NOTICE_LAW)
        case Path.UNLIMITED:
            return _unlimited(means.ground)
        case Path.EXEMPT:
            return _exempt(means)
        case Path.OTHER_REASON:
            return _other_reason(means)
        case _:
            return _tested(means, Decimal(str(line)))


def _unlimited(ground: str) -> Finding:
    if ground in WITHOUT_MEANS_TEST:
        return Finding(True, "不受经济困难条件的限制", UNLIMITED_LAW)
    return Finding(False, "只有第三十二条列明的情形不受经济困难条件限制，这件的事由不在其中", UNLIMITED_LAW)


def _exempt(means: Means) -> Finding:
    if not means.exempt_as:
        return Finding(False, "免予核查的，请选属于哪一类人员", EXEMPT_LAW)
    if means.exempt_as == Exempt.MIGRANT and means.ground not in (Ground.WAGES, Ground.INJURY):
        return Finding(False, "进城务工人员只有申请支付劳动报酬或者请求工伤赔偿的，免予核查", f"{EXEMPT_LAW}第三项")
    law = EXEMPT_LAW + EXEMPT_ITEMS[Exempt(means.exempt_as)]
    if not means.has_proof:
        return Finding(False, "免予核查须有材料证明，请登记“免予核查证明”", law)
    return Finding(True, f"{Exempt(means.exempt_as).label}，免予核查经济困难状况", law)


def _other_reason(means: Means) -> Finding:
    if means.ground != Ground.CRIMINAL:
        return Finding(False, "“因其他原因没有委托辩护人”只适用于第二十四条的刑事案件", CRIMINAL_LAW)
    if not means.note:
        return Finding(None, "因其他原因没有委托辩护人", CRIMINAL_LAW)
    return Finding(True, f"因其他原因没有委托辩护人：{means.note}", CRIMINAL_LAW)


def _tested(means: Means, line: Decimal) -> Finding:
    """Told by a promise or found by a query; both are measured at the same line."""
    if means.path == Path.PROMISE and not means.has_promised:
        return Finding(False, "采用个人诚信承诺的，须签署承诺书", f"{TEST_LAW}第二款")
    if means.income is None or not means.household:
        return Finding(False, "请如实填写家庭月收入和家庭人口", f"{TEST_LAW}第一款")
    each = per_head(means.income, means.household)
    if not line:
        return Finding(None, f"家庭人均月收入 {each} 元；本市还没有设定经济困难标准", LINE_LAW)
    within = each <= line
    compared = "不高于" if within else "高于"
    return Finding(within, f"家庭人均月收入 {each} 元，{compared}经济困难标准 {line.normalize():f} 元", LINE_LAW)


def per_head(income: Decimal, household: int) -> Decimal:
    """Yuan a month and head, to the fen."""
    return (income / household).quantize(Decimal("0.01"))


def ways(ground: str, groups: Sequence[str]) -> list[str]:
    """The ways open to an applicant, the least burdensome first; `groups` are keys of `Exempt`."""
    if ground in WITHOUT_MEANS_TEST:
        return [Path.UNLIMITED]
    exempt = any(one != Exempt.MIGRANT or ground in (Ground.WAGES, Ground.INJURY) for one in groups)
    return [*([Path.EXEMPT] if exempt else []), Path.PROMISE, Path.SHARED]
