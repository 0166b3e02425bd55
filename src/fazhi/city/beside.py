"""What stands beside the disputes: rounds, alerts, complaints, claims for subsidies."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from fazhi.city.casework import Office
from fazhi.city.names import person_name, phone
from fazhi.city.people import Row
from fazhi.city.sheets import Sheet, may, must
from fazhi.city.words import SEXES, YES_NO
from fazhi.services.mediation.words import AlertKind, AlertOutcome, ComplaintKind, RaisedBy, Risk, ScreeningKind, Signal

SCREENINGS_A_YEAR, COMPLAINTS_A_YEAR = 1_400, 40
ALERTS, CLAIMS = 130, 420  # at most, of this year's disputes
SIGNALS = (
    "威胁言语",
    "九十日内两次以上警情",
    "酗酒或者赌债",
    "地界推搡",
    "两次以上调解未成",
    "承诺未兑现",
    "情感破裂或者抚养权之争",
)


def labels(words: type) -> tuple[str, ...]:
    return tuple(str(each.label) for each in words)  # type: ignore[attr-defined]


SCREENINGS = Sheet(
    "screenings.xlsx",
    "排查走访记录",
    "Rounds of the committees in this year; about half of them find nothing.",
    (
        must("走访序号", "text", "unique; Z…"),
        must("调委会编码", "code", "committee"),
        must("排查地点编码", "code", "village or town"),
        must("排查日期", "date", "on"),
        must("排查方式", "word", "", labels(ScreeningKind)),
        must("排查人编号", "text", "mediators.xlsx"),
        must("走访户数", "int", "households"),
        must("发现纠纷数", "int", "quarrels found"),
        may("情况", "text", "in short"),
    ),
)
ALERTS_SHEET = Sheet(
    "risk-alerts.xlsx",
    "风险预警台账",
    "Alerts of this year's disputes that may become worse; told the same day but for a few, one in fifty escalated and was looked back on.",
    (
        must("预警序号", "text", "unique; YJ…"),
        must("调委会编码", "code", "committee"),
        must("预警日期", "date", "on"),
        must("调解台账序号", "text", "disputes-YYYY.xlsx"),
        must("预警类别", "word", "", labels(AlertKind)),
        must("预警等级", "word", "", labels(Risk)),
        may("风险信号", "words", "gone when purged", labels(Signal)),
        must("发现方式", "word", "", labels(RaisedBy)),
        must("情况", "text", "in short, no names"),
        must("涉及人数", "int", "people"),
        must("漏警", "word", "", YES_NO),
        may("通报派出所编码", "code", "police station"),
        may("通报司法所编码", "code", "justice office"),
        may("通报日期", "date", "told on"),
        may("处置情况", "text", "what was done"),
        may("预警结果", "word", "", labels(AlertOutcome)),
        may("复盘", "text", "exactly for what escalated"),
        may("解除日期", "date", "closed on"),
        may("清除日期", "date", "what was said of people removed on"),
        must("状态", "word", "", ("待通报", "已通报", "已解除", "已清除")),
    ),
)
COMPLAINTS = Sheet(
    "mediation-complaints.xlsx",
    "调解投诉台账",
    "Complaints about mediators; one in four is true.",
    (
        must("投诉序号", "text", "unique; T…"),
        must("受理单位编码", "code", "the county's bureau"),
        must("投诉日期", "date", "on"),
        must("投诉事项", "word", "", labels(ComplaintKind)),
        must("投诉人", "text", "name"),
        must("投诉人电话", "text", "11 digits, 1540…"),
        must("被投诉调解员编号", "text", "mediators.xlsx"),
        must("投诉内容", "text", "in short"),
        may("属实", "word", "", YES_NO),
        may("处理结果", "text", "answer"),
        may("答复日期", "date", "on"),
        must("状态", "word", "", ("待办理", "已答复")),
    ),
)
CLAIMS_SHEET = Sheet(
    "subsidy-claims.xlsx",
    "以案定补台账",
    "Claims for what was settled in writing and performed; subsidy-reviewed.xlsx brings in, by somebody else, what was reviewed.",
    (
        must("申报序号", "text", "unique; BT…"),
        must("调委会编码", "code", "committee"),
        must("申报日期", "date", "on"),
        must("调解台账序号", "text", "disputes-YYYY.xlsx"),
        must("调解员编号", "text", "mediators.xlsx"),
        may("疑点核查结论", "text", "answer to doubts"),
        may("批次", "text", "quarter"),
        may("初审日期", "date", "reviewed on"),
        must("状态", "word", "", ("待司法所初审", "待县局复核")),
    ),
)
SHEETS = (SCREENINGS, ALERTS_SHEET, COMPLAINTS, CLAIMS_SHEET)


def screenings(office: Office) -> Iterator[Row]:
    plan, city = office.plan, office.city
    rng = plan.chance("screenings")
    members: dict[str, list[Row]] = {}
    for row in office.cast.mediators:
        members.setdefault(str(row["调委会编码"]), []).append(row)
    towns, made = city.of_kind("town"), set[tuple[str, date, str]]()
    for order, day in enumerate(
        sorted(plan.this_year.drawn(rng, max(20, plan.yearly(plan.this_year, SCREENINGS_A_YEAR)))), start=1
    ):
        own = plan.chance("screening", order)
        town = own.choice(towns)
        committee = city.body(town, "committee").code
        kind = own.choices(labels(ScreeningKind), (70, 18, 12))[0]
        if (town.code, day, kind) in made:
            continue  # a round is entered once
        made.add((town.code, day, kind))
        found = own.choices((0, 1, 2, 4), (52, 30, 13, 5))[0]
        yield {
            "走访序号": f"Z{order:05d}",
            "调委会编码": committee,
            "排查地点编码": town.code,
            "排查日期": day,
            "排查方式": kind,
            "排查人编号": own.choice(members[committee])["调解员编号"],
            "走访户数": own.randint(8, 60),
            "发现纠纷数": found,
            "情况": "发现的纠纷已登记" if found else "没有发现纠纷",
        }


def alerts(office: Office, disputes: Sequence[Row]) -> Iterator[Row]:
    """Of disputes with a high risk, those that were taken this year."""
    year = office.plan.as_of.year
    risky = [
        row for row in disputes if row["风险等级"] in ("红", "橙", "黄") and row["受理日期"] and row["受理日期"].year == year
    ]
    least = 6 if office.plan.divisor > 1 else ALERTS
    risky.sort(key=lambda row: ("红橙黄".index(str(row["风险等级"])), str(row["台账序号"])))
    for order, dispute in enumerate(risky[:least], start=1):
        yield alert(office, order, dispute)


def alert(office: Office, order: int, dispute: Row) -> Row:
    rng, city, as_of = office.plan.chance("alert", order), office.city, office.plan.as_of
    village = city.by_code[str(dispute["发生地编码"])]
    town = village if village.kind == "town" else city.above(village, "town")
    day = dispute["受理日期"]
    assert isinstance(day, date)
    row: Row = {
        "预警序号": f"YJ{order:04d}",
        "调委会编码": dispute["调委会编码"],
        "预警日期": day,
        "调解台账序号": dispute["台账序号"],
        "预警类别": rng.choices(labels(AlertKind), (78, 12, 10))[0],
        "预警等级": dispute["风险等级"],
        "风险信号": "、".join(sorted(rng.sample(SIGNALS, 2), key=labels(Signal).index)),
        "发现方式": rng.choice(("人工", "规则")),
        "情况": f"{dispute['纠纷类型']}双方情绪激动，有激化可能",
        "涉及人数": dispute["涉及人数"],
        "漏警": "否",
        "状态": "待通报",
    }
    told = day + timedelta(rng.choices((0, 1), (96, 4))[0])
    if told > as_of:
        return row
    row |= {
        "通报派出所编码": city.body(town, "police").code,
        "通报司法所编码": city.body(town, "office").code,
        "通报日期": told,
        "处置情况": "民警和司法所工作人员到场劝解，分开安置，落实专人跟进",
        "状态": "已通报",
    }
    resolved = told + timedelta(rng.randint(4, 25))
    if resolved > as_of:
        return row
    outcome = "激化" if order % 50 == 0 else rng.choices(("化解", "稳控", "误报"), (80, 14, 6))[0]
    row |= {"预警结果": outcome, "解除日期": resolved, "状态": "已解除"}
    if outcome == "激化":
        row["复盘"] = "通报以后没有落实夜间巡查，已补充值守安排"
    purged = resolved + timedelta(28)
    if purged > as_of or order % 40 == 3:
        return row
    return row | {"情况": "已清除", "风险信号": None, "处置情况": None, "清除日期": purged, "状态": "已清除"}


def complaints(office: Office) -> Iterator[Row]:
    plan, city = office.plan, office.city
    rng = plan.chance("mediation complaints")
    counties, mediators = city.of_kind("county"), office.cast.mediators
    for order, day in enumerate(
        sorted(plan.this_year.drawn(rng, max(4, plan.yearly(plan.this_year, COMPLAINTS_A_YEAR)))), start=1
    ):
        own = plan.chance("mediation complaint", order)
        row: Row = {
            "投诉序号": f"T{order:04d}",
            "受理单位编码": city.body(own.choice(counties), "bureau").code,
            "投诉日期": day,
            "投诉事项": own.choices(labels(ComplaintKind), (10, 38, 10, 4, 18, 20))[0],
            "投诉人": person_name(own, own.choice(SEXES)),
            "投诉人电话": phone(own),
            "被投诉调解员编号": own.choice(mediators)["调解员编号"],
            "投诉内容": "认为调解时说话偏向对方",
            "状态": "待办理",
        }
        answered = day + timedelta(own.choices((5, 12, 40), (50, 46, 4))[0])
        if answered <= plan.as_of:
            is_true = own.random() < 0.25
            answer = "情况属实，已对调解员批评教育，另派调解员办理" if is_true else "经核查不属实，已向投诉人说明"
            row |= {"属实": "是" if is_true else "否", "处理结果": answer, "答复日期": answered, "状态": "已答复"}
        yield row


def claims(office: Office, disputes: Sequence[Row], is_reviewed: bool = False) -> Iterator[Row]:
    """For what was settled in writing, performed and filed by one who is no civil servant; then, by somebody else, what was reviewed."""
    officials = {row["调解员编号"] for row in office.cast.mediators if row["公职人员"] == "是"}
    year, as_of, order = office.plan.as_of.year, office.plan.as_of, 0
    for row in disputes:
        closed = row.get("归档日期") or row.get("办结日期")
        if not isinstance(closed, date) or closed.year != year or row["首案引用"] or row.get("调解员编号") in officials:
            continue
        if row.get("办理结果") != "书面协议" or row.get("履行情况") != "已履行" or not row.get("调解日期"):
            continue
        day = closed + timedelta(10)
        order += 1
        if order > (CLAIMS if office.plan.divisor == 1 else 12) or day > as_of:
            continue
        claim: Row = {
            "申报序号": f"BT{order:04d}",
            "调委会编码": row["调委会编码"],
            "申报日期": day,
            "调解台账序号": row["台账序号"],
            "调解员编号": row["调解员编号"],
            "状态": "待司法所初审",
        }
        reviewed = day + timedelta(6)
        if is_reviewed and reviewed > as_of:
            continue
        if is_reviewed:
            claim |= {"疑点核查结论": "已核对卷宗和回访记录，情况属实", "批次": f"{day.year}年第{(day.month + 2) // 3}季度"}
            claim |= {"初审日期": reviewed, "状态": "待县局复核"}
        yield claim
