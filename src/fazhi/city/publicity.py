"""What the bodies publish: before they act, item by item; and what they decided, on the platforms that show it."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from fazhi.city import enforcement, penalties, powers
from fazhi.city.casework import Office
from fazhi.city.names import company_name, credit_code
from fazhi.city.penalty import TRADES, Penalty
from fazhi.city.people import Row
from fazhi.city.sheets import Sheet, may, must
from fazhi.city.tree import City
from fazhi.city.words import YES_NO
from fazhi.norms.enforcement.publicity_words import Announced

CREDIT, SITE, ENTERPRISE = "信用中国", "本机关网站、执法信息公示平台", "国家企业信用信息公示系统"
LICENCES_A_YEAR = 900
MISSING_SHARE = 0.03
PERMITTED = (
    ("住房和城乡建设局", "建筑工程施工许可", "《建筑法》第七条", "准予施工"),
    ("消防救援支队", "公众聚集场所投入使用、营业前消防安全检查", "《消防法》第十五条", "准予投入使用、营业"),
    ("城市管理和综合执法局", "燃气经营许可", "《城镇燃气管理条例》第十五条", "准予经营燃气"),
    ("文化旅游广电体育局", "旅行社设立许可", "《旅游法》第二十八条", "准予设立旅行社"),
)
# What a township has none of: it makes no list of random checks of its own.
NONE_OF_A_TOWN = (Announced.CHECKS,)

ANNOUNCEMENTS = Sheet(
    "announcements.xlsx",
    "事前公示台账",
    "One row a body; each item tells where it stands since when. Three in a hundred items are missing, one body has announced nothing.",
    (
        must("事前公示序号", "text", "unique; GS…"),
        must("单位编码", "code", "the organ"),
        must("执法主体序号", "text", "bodies.xlsx"),
        must("登记日期", "date", "on"),
        *(may(kind.label, "text", "date｜address, or 不适用｜why") for kind in Announced),
        must("状态", "word", "", ("公示中",)),
    ),
)
PUBLICATIONS = Sheet(
    "publications.xlsx",
    "执法信息公示台账",
    "What was published of every tenth decision and of licences, within its term but for a few; some were withdrawn, some are to be looked at yet.",
    (
        must("公示序号", "text", "unique; B…, X…"),
        must("单位编码", "code", "the department"),
        must("执法机关序号", "text", "bodies.xlsx"),
        may("处罚决定序号", "text", "penalty-decisions.xlsx"),
        must("公示种类", "word", "", ("行政处罚决定", "行政许可决定")),
        must("公示平台", "word", "", (CREDIT, SITE, ENTERPRISE)),
        may("决定文书号", "text", "of a licence"),
        must("决定日期", "date", "decided on"),
        must("相对人名称", "text", "a company's name, or masked"),
        may("统一社会信用代码", "text", "of a company that was licensed"),
        must("违法行为类型", "text", "the violation, or the licence"),
        may("违法事实", "text", "without anybody's data"),
        must("依据", "text", "the provision"),
        must("处罚种类和内容", "text", "the penalty, or the licence"),
        may("最重的处罚种类", "word", "", ("罚款",)),
        must("已经脱敏", "word", "", YES_NO),
        must("登记日期", "date", "on"),
        may("公示日期", "date", "on"),
        may("平台回执", "text", "receipt"),
        may("应撤下的事由发生日期", "date", "for 已撤下"),
        may("撤下日期", "date", "for 已撤下"),
        may("撤下理由", "text", "for 已撤下"),
        may("不予公开的情形", "words", "for 不予公示"),
        may("结束日期", "date", "for 不予公示"),
        must("状态", "word", "", ("待脱敏", "已公示", "已撤下", "不予公示")),
    ),
)
SHEETS = (ANNOUNCEMENTS, PUBLICATIONS)


def announcements(city: City) -> Iterator[Row]:
    """Every body but the last department; the township's list of random checks is the department's."""
    rng, noted = city.plan.chance("announced"), city.plan.opened_on + timedelta(20)
    rows = list(enforcement.bodies(city))
    silent = next(row["主体序号"] for row in reversed(rows) if row["层级"] == "市级")
    for order, body in enumerate((row for row in rows if row["主体序号"] != silent), start=1):
        row: Row = {
            "事前公示序号": f"GS{order:04d}",
            "单位编码": body["单位编码"],
            "执法主体序号": body["主体序号"],
            "登记日期": noted,
            "状态": "公示中",
        }
        yield row | {kind.label: announced(rng, kind, body, noted) for kind in Announced}


def announced(rng: Random, kind: Announced, body: Row, noted: date) -> str | None:
    if kind in NONE_OF_A_TOWN and body["层级"] == "乡级":
        return "不适用｜乡镇不单独制定，按县级清单实施"
    if rng.random() < MISSING_SHARE:
        return None
    return f"{noted - timedelta(rng.randint(0, 12))}｜https://xzzf.example/{body['主体序号']}/{kind.value}"


def publications(office: Office) -> Iterator[Row]:
    """Every shown decision on the credit platform, some also on the organ's own page and in the system of enterprises."""
    for one in penalties.penalties(office):
        if not penalties.is_shown(one) or one.fate != "punished" or not one.has_come(one.decided):
            continue
        platforms = [CREDIT]
        if one.order % 4 == 0:
            platforms.append(SITE)
        if one.order % 3 == 0 and one.party["当事人类型"] == "法人" and one.matter.department == "市场监督管理局":
            platforms.append(ENTERPRISE)
        for place, platform in enumerate(platforms):
            yield shown(one, f"B{one.order:05d}{'' if place == 0 else f'-{place}'}", platform)
    yield from licences(office)


