"""A year of penalties: ordinary cases with their decisions, and those given on the spot; refused, spared and stopped ones among them."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from hashlib import sha256

from fazhi.city import defence, powers, townships
from fazhi.city.casework import Office
from fazhi.city.penalty import Penalty, is_weighed
from fazhi.city.penalty_sheets import SOURCES
from fazhi.city.people import Row
from fazhi.city.powers import MATTERS, ON_THE_SPOT, Matter

ORDINARY_A_YEAR, SUMMARY_A_YEAR = 10_000, 40_000
# A small city shows how penalties look, not how many there are: it keeps a fifth of its share.
SMALLER = 5
TOWN_SHARE = 0.5  # of the matters that townships took up
# Of a hundred ordinary cases so many end without a decision, and so many with one that does not punish.
STOPPED_SHARE, SPARED_SHARE = 0.02, 0.06
EACH = 10  # every so many cases are shown with their publication and their recording; in a small city every third


def penalties(office: Office) -> Iterator[Penalty]:
    """This year's ordinary cases in the order of their leads."""
    year, plan = office.plan.this_year, office.plan
    rng = plan.chance("penalties")
    how_many = plan.yearly(year, ORDINARY_A_YEAR) // (SMALLER if plan.divisor > 1 else 1)
    weights, held, towns = [matter.weight for matter in MATTERS], powers.forces(office.city), office.city.of_kind("town")
    squads = townships.squads(office.city)
    for order, day in enumerate(sorted(year.drawn(rng, how_many)), start=1):
        chance = rng.random()
        fate = "stopped" if chance < STOPPED_SHARE else "spared" if chance < STOPPED_SHARE + SPARED_SHARE else "punished"
        matter = rng.choices(MATTERS, weights)[0]
        own = plan.chance("township", order)
        if (mine := squads.get(matter.department)) and own.random() < TOWN_SHARE:
            squad = own.choice(mine)
            yield Penalty(office, squad, (squad.unit,), order, matter, day, fate)
        else:
            yield Penalty(office, held[matter.department], towns, order, matter, day, fate)


def filed(office: Office) -> Iterator[tuple[Penalty, str]]:
    """The cases with the numbers that the platform gives them: of each department in the order of its ledger, by the year."""
    yield from _numbered((one for one in penalties(office) if one.has_come(one.filed)), "罚立", "filed")


def numbered(office: Office) -> Iterator[tuple[Penalty, str]]:
    """The decisions with theirs."""
    decided = (one for one in penalties(office) if one.fate != "stopped" and one.has_come(one.decided))
    yield from _numbered(decided, "罚决", "decided")


def _numbered(rows: Iterator[Penalty], kind: str, on: str) -> Iterator[tuple[Penalty, str]]:
    serials: dict[tuple[str, int], int] = {}
    for one in rows:
        name, year = one.force.unit.short_name or one.force.unit.name, getattr(one, on).year
        serials[name, year] = serial = serials.get((name, year), 0) + 1
        yield one, f"{name}{kind}〔{year}〕{serial}号"


def key_of(matter: Matter) -> int:
    return MATTERS.index(matter) + 1


def cases(office: Office) -> Iterator[Row]:
    for one in penalties(office):
        yield {name: value for name, value in case(one).items() if value is not None}


def case(one: Penalty) -> Row:
    matter = one.matter
    row: Row = {
        "案件序号": f"P{one.order:05d}",
        "单位编码": one.force.unit.code,
        "案源": one.rng("source").choices(SOURCES, (50, 38, 8, 4))[0],
        "发现线索日期": one.lead,
        "登记日期": one.lead,
        "执法事项序号": powers.item_code(key_of(matter)),
        "执法主体序号": one.force.body,
        "违法行为发生日期": one.lead - timedelta(one.rng("act").randint(0, 20)),
        "违法行为发生地": one.place.name,
        "简要案情": f"在{one.place.name}{matter.violation}",
        **one.party,
        "承办人一序号": one.force.officer(0),
        "承办人二序号": one.force.officer(1),
        "状态": "线索核查",
    }
    if not one.has_come(one.filed):
        return row
    row |= {
        "立案日期": one.filed,
        "程序规定": powers.PROFILES.get(matter.department, "行政处罚法（没有部门程序规定的）"),
        "管辖依据": "违法行为发生地",
        "证据": f"{one.filed} 勘验笔录、现场笔录 现场检查笔录",
        "复杂或者重大": "是" if one.is_heard else None,
        "状态": "调查中",
    }
    if not one.has_come(one.concluded):
        return row
    if one.fate == "stopped":
        return row | {"结案方式": "终止调查", "结案理由": "经查违法事实不能成立", "结案日期": one.concluded, "状态": "已结案"}
    row |= {"调查终结日期": one.concluded, "查明的事实": row["简要案情"], "性质和处理建议": f"{matter.violation}，建议依法处理"}
    return row | {"状态": "处理中"}


def decisions(office: Office) -> Iterator[Row]:
    for one in penalties(office):
        if one.fate != "stopped" and one.has_come(one.concluded):
            yield {name: value for name, value in decision(one).items() if value is not None}


