"""What is weighed for and said against a penalty: benchmarks and lists in force, statements, hearings, remedies."""

from __future__ import annotations

from datetime import date, timedelta

from fazhi.city import powers
from fazhi.city.penalty import Penalty, departs
from fazhi.city.people import Row
from fazhi.city.powers import BENCHMARKED, LISTS

STATED_SHARE, APPEALED_SHARE = 0.05, 0.02
MORE = 5  # a small city shows each kind: so many times the share
ANSWERS = (
    ("不采纳", "申辩理由没有证据支持，违法事实清楚", 70),
    ("部分采纳", "已经改正的情节予以认定，在幅度内已经考虑", 22),
    ("采纳", "提出的改正情况属实，按较低档次处罚", 8),
)
STATED = ("认为已经及时改正，请求从轻处罚", "认为不知道有关规定，请求减轻处罚", "认为现场情况与记录不一致")
REMEDIES = (("维持、驳回", 84), ("撤回", 8), ("调解、和解", 4), ("撤销", 4))
LIST_OUTCOMES = {
    "轻微不罚": "轻微不罚（违法轻微并及时改正，没有造成危害后果）",
    "首违不罚": "首违不罚（初次违法且危害后果轻微并及时改正）",
}


# --- benchmarks and lists: of the cases filed since they hold ------------------------------------------------------------------


def weighing(one: Penalty) -> Row:
    """What a benchmark or a list makes of it; what it says of it is reckoned, and not told here."""
    if one.fate == "spared":
        return _listed(one)
    order = BENCHMARKED.index(one.matter) + 1
    row: Row = {
        "裁量基准事项序号": f"K{order:03d}",
        "裁量情节": "从轻",
        "裁量情节理由": "主动配合调查，及时改正",
        "裁量说明": None,
    }
    if departs(one):
        row |= {"调整适用裁量基准的理由": "同一场所一年内多次被投诉", "调整适用的批准": "本机关主要负责人批准"}
    return row


def _listed(one: Penalty) -> Row:
    kind = next((kind for name, kind in LISTS if name == one.matter.department), "")
    found = next((row for row in powers.leniencies(one.city) if _is_of(row, one, kind)), None)
    return {"轻微违法清单序号": found["清单序号"], "处理结果": LIST_OUTCOMES[kind], "裁量说明": None} if found else {}


def _is_of(row: Row, one: Penalty, kind: str) -> bool:
    return (row["种类"], row["违法行为"]) == (kind, one.matter.violation)


# --- statements and hearings --------------------------------------------------------------------------------------------------


def statement(one: Penalty) -> Row:
    rng = one.rng("statement")
    if rng.random() >= _share(one, STATED_SHARE):
        return {}
    accepted, why, _ = rng.choices(ANSWERS, [weight for *_, weight in ANSWERS])[0]
    told = {"陈述申辩意见": rng.choice(STATED), "采纳情况": accepted, "复核意见和理由": why}
    return {"陈述申辩日期": one.notified + timedelta(rng.randint(1, 4)), **told}


def _share(one: Penalty, share: float) -> float:
    return share * (MORE if one.office.plan.divisor > 1 else 1)


def hearing(one: Penalty) -> Row:
    """Asked for within five working days, notified more than seven before, minuted; then reviewed by law and discussed."""
    rng = one.rng("hearing")
    is_absent = rng.random() < 0.04
    row: Row = {
        "要求听证日期": one.notified + timedelta(2),
        "听证通知送达日期": one.notified + timedelta(4),
        "听证日期": one.heard,
        "听证地点": f"{one.force.unit.name}听证室",
        "听证主持人序号": one.force.officer(3),
        "当事人到场": "无正当理由拒不出席" if is_absent else "到场",
        "集体讨论日期": one.discussed,
        "集体讨论主持人": "负责人",
        "集体讨论各人意见": "负责人：同意承办机构意见\n分管负责人：同意\n法制机构负责人：同意",
        "集体讨论结论": "同意拟处理意见",
    }
    if not is_absent:
        row |= {
            "听证笔录": "双方陈述、质证，当事人核对签字",
            "听证报告": "事实清楚，建议维持拟处理意见",
            "听证结论": "维持拟处理意见",
        }
    return row


# --- remedies -----------------------------------------------------------------------------------------------------------------


def appealed(one: Penalty) -> date | None:
    """The day on which a remedy was taken up, of a few; after the payment, which it does not stop."""
    rng = one.rng("remedy")
    if one.fate != "punished" or rng.random() >= _share(one, APPEALED_SHARE):
        return None
    return one.paid + timedelta(rng.randint(3, 20))


def remedy(one: Penalty, begun: date) -> Row:
    rng = one.rng("remedy told")
    is_court = rng.random() < 0.25
    county = one.city.above(one.place, "county")
    row: Row = {
        "救济途径": "行政诉讼" if is_court else "行政复议",
        "复议机关或者法院": f"{county.name}人民法院" if is_court else f"{one.city.of_kind('city')[0].name}人民政府",
        "救济受理日期": begun,
    }
    ended = begun + timedelta(rng.randint(28, 55))
    if not one.has_come(ended + timedelta(3)):
        return row
    result = rng.choices([name for name, _ in REMEDIES], [weight for _, weight in REMEDIES])[0]
    row |= {"救济结果": result, "救济结束日期": ended, "结案日期": ended + timedelta(3), "状态": "已结案"}
    if result == "撤销":
        row |= {"变更撤销日期": ended + timedelta(1), "变更撤销依据": f"{row['复议机关或者法院']}生效文书"}
    return row