def shown(one: Penalty, key: str, platform: str) -> Row:
    name = str(one.party["当事人"])
    row: Row = {
        "公示序号": key,
        "单位编码": one.force.unit.code,
        "执法机关序号": one.force.body,
        "处罚决定序号": f"D{one.order:05d}",
        "公示种类": "行政处罚决定",
        "公示平台": platform,
        "决定日期": one.decided,
        "相对人名称": f"{name[0]}某" if one.party["当事人类型"] == "自然人" else name,
        "违法行为类型": one.matter.violation,
        "违法事实": f"{one.matter.violation}",
        "依据": powers.quoted(one.matter.citation),
        "处罚种类和内容": f"罚款{one.fine}元",
        "最重的处罚种类": "罚款",
        "已经脱敏": "是",
        "登记日期": one.decided,
    }
    return row | gone_on(one.rng(f"shown {platform}"), one.order, one.published, one.office.plan.as_of)


def gone_on(rng: Random, order: int, published: date, as_of: date) -> Row:
    """Mostly out; now and then withheld, or taken down because the decision was changed."""
    if rng.random() < 0.01 and published <= as_of:
        return {"不予公开的情形": "涉及商业秘密", "结束日期": published, "状态": "不予公示"}
    if published > as_of or rng.random() < 0.02:
        return {"状态": "待脱敏"}
    row: Row = {"公示日期": published, "平台回执": f"LC{order:06d}", "状态": "已公示"}
    recalled = published + timedelta(25)
    if rng.random() < 0.01 and recalled + timedelta(2) <= as_of:
        taken_down = {"应撤下的事由发生日期": recalled, "撤下日期": recalled + timedelta(rng.choice((1, 2)))}
        return row | taken_down | {"撤下理由": "行政处罚决定已经依法变更", "状态": "已撤下"}
    return row


def licences(office: Office) -> Iterator[Row]:
    """Decisions made in other systems, told here for the credit platform."""
    plan, rng = office.plan, office.plan.chance("licences")
    year, held = plan.this_year, powers.forces(office.city)
    county = office.city.of_kind("county")[0]
    for order, day in enumerate(sorted(year.drawn(rng, max(9, plan.yearly(year, LICENCES_A_YEAR)))), start=1):
        name, kind, basis, result = rng.choice(PERMITTED)
        own = plan.chance("licence", order)
        row: Row = {
            "公示序号": f"X{order:05d}",
            "单位编码": held[name].unit.code,
            "执法机关序号": held[name].body,
            "公示种类": "行政许可决定",
            "公示平台": CREDIT,
            "决定文书号": f"莲许〔{day.year}〕{order}号",
            "决定日期": day,
            "相对人名称": company_name(own, county.short_name, own.choice(TRADES)),
            "统一社会信用代码": credit_code(own, county.code[:6]),
            "违法行为类型": kind,
            "依据": basis,
            "处罚种类和内容": result,
            "已经脱敏": "是",
            "登记日期": day,
        }
        published = day + timedelta(own.choices((2, 4, 6, 30), (40, 40, 17, 3))[0])
        yield row | gone_on(own, order, published, plan.as_of)