def proposed(one: Penalty) -> Row:
    """What the investigators propose."""
    is_spared = one.fate == "spared"
    return {
        "决定序号": f"D{one.order:05d}",
        "案件序号": f"P{one.order:05d}",
        "当事人": one.party["当事人"],
        "拟处理日期": one.concluded,
        "处理结果": "轻微不罚（违法轻微并及时改正，没有造成危害后果）" if is_spared else "给予行政处罚",
        "认定的违法事实": f"在{one.place.name}{one.matter.violation}",
        "证据": "现场检查笔录",
        "违则依据序号": f"Y{key_of(one.matter):03d}",
        "罚则依据序号": f"Y{key_of(one.matter):03d}",
        "裁量情节": "一般",
        "裁量说明": "违法行为轻微并及时改正，没有造成危害后果" if is_spared else "违法程度一般，在法定幅度内按较低档次处罚",
        "责令改正": f"立即改正{one.matter.violation}的行为",
        "教育情况": "已当面讲解有关规定，当事人已经改正" if is_spared else None,
        "处罚": None if is_spared else f"罚款 {one.fine}",
        "状态": "拟处理",
    }


def decision(one: Penalty) -> Row:
    """As far as its days have come."""
    is_spared, row = one.fate == "spared", proposed(one)
    if is_weighed(one):
        row |= defence.weighing(one)
    if not one.has_come(one.reviewed):
        return row
    kind = "法制审核" if one.is_heard else "案件审核"
    row |= {"审核种类": kind, "审核人员序号": one.force.officer(2), "审核日期": one.reviewed, "审核意见": "同意"}
    if not one.has_come(one.notified):
        return row
    if not is_spared:  # who is not punished has nothing to state against
        row |= {"告知日期": one.notified, "状态": "已告知"}
        row |= defence.hearing(one) if one.is_heard else defence.statement(one) if one.has_come(one.decided) else {}
    if not one.has_come(one.decided):
        return row
    row |= {"决定日期": one.decided, "制发日期": one.decided, "状态": "待送达"}
    if not one.has_come(one.served):
        return row
    row |= {
        "送达方式": "直接送达",
        "送达日期": one.served,
        "签收人": one.party.get("法定代表人") or one.party["当事人"],
        "状态": "待履行",
    }
    if not one.has_come(one.closed):
        return row
    if not is_spared:
        row["缴款"] = f"{one.paid} {one.fine} 指定银行 莲财{one.order:06d}"
    if (begun := defence.appealed(one)) and one.has_come(begun):
        return row | defence.remedy(one, begun)
    return row | {"结案日期": one.closed, "状态": "已结案"}


def spots(office: Office) -> Iterator[Row]:
    """On the spot: traffic above all, and what else is small."""
    year, plan = office.plan.this_year, office.plan
    rng = plan.chance("spots")
    how_many = plan.yearly(year, SUMMARY_A_YEAR) // (SMALLER if plan.divisor > 1 else 1)
    small, held, towns = (ON_THE_SPOT, MATTERS[0], MATTERS[1]), powers.forces(office.city), office.city.of_kind("town")
    for order, day in enumerate(sorted(year.drawn(rng, how_many)), start=1):
        matter = rng.choices(small, (88, 8, 4))[0]
        yield spot(Penalty(office, held[matter.department], towns, 1_000_000 + order, matter, day, "person"), f"O{order:05d}")


def spot(one: Penalty, key: str) -> Row:
    rng = one.rng("spot")
    is_warned = rng.random() < 0.2
    row: Row = {
        "处罚序号": key,
        "单位编码": one.force.unit.code,
        "执法事项序号": powers.item_code(key_of(one.matter)),
        "执法主体序号": one.force.body,
        "执法人员一序号": one.force.officer(0),
        "执法人员二序号": one.force.officer(1),
        "处罚日期": one.lead,
        "登记日期": one.lead,
        "地点": one.place.name,
        "违法事实和证据": f"{one.matter.violation}，现场照片一张",
        "罚则依据序号": f"Y{key_of(one.matter):03d}",
        "处罚种类": "警告" if is_warned else "罚款",
        "罚款金额": None if is_warned else rng.choice((50, 100, 150, 200)),
        **{name: one.party[name] for name in ("当事人类型", "当事人", "公民身份号码")},
        "已出示证件并告知": "是",
        "状态": "待履行",
    }
    reported = one.lead + timedelta(1 if rng.random() < 0.97 else 12)
    if not one.has_come(reported):
        return row
    row["报备日期"] = reported
    paid = max(reported, one.lead + timedelta(rng.randint(0, 12)))
    if not one.has_come(paid) or rng.random() < 0.02:
        return row
    if not is_warned:
        row |= {"缴款日期": paid, "缴款渠道": rng.choice(("指定银行", "电子支付"))}
    return row | {"结案日期": paid, "状态": "已结案"}


def is_shown(one: Penalty) -> bool:
    return one.order % (EACH if one.office.plan.divisor == 1 else 3) == 0


def recordings(office: Office) -> Iterator[Row]:
    for one in penalties(office):
        if is_shown(one) and one.has_come(one.filed + timedelta(2)):
            yield recording(one)


def recording(one: Penalty) -> Row:
    began = datetime.combine(one.filed, time(9, 30))
    late = one.rng("upload").random() < 0.04
    return {
        "记录序号": f"A{one.order:05d}",
        "单位编码": one.force.unit.code,
        "案件序号": f"P{one.order:05d}",
        "记录环节": "现场检查",
        "开始时间": began,
        "结束时间": began + timedelta(minutes=40),
        "设备编号": f"ZFJ-{one.force.place:02d}",
        "记录人序号": one.force.officer(0),
        "全程不间断": "是",
        "登记日期": one.filed,
        "文件名称": f"{one.filed:%Y%m%d}-{one.order:05d}.mp4",
        "校验值": sha256(f"{one.order}".encode()).hexdigest(),
        "上传时间": began + timedelta(hours=40 if late else 6),
        "状态": "已封存",
    }
