"""Legal aid of this year: who may be assigned, what it pays, the cases from application to subsidy, help on duty, referrals."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from fazhi.city import aid_sheets as sheets
from fazhi.city.casework import Office
from fazhi.city.docket import drawn_village
from fazhi.city.names import born_between, company_name, person_name, phone
from fazhi.city.parties import Residents
from fazhi.city.people import Row
from fazhi.city.tree import UnitRow
from fazhi.city.words import RATINGS, SEXES
from fazhi.services.legal_aid.grounds import Ground
from fazhi.services.legal_aid.words import Kind, Outcome

# By the model day; assumed, for no public report of the city says how many.
CASES, DUTY_HELPS, REFERRALS = 1_280, 940, 310
LAWYERS = 14  # of a centre, at most
SINCE, UNTIL = date(2012, 3, 1), date(2031, 12, 31)
LATE = "民政部门回函迟，已向申请人说明"


@dataclass(frozen=True)
class Matter:
    """A kind of case as it comes in: what it is about, on which article, against whom, how often, and what is won."""

    kind: Kind
    ground: Ground
    cause: str
    facts: str
    weight: int
    outcomes: tuple[Outcome, ...]
    won: tuple[int, int] | None = None
    organ: str = ""
    against: str = "company"  # company, person, or nobody


MATTERS = (
    Matter(
        Kind.LABOUR,
        Ground.WAGES,
        "追索劳动报酬",
        "在工地做工，拖欠工资未付。",
        34,
        (Outcome.AWARD, Outcome.MEDIATION),
        (6_000, 60_000),
    ),
    Matter(
        Kind.LABOUR,
        Ground.INJURY,
        "工伤保险待遇",
        "做工时受伤，单位没有缴纳工伤保险。",
        12,
        (Outcome.AWARD, Outcome.MEDIATION),
        (30_000, 160_000),
    ),
    Matter(
        Kind.CIVIL,
        Ground.INJURY,
        "机动车交通事故责任",
        "被车辆撞伤，赔偿没有谈成。",
        12,
        (Outcome.JUDGMENT, Outcome.MEDIATION),
        (20_000, 200_000),
        "",
        "person",
    ),
    Matter(
        Kind.CIVIL,
        Ground.SUPPORT,
        "赡养费",
        "子女多年不付赡养费。",
        9,
        (Outcome.MEDIATION, Outcome.JUDGMENT),
        (2_000, 18_000),
        "",
        "person",
    ),
    Matter(
        Kind.CIVIL,
        Ground.VIOLENCE,
        "离婚、人身安全保护",
        "多次遭受家庭暴力。",
        4,
        (Outcome.JUDGMENT, Outcome.MEDIATION),
        None,
        "",
        "person",
    ),
    Matter(Kind.DRAFTING, Ground.WAGES, "代书劳动仲裁申请书", "不会写仲裁申请书。", 8, (Outcome.WRITTEN,)),
    Matter(Kind.DEFENCE, Ground.LIFE_OR_DEATH, "故意伤害", "", 3, (Outcome.JUDGMENT,), None, "中级人民法院", "nobody"),
    Matter(Kind.DEFENCE, Ground.MINOR, "盗窃", "", 5, (Outcome.JUDGMENT, Outcome.NOT_PROSECUTED), None, "人民法院", "nobody"),
    Matter(Kind.DEFENCE, Ground.NOTICE_OTHER, "危险驾驶", "", 13, (Outcome.JUDGMENT,), None, "人民检察院", "nobody"),
)


def centres(office: Office) -> list[UnitRow]:
    """One in the city and one in each county."""
    return [row for row in office.city.of_kind("centre") if row.sector == "法律援助"]


def lawyers(office: Office) -> Iterator[Row]:
    """The register of each centre: lawyers of the firms that stand in its region, and of others where there are few."""
    firms = {row.code: row for row in office.city.of_kind("firm")}
    for centre in centres(office):
        rng = office.plan.chance("aid lawyers", centre.code)
        near = [one for one in office.cast.lawyers if firms[str(one["单位编码"])].parent_code == centre.parent_code]
        for order, one in enumerate((near or office.cast.lawyers)[:LAWYERS], start=1):
            yield {
                "人员序号": f"{centre.code}-{order:02d}",
                "单位编码": centre.code,
                "姓名": one["姓名"],
                "人员类别": "律师",
                "性别": one["性别"],
                "执业机构": firms[str(one["单位编码"])].name,
                "执业机构编码": one["单位编码"],
                "平台工号": one["工号"],
                "执业证号": one["执业证号"],
                "执业证、聘用有效期至": UNTIL,
                "从事民事业务起": SINCE + timedelta(rng.randint(0, 2600)),
                # The first two of each register have defended for years: whoever may get life is given to one of them.
                "从事刑事业务起": SINCE if order < 3 else SINCE + timedelta(rng.randint(1500, 4000)),
                "专长": "、".join(["熟悉未成年人身心特点"] * (order < 4) + [rng.choice(("劳动", "婚姻家庭", "交通事故"))]),
                "列入名册日期": office.plan.opened_on,
                "可以指派": "是",
            }


def rates(office: Office) -> Iterator[Row]:
    """Invented amounts, for the demonstration alone."""
    city = office.city.of_kind("city")[0]
    for order, (kind, amount) in enumerate(zip(Kind, (1500, 1800, 1800, 1300, 1600, 1200, 900, 200), strict=True), start=1):
        yield {
            "标准序号": f"R{order}",
            "地区编码": city.code,
            "案件类型": kind.label,
            "每件补贴": amount,
            "每增加一人": 100,
            "每件最高": amount + 2000,
            "起始日期": office.plan.opened_on,
            "文件依据": "示例标准（虚构）",
        }


def cases(office: Office) -> Iterator[Row]:
    plan = office.plan
    rng, register = plan.chance("aid"), list(lawyers(office))
    days = sorted(plan.this_year.drawn(rng, max(12, round(CASES * plan.pace(plan.this_year)))))
    # People of their own: those of disputes keep their numbers, whoever is helped.
    places, residents = centres(office), Residents(office.city)
    for order, day in enumerate(days, start=1):
        own = plan.chance("aid case", order)
        centre = own.choice(places)
        held = [str(row["人员序号"]) for row in register if row["单位编码"] == centre.code]
        yield {"案件序号": f"A{day.year}-{order:05d}", "单位编码": centre.code} | case(office, residents, own, centre, day, held)


def case(office: Office, residents: Residents, rng: Random, centre: UnitRow, day: date, held: list[str]) -> Row:
    """One case as far as it has come by the day on which the ledger is written."""
    matter = rng.choices(MATTERS, [each.weight for each in MATTERS])[0]
    region = office.city.by_code[centre.parent_code]
    row: Row = {
        "类型": matter.kind.label,
        "事由条款": matter.ground.label,
        "案由": matter.cause,
        "收到日期": day,
        "管辖地编码": region.code,
        **whom(office, residents, rng, matter, day),
    }
    if matter.organ:
        return row | noticed(rng, matter, region, day, office.plan.as_of, held)
    row |= applied(office, rng, matter, region)
    return row | decided(rng, matter, day, office.plan.as_of, held)


def whom(office: Office, residents: Residents, rng: Random, matter: Matter, day: date) -> Row:
    """Who is helped: now and then a group, a child where the article says so."""
    is_child, sex = matter.ground == Ground.MINOR, rng.choice(SEXES)
    village = drawn_village(office.city, rng, rng.choice(office.city.of_kind("town")), day)
    born = born_between(rng, day.year - 17, day.year - 15) if is_child else born_between(rng, 1950, 2000)
    someone = residents.person(rng, village, born, sex)
    crowd = matter.ground == Ground.WAGES and matter.kind == Kind.LABOUR and rng.random() < 0.06
    others = "、".join(person_name(rng, rng.choice(SEXES)) for _ in range(rng.randint(4, 28))) if crowd else None
    groups = {Ground.WAGES: "农民工", Ground.SUPPORT: "老年人", Ground.MINOR: "未成年人"}
    return {
        "受援人": someone["姓名"],
        "性别": sex,
        "证件号": someone["证件号"],
        "电话": phone(rng),
        "特殊群体": groups.get(matter.ground),
        "行为能力": "完全民事行为能力" if not is_child else "限制民事行为能力",
        "其他受援人": others,
    }


def applied(office: Office, rng: Random, matter: Matter, region: UnitRow) -> Row:
    """How it came and what was said of the means."""
    row: Row = {"来源": "本人申请", "事实和请求": matter.facts}
    if matter.against == "company":
        row["对方当事人"] = company_name(
            rng, region.short_name or region.name, rng.choice(("建筑劳务有限公司", "家具厂", "餐饮管理有限公司"))
        )
    elif matter.against == "person":
        row["对方当事人"] = person_name(rng, rng.choice(SEXES))
    if matter.ground == Ground.VIOLENCE:
        return row | {"核查方式": "不受经济困难条件限制"}
    if matter.ground == Ground.WAGES:
        return row | {"核查方式": "免予核查", "免予核查的人员": "申请支付劳动报酬、工伤赔偿的进城务工人员"}
    people = rng.randint(1, 6)
    means: Row = {"家庭月收入": str(people * rng.randint(500, 1300)), "家庭人口": people, "已签署承诺书": "是"}
    return row | {"核查方式": "个人诚信承诺", "经济状况说明": "村（社区）证明家庭困难", **means}


def decided(rng: Random, matter: Matter, day: date, as_of: date, held: list[str]) -> Row:
    """Within seven days but for a few, which say why; about six in a hundred are refused."""
    row: Row = {}
    took = rng.choices((1, 3, 5, 7, 12), (16, 34, 30, 18, 2))[0]
    if rng.random() < 0.08 and day + timedelta(8) <= as_of:
        row |= {"告知补正日期": day + timedelta(1), "需要补充的材料": "身份证复印件、欠条", "补齐日期": day + timedelta(7)}
        took += 7
    on = day + timedelta(took)
    if on > as_of:
        return row
    row |= {"查明的情况": "申请事项和身份属实", "决定日期": on}
    if took - 7 * ("补齐日期" in row) > 7:
        row["超期的原因"] = LATE
    if rng.random() < 0.06:
        because = {"不予的理由": "家庭人均收入高于经济困难标准。", "不予的条款": "《法律援助法》第三十一条"}
        return row | {"决定": "不予", **because}
    given = on + timedelta(rng.choices((0, 1, 2, 3, 6), (30, 34, 20, 14, 2))[0])
    row["决定"] = "给予"
    if given > as_of:
        return row
    return row | {"法律援助人员序号": rng.choice(held), "指派日期": given} | ended(rng, matter, given, as_of)


def noticed(rng: Random, matter: Matter, region: UnitRow, day: date, as_of: date, held: list[str]) -> Row:
    """A court or procuratorate notifies; somebody is assigned within three days."""
    organ = f"{region.name}{matter.organ}" if matter.organ != "中级人民法院" else "莲城市中级人民法院"
    row: Row = {
        "来源": "通知辩护",
        "办案机关": organ,
        "通知书文号": f"法援通〔{day.year}〕{rng.randint(1, 900)}号",
        "被羁押": "是",
    }
    row["核查方式"] = "通知类，不核查"
    on = day + timedelta(rng.choices((0, 1, 2, 3), (30, 40, 20, 10))[0])
    if on > as_of:
        return row
    chosen = {"法律援助人员序号": rng.choice(held[:2]), "指派日期": on, "通知办案机关日期": on}
    return row | chosen | ended(rng, matter, on, as_of)


def ended(rng: Random, matter: Matter, given: date, as_of: date) -> Row:
    """From the outcome to the subsidy, as far as it has come."""
    over = given + timedelta(rng.randint(5, 20) if matter.kind == Kind.DRAFTING else rng.randint(30, 150))
    told = over + timedelta(rng.choices((6, 15, 28, 40), (40, 36, 20, 4))[0])
    if told > as_of:
        return {}
    row: Row = {
        "办理结束日期": over,
        "结果": rng.choice(matter.outcomes).label,
        "办理情况": "已按规定办理并向受援人通报",
        "报送结案材料日期": told,
    }
    if matter.won:
        row["取得利益"] = rng.randint(*matter.won)
    filed = told + timedelta(rng.choices((4, 12, 25, 40), (40, 36, 21, 3))[0])
    if filed > as_of:
        return row
    rating = rng.choices((*RATINGS[:4], None), (48, 30, 6, 2, 14))[0]
    row |= {"质量分": rng.choices((95, 88, 82, 73, 58), (24, 40, 24, 11, 1))[0], "归档日期": filed, "满意度": rating}
    paid = filed + timedelta(rng.randint(8, 30))
    return row | {"支付日期": paid} if paid <= as_of else row


def duty_helps(office: Office) -> Iterator[Row]:
    """Help on duty in courts, procuratorates and detention houses: no case."""
    plan, rng = office.plan, office.plan.chance("duty helps")
    register = list(lawyers(office))
    days = sorted(plan.this_year.drawn(rng, max(8, round(DUTY_HELPS * plan.pace(plan.this_year)))))
    for order, day in enumerate(days, start=1):
        one = rng.choice(register)
        yield {
            "帮助序号": f"Z{order:05d}",
            "单位编码": one["单位编码"],
            "值班场所": rng.choices(("人民法院", "人民检察院", "看守所"), (30, 40, 30))[0],
            "受帮助人": person_name(rng, rng.choice(SEXES)),
            "涉嫌罪名": rng.choice(("危险驾驶", "盗窃", "诈骗", "帮助信息网络犯罪活动")),
            "被羁押": rng.choice(("是", "否")),
            "帮助日期": day,
            "帮助内容": rng.choice(("法律咨询", "法律咨询、程序选择建议", "认罪认罚具结见证、法律咨询")),
            "值班律师工号": one["平台工号"],
        }


def referrals(office: Office) -> Iterator[Row]:
    """To notaries, appraisers and arbitrators; about one in five comes to nothing."""
    plan, rng = office.plan, office.plan.chance("referrals")
    days = sorted(plan.this_year.drawn(rng, max(6, round(REFERRALS * plan.pace(plan.this_year)))))
    for order, day in enumerate(days, start=1):
        kind, body, matter, what = rng.choice(sheets.REFERRED)
        row: Row = {
            "转介序号": f"T{order:05d}",
            "单位编码": rng.choice(centres(office)).code,
            "转介类型": kind,
            "机构": body,
            "事项类别": matter,
            "事项": what,
            "当事人": person_name(rng, rng.choice(SEXES)),
            "电话": phone(rng),
            "有仲裁协议": "是",
            "同意转介": "是",
            "登记日期": day,
            "状态": "已推荐",
        }
        yield row | gone_on(rng, order, day, plan.as_of)


def gone_on(rng: Random, order: int, day: date, as_of: date) -> Row:
    taken, issued = day + timedelta(rng.randint(2, 9)), day + timedelta(rng.randint(14, 30))
    if taken > as_of:
        return {}
    if rng.random() < 0.2:
        return {"状态": "未成行"}
    row: Row = {"受理日期": taken, "受理编号": f"受{order:05d}", "状态": "已受理"}
    return row | {"出具日期": issued, "结果": "已出具", "状态": "已出具"} if issued <= as_of else row
