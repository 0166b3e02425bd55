"""A year of oversight: complaints, reminders, the list of major decisions, and cases with the documents served in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

from fazhi.city import penalties, powers
from fazhi.city.casework import Office
from fazhi.city.docket import drawn_village
from fazhi.city.names import person_name, phone
from fazhi.city.people import Row
from fazhi.city.powers import Force
from fazhi.city.tree import UnitRow
from fazhi.city.words import SEXES

COMPLAINTS_A_YEAR, REMINDERS_A_YEAR, CASES_A_YEAR = 320, 190, 110
LARGE, LARGE_IN_A_SMALL_CITY = 60_000, 25_000
BETWEEN = "｜"
LAW = "《行政处罚法》第七十五条第一款"
COMPLAINED = (
    ("不作为、有案不立", "举报以后一个多月没有人来查", 26),
    ("乱罚款、乱收费", "罚款没有给票据", 9),
    ("重复检查、乱检查", "三个月里来查了四次，没有出示检查文书", 18),
    ("乱查封、乱扣押", "扣了货物没有给清单", 5),
    ("态度粗暴、不文明", "执法时大声呵斥", 14),
    ("处理不公、同案不同罚", "隔壁同样的情况只是警告", 12),
    ("不出示证件、不按程序", "没有出示证件就进店检查", 16),
)
REMINDED = (
    ("临期", "案件办理期限即将届满", "有案件距办案期限不足十日", "抓紧办结；需要延长的，依法批准"),
    ("超期", "处罚决定公示超期", "有处罚决定七个工作日内没有公示", "立即公示，并说明超期原因"),
    ("数据质量", "监管行为数据被退回", "上报的监管行为中有执法证号错误", "核对人员库后重新报送"),
    ("程序瑕疵", "案卷缺少送达回证", "抽查的案卷中有送达回证没有签收日期", "补正卷宗，规范送达"),
    ("政策提示", "裁量基准已经修订", "新的裁量基准已经施行", "组织学习，自施行之日起适用"),
    ("类案", "同类案件处罚幅度差异大", "同类违法行为罚款数额相差较大", "对照裁量基准开展自查"),
)
FOUND = (
    ("程序", "作出处罚决定前没有告知陈述、申辩权利", "《行政处罚法》第四十四条"),
    ("程序", "执法人员现场检查时没有出示执法证件", "《行政处罚法》第五十五条第一款"),
    ("事实证据", "违法事实只有当事人陈述，没有其他证据", "《行政处罚法》第四十条"),
    ("裁量", "没有适用已经公布的裁量基准", "《行政处罚法》第三十四条"),
    ("不作为", "举报线索超过期限没有核查", "《行政处罚法》第五十四条第二款"),
    ("制度未落实", "处罚决定没有依法公开", "《行政处罚法》第四十八条第一款"),
)
SOURCES = (("投诉举报", 30), ("12345投诉", 20), ("统计异常", 14), ("案卷评查", 10), ("提醒升级", 8), ("重大执法决定备案", 6),
           ("复议、应诉", 6), ("上级交办", 6))  # fmt: skip


def bureau(office: Office) -> UnitRow:
    return office.city.body(office.city.of_kind("city")[0], "bureau")


def amount(office: Office, a_year: int, least: int) -> int:
    return max(least, office.plan.yearly(office.plan.this_year, a_year))


# --- complaints, reminders ----------------------------------------------------------------------------------------------------


def complaints(office: Office) -> Iterator[Row]:
    plan, rng = office.plan, office.plan.chance("complaints")
    here, forces = bureau(office).code, list(powers.forces(office.city).values())
    for order, day in enumerate(sorted(plan.this_year.drawn(rng, amount(office, COMPLAINTS_A_YEAR, 12))), start=1):
        own = plan.chance("complaint", order)
        base = {"投诉举报序号": f"TS{order:04d}", "单位编码": here, "收到日期": day}
        yield base | complaint(office, own, day, own.choice(forces))


def complaint(office: Office, rng: Random, day: date, force: Force) -> Row:
    kind, told, _ = rng.choices(COMPLAINED, [weight for *_, weight in COMPLAINED])[0]
    place = drawn_village(office.city, rng, rng.choice(office.city.of_kind("town")), day)
    is_anonymous, as_of = rng.random() < 0.15, office.plan.as_of
    row: Row = {
        "反映的问题": kind,
        "被反映的单位": force.unit.name,
        "发生日期": day - timedelta(rng.randint(0, 25)),
        "情况": f"在{place.name}，{told}",
        "投诉举报人": None if is_anonymous else person_name(rng, rng.choice(SEXES)),
        "电话": None if is_anonymous else phone(rng),
        "要求保密": "是" if rng.random() < 0.3 else "否",
        "已经复议、起诉": "否",
        "状态": "待受理",
    }
    taken = day + timedelta(rng.randint(0, 4))
    if taken > as_of:
        return row
    if rng.random() < 0.05:
        refused = {"不予受理的理由": "已经申请行政复议，告知由复议机关处理", "已经复议、起诉": "是"}
        return row | refused | {"办结日期": taken, "状态": "不予受理"}
    row |= {"被反映的执法机关编码": force.unit.code, "受理日期": taken, "状态": "核查中"}
    answered = taken + timedelta(rng.choices((8, 20, 40, 75), (30, 40, 27, 3))[0])
    if answered > as_of:
        return row
    is_true = rng.random() < 0.36
    answer = "反映的情况属实，已责令改正并提出监督意见" if is_true else "经核查，执法行为符合规定，已向反映人说明"
    return row | {"属实": "是" if is_true else "否", "处理结果": answer, "办结日期": answered, "状态": "已答复"}


def reminders(office: Office) -> Iterator[Row]:
    plan, rng = office.plan, office.plan.chance("reminders")
    here, forces = bureau(office).code, list(powers.forces(office.city).values())
    for order, day in enumerate(sorted(plan.this_year.drawn(rng, amount(office, REMINDERS_A_YEAR, 9))), start=1):
        own = plan.chance("reminder", order)
        kind, trigger, facts, suggestion = own.choices(REMINDED, (14, 30, 18, 16, 8, 14))[0]
        row: Row = {
            "提醒函序号": f"TX{order:04d}",
            "单位编码": here,
            "被提醒单位编码": own.choice(forces).unit.code,
            "提醒类型": kind,
            "触发事项": f"{trigger}（{day:%Y年%m月}第{order}件）",
            "事实": facts,
            "事实已经核实": "是",
            "存在严重违法情形": "否",
            "建议": suggestion,
            "拟函日期": day,
            "状态": "拟稿",
        }
        yield row | replied(own, day, plan.as_of)


def replied(rng: Random, day: date, as_of: date) -> Row:
    """Within five working days but for a few; what is not answered becomes a case."""
    sent, fate = day + timedelta(rng.randint(0, 2)), rng.random()
    if sent > as_of:
        return {}
    if fate < 0.03 and sent + timedelta(14) <= as_of:
        return {"发出日期": sent, "办结日期": sent + timedelta(14), "状态": "已升级"}
    answered = sent + timedelta(rng.choices((3, 5, 12), (46, 50, 4))[0])
    row: Row = {"发出日期": sent, "状态": "待回复"}
    if answered > as_of:
        return row
    row |= {"回复日期": answered, "回复内容": "已按提醒事项自查整改，情况附后", "状态": "已回复"}
    closed = answered + timedelta(3)
    if closed > as_of:
        return row
    return row | {"处理结果": rng.choices(("已改正", "说明成立"), (8, 2))[0], "办结日期": closed, "状态": "已办结"}


# --- the list of major decisions ----------------------------------------------------------------------------------------------


def filings(office: Office) -> Iterator[Row]:
    """Fines of a large amount, within fifteen days of the decision but for a few."""
    here, plan, order = bureau(office).code, office.plan, 0
    least = LARGE if plan.divisor == 1 else LARGE_IN_A_SMALL_CITY
    for one, number in penalties.numbered(office):
        if one.fate != "punished" or one.fine < least:
            continue
        rng = one.rng("filing")
        received = one.decided + timedelta(rng.choices((4, 9, 14, 26), (40, 36, 20, 4))[0])
        if received > plan.as_of:
            continue
        order += 1
        row: Row = {
            "备案序号": f"BA{order:04d}",
            "单位编码": here,
            "作出决定的机关编码": one.force.unit.code,
            "执法决定种类": "行政处罚",
            "决定文号": number,
            "决定日期": one.decided,
            "收到备案日期": received,
            "案由和决定内容": f"{one.matter.violation}，罚款{one.fine}元",
            "登记日期": received,
            "状态": "待审查",
        }
        yield row | kept(rng, received + timedelta(rng.randint(3, 15)), plan.as_of)


def kept(rng: Random, day: date, as_of: date) -> Row:
    if day > as_of:
        return {}
    if rng.random() < 0.04:
        return {"审查发现的问题": "裁量说明没有写明适用的阶次", "办结日期": day, "状态": "转监督线索"}
    return {"备案日期": day, "办结日期": day, "状态": "已备案"}


# --- cases and what is served in them -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Watch:
    """One supervision case: what was found, what was served, how far its days have come."""

    office: Office
    order: int
    day: date
    force: Force

    @property
    def key(self) -> str:
        return f"JD{self.order:04d}"

    def rng(self, of: str) -> Random:
        return self.office.plan.chance("watch", self.order, of)

    def has_come(self, day: date) -> bool:
        return day <= self.office.plan.as_of

    @cached_property
    def fate(self) -> str:
        return self.rng("fate").choices(("mended", "clear", "declined", "grave", "obstructed"), (70, 14, 6, 7, 3))[0]

    @cached_property
    def found(self) -> tuple[str, str, str]:
        return self.rng("found").choice(FOUND)

    @cached_property
    def filed(self) -> date:
        return self.day + timedelta(self.rng("filed").randint(1, 7))

    @cached_property
    def heard(self) -> date:
        return self.filed + timedelta(self.rng("heard").randint(4, 12))

    @cached_property
    def concluded(self) -> date:
        return self.heard + timedelta(self.rng("concluded").choices((6, 14, 22, 60), (40, 36, 21, 3))[0])

    @cached_property
    def issued(self) -> date:
        return self.concluded + timedelta(self.rng("issued").randint(1, 5))

    @cached_property
    def served(self) -> date:
        return self.issued + timedelta(2)

    @cached_property
    def reported(self) -> date:
        return self.served + timedelta(self.rng("reported").choices((12, 22, 29, 41), (30, 36, 30, 4))[0])

    @cached_property
    def verified(self) -> date:
        return self.reported + timedelta(self.rng("verified").randint(3, 15))

    @cached_property
    def closed(self) -> date:
        return self.verified + timedelta(3)

    @property
    def is_unmended(self) -> bool:
        """Now and then one of the last is found wanting, and waits for its second report."""
        return self.order % 9 == 4 and not self.has_come(self.closed + timedelta(40))

    @property
    def is_served(self) -> bool:
        return self.fate in ("mended", "grave", "obstructed")


def watches(office: Office) -> Iterator[Watch]:
    plan, rng = office.plan, office.plan.chance("watches")
    forces = list(powers.forces(office.city).values())
    for order, day in enumerate(sorted(plan.this_year.drawn(rng, amount(office, CASES_A_YEAR, 9))), start=1):
        yield Watch(office, order, day, rng.choice(forces))


def supervisors(office: Office) -> list[Row]:
    """The head and the clerk of the section that supervises, and whoever holds that post alone."""
    staff = office.cast.by_unit[bureau(office).code]
    return [row for row in staff if "行政执法监督" in str(row["职务"]) or row["职务"] == "督察专员"]


def cases(office: Office) -> Iterator[Row]:
    """As far as the conclusion: what is served comes in another ledger, and before the end."""
    for one in watches(office):
        yield {name: value for name, value in case(one).items() if value is not None}


def closed_cases(office: Office) -> Iterator[Row]:
    """The same rows with their end."""
    for one in watches(office):
        if one.is_served and one.has_come(one.closed) and not one.is_unmended:
            row = {name: value for name, value in case(one).items() if value is not None}
            yield row | {"结束方式": "整改销号", "结束日期": one.closed, "状态": "已销号"}


def case(one: Watch) -> Row:
    kind, fact, basis = one.found
    row = opened(one)
    if one.fate == "declined" and one.has_come(one.filed):
        why = {"已进入复议、诉讼": "是", "复议、诉讼案号": f"莲政复〔{one.day.year}〕{one.order}号"}
        ended = {"结束方式": "不予立案", "不予立案、终止的理由": "已经申请行政复议", "结束日期": one.filed}
        return row | why | ended | {"状态": "不予立案"}
    if not one.has_come(one.filed):
        return row
    row |= {"立案日期": one.filed, "状态": "调查中"}
    if not one.has_come(one.heard):
        return row
    row["听取意见"] = f"{one.heard}{BETWEEN}提交了案卷和书面说明{BETWEEN}已核对原件"
    if one.fate == "obstructed":
        stopped = one.filed + timedelta(2)
        row["拒绝、阻碍监督"] = BETWEEN.join(
            (str(stopped), "拒绝、拖延提供材料", "两次调卷没有提供", "调卷函和送达回证", str(one.heard), "约谈后提供")
        )
    if not one.has_come(one.concluded):
        return row
    if one.fate == "clear":
        told = {"查明的情况": "执法行为事实清楚、程序合法", "结束方式": "不存在问题", "结束日期": one.concluded}
        return row | told | {"状态": "已销号"}
    severity, conclusion = {"grave": ("严重", "重大违法"), "obstructed": ("一般", "违法")}.get(one.fate, ("一般", "违法"))
    return row | {
        "发现的问题": BETWEEN.join((kind, severity, fact, basis)),
        "查明的情况": fact,
        "监督结论": conclusion,
        "作出结论日期": one.concluded,
        "状态": "处理中",
    }


def opened(one: Watch) -> Row:
    """What is known on the first day, and who looks into it."""
    names = [name for name, _ in SOURCES]
    source = one.rng("source").choices(names, [weight for _, weight in SOURCES])[0]
    row: Row = {
        "监督案件序号": one.key,
        "单位编码": bureau(one.office).code,
        "被监督机关编码": one.force.unit.code,
        "来源": source,
        "监督方式": one.rng("level").choices(("日常监督", "重点监督", "专项监督"), (70, 18, 12))[0],
        "线索内容": f"反映{one.force.unit.name}{one.found[1]}",
        "线索登记日期": one.day,
        "状态": "线索",
    }
    if one.fate == "declined" or not one.has_come(one.filed):
        return row
    until = date(one.office.plan.as_of.year + 3, 12, 31)
    for n, who in enumerate(supervisors(one.office)[:2], start=1):
        row |= {
            f"监督人员{n}": who["工号"],
            f"监督人员{n}证号": f"99JD{str(who['工号'])[-4:]}",
            f"监督人员{n}证件有效期至": until,
        }
    return row


def documents(office: Office) -> Iterator[Row]:
    for one in watches(office):
        if one.is_served and one.has_come(one.served):
            yield {name: value for name, value in document(one).items() if value is not None}


def document(one: Watch) -> Row:
    """An opinion, or a decision where it is grave; each problem is an item with its day, answered and verified."""
    _, fact, basis = one.found
    is_decision, rng = one.fate == "grave", one.rng("document")
    row: Row = {
        "监督文书序号": f"WS{one.order:04d}",
        "监督案件序号": one.key,
        "文书种类": "行政执法监督决定书" if is_decision else "行政执法监督意见书",
        "事实和理由": fact,
        "依据": f"{LAW}、{basis}",
        "要求或者决定": "责令改正，并在期限内书面报告" if not is_decision else "撤销原决定，依法重新处理",
        "决定种类": "撤销" if is_decision else None,
        "拟稿日期": one.concluded,
        "签发层级": "司法局负责人",
        "以谁的名义": "司法局",
        "签发日期": one.issued,
        "送达机关": one.force.unit.name,
        "送达日期": one.served,
        "状态": "待报告",
    }
    item = [fact, str(one.served + timedelta(30)), "", "", "", "", ""]
    if rng.random() < 0.08 and one.has_come(one.served + timedelta(18)):
        asked = one.served + timedelta(8)
        row |= {"复查申请": "认为事实认定有出入", "申请复查日期": asked, "复查答复日期": asked + timedelta(9)}
        row |= {"复查结果": rng.choice(("维持", "维持", "变更")), "复查意见": "经复查，维持主要事实的认定"}
    if one.has_come(one.reported):
        report = "已经改正，完善了审批和复核环节，对承办人员作了提醒"
        item[2:4] = [str(one.reported), report]
        row |= {"整改报告": report, "报告日期": one.reported, "状态": "待验收"}
    if one.has_come(one.verified):
        evidence = "调阅整改后新办案卷三件，核对送达回证和公示记录"
        item[4:] = [str(one.verified), "合格", evidence]
        row |= {"验收结论": "合格", "验收证据": evidence, "验收日期": one.verified, "状态": "已了结"}
        if one.is_unmended:
            item[5] = "不合格"
            row |= {"验收结论": "不合格", "状态": "整改不合格"}
    return row | {"整改事项": BETWEEN.join(item)}
