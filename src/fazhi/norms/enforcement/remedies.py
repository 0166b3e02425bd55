"""救济告知: to whom a party may go, by when, and in which order; made from who decided and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi.kernel.org.models import Unit, UnitKind

if TYPE_CHECKING:
    from .models import Decision, EnforcementBody

RECONSIDERATION_FIRST = (
    "对当场作出的行政处罚决定不服的，应当先向行政复议机关申请行政复议；对行政复议决定不服的，可以再依法向人民法院提起行政诉讼"
)
LAW_SUMMARY = "行政复议法 第二十三条第一款第一项"


def of_decision(decision: Decision) -> str:
    """Ordinary procedure: sixty days to the organ of reconsideration, or six months to the court."""
    return directly(decision.case.body)


def directly(body: EnforcementBody) -> str:
    """The answer is that of the body in whose name it was decided, whoever was entrusted with it."""
    return (
        f"如不服本决定，可以自收到本决定书之日起六十日内向{reconsidering(body)}申请行政复议，"
        f"也可以自收到本决定书之日起六个月内直接向{court_of(body.unit)}提起行政诉讼。{RUNS_ON}"
    )


def after_reconsideration(body: EnforcementBody) -> str:
    """Summary procedure: reconsideration comes first, and the decision must say so."""
    return (
        f"{RECONSIDERATION_FIRST}。如不服本决定，自收到本决定书之日起六十日内向{reconsidering(body)}申请行政复议；"
        f"对行政复议决定不服的，自收到行政复议决定书之日起十五日内向{court_of(body.unit)}提起行政诉讼。{RUNS_ON}"
    )


RUNS_ON = "申请行政复议或者提起行政诉讼期间，除法律另有规定外，行政处罚不停止执行。"


def reconsidering(body: EnforcementBody) -> str:
    """行政复议法 第二十四条第一款、第二十七条、第二十八条."""
    if body.is_vertical:
        return "上一级主管部门"
    above = government_above(body.unit)
    if body.unit.kind == UnitKind.BUREAU:
        return f"{above}或者上一级司法行政部门"
    return above


def government_above(unit: Unit) -> str:
    """For a department the government of its own level; for a township that of the county."""
    region = _region_above(unit)
    return f"{region.name}人民政府" if region else "本级人民政府"


def court_of(unit: Unit) -> str:
    """行政诉讼法 第十八条第一款: the court where the organ sits."""
    region = _region_above(unit)
    return f"{region.name}人民法院" if region and region.kind == UnitKind.COUNTY else "有管辖权的人民法院"


def _region_above(unit: Unit) -> Any:
    above = unit.parent
    while above is not None and above.kind not in (UnitKind.COUNTY, UnitKind.CITY):
        above = above.parent
    return above
