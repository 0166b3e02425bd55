"""双公示: penalties and licences for 信用中国, in the city's field list; what is not redacted, not told in time or lacks a field is named.

The names are those of our dossier; the national dictionary was not to be had and is filled in as 本市设定.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from fazhi.kernel.calendar import Months, UnknownYear, WorkingDays
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.feeds import Entry, Feed, FieldList

from .models import Decision, Publication
from .penalty_words import Outcome, PartyKind, PenaltyKind
from .publicity_rules import SHORT_DAYS, SHOWN_MONTHS, SHOWN_SHORT
from .publicity_words import Platform, PublishedKind
from .roles import READERS

AT_ONCE = 500
TEN_THOUSAND = Decimal(10000)
STANDING = {"published": "有效", "recalled": "撤销", "withdrawn": "撤销", "ended": "公示期满"}
LIGHT = (PenaltyKind.WARNING, PenaltyKind.CRITICISM)
ORGANISATION, TRADER, CITIZEN = "法人及非法人组织", "个体工商户", "自然人"

COMMON = {
    "party": "相对人名称",
    "party_kind": "相对人类别",
    "credit_code": "统一社会信用代码",
    "decision_no": "决定文书号",
    "decided_on": "决定日期",
    "result": "内容",
    "body": "机关",
    "body_code": "机关统一社会信用代码",
    "source": "数据来源单位",
    "source_code": "数据来源单位代码",
    "standing": "当前状态",
    "standing_because": "撤销、更正说明",
    "due": "报送截止日期",
    "published_on": "公示日期",
}
PENALTY = {
    **COMMON,
    "representative": "法定代表人",
    "matter": "违法行为类型",
    "facts": "违法事实",
    "basis": "处罚依据",
    "kinds": "处罚类别",
    "fine": "罚款金额（万元）",
    "confiscated": "没收金额（万元）",
    "licence": "暂扣或吊销证照名称、编号",
    "shown_until": "公示截止期",
}
LICENCE = {**COMMON, "matter": "许可类别", "basis": "许可依据"}

PENALTIES = FieldList(
    "enforcement.feed_penalties",
    "双公示行政处罚字段",
    (
        "party|行政相对人名称|party|必填",
        "party_kind|行政相对人类别|party_kind|必填",
        "credit_code|统一社会信用代码|credit_code",
        "legal_representative|法定代表人|representative",
        "decision_no|行政处罚决定书文号|decision_no|必填",
        "violation|违法行为类型|matter|必填",
        "facts|违法事实|facts|必填",
        "basis|处罚依据|basis|必填",
        "kinds|处罚类别|kinds|必填",
        "content|处罚内容|result|必填",
        "fine|罚款金额（万元）|fine",
        "confiscated|没收违法所得、没收非法财物的金额（万元）|confiscated",
        "licence|暂扣或吊销证照名称及编号|licence",
        "decided_on|处罚决定日期|decided_on|必填",
        "valid_to|处罚有效期|固定:",
        "shown_until|公示截止期|shown_until|必填",
        "body|处罚机关|body|必填",
        "body_code|处罚机关统一社会信用代码|body_code|必填",
        "source|数据来源单位|source|必填",
        "source_code|数据来源单位统一社会信用代码|source_code|必填",
        "standing|当前状态|standing|必填",
        "note|备注|standing_because",
    ),
    PENALTY,
)
LICENCES = FieldList(
    "enforcement.feed_licences",
    "双公示行政许可字段",
    (
        "party|行政相对人名称|party|必填",
        "party_kind|行政相对人类别|party_kind|必填",
        "credit_code|统一社会信用代码|credit_code",
        "decision_no|行政许可决定文书号|decision_no|必填",
        "kind|许可类别|matter|必填",
        "content|许可内容|result|必填",
        "decided_on|许可决定日期|decided_on|必填",
        "body|许可机关|body|必填",
        "body_code|许可机关统一社会信用代码|body_code|必填",
        "source|数据来源单位|source|必填",
        "source_code|数据来源单位统一社会信用代码|source_code|必填",
        "standing|当前状态|standing|必填",
        "note|备注|standing_because",
    ),
    LICENCE,
)


def penalties(person: Person, first: date, last: date) -> Iterator[Entry]:
    """Decisions of the period, and those withdrawn in it; then what was published without a decision of this platform."""
    rows = Prefetch("publications", Publication.objects.select_related("body"))
    found = Decision.objects.visible_to(person).filter(outcome=Outcome.PENALTY, decided_on__isnull=False)
    taken_down = Publication.objects.filter(decision=OuterRef("pk"), withdrawn_on__range=(first, last))
    changed = Q(decided_on__range=(first, last)) | Q(revoked_on__range=(first, last)) | Exists(taken_down)
    found = found.filter(changed).select_related("unit", "party", "case__body", "case__item").prefetch_related(rows, "penalties")
    for decision in found.order_by("decided_on", "pk").iterator(AT_ONCE):
        rows_of = {row.platform: row for row in decision.rows("publications")}
        row = rows_of.get(Platform.CREDIT)
        if decision.may_be_published and not (row and row.state == "withheld") and (row or decision.is_public_interest):
            yield _of_decision(decision, row)
    for row in _alone(person, first, last, PublishedKind.PENALTY):
        until = {"kinds": row.get_penalty_display(), "shown_until": shown_until(row.decided_on, row.penalty)}
        yield Entry(str(row), {**_said(row), "facts": row.facts, **until}, tuple(_faults(row)))


def licences(person: Person, first: date, last: date) -> Iterator[Entry]:
    for row in _alone(person, first, last, PublishedKind.LICENCE):
        yield Entry(str(row), _said(row), tuple(_faults(row)))


def _alone(person: Person, first: date, last: date, kind: str) -> Iterator[Publication]:
    """Publications on 信用中国 of what this platform has no decision of."""
    found: QuerySet[Publication] = Publication.objects.visible_to(person).filter(
        decision=None, kind=kind, platform=Platform.CREDIT
    )
    changed = Q(decided_on__range=(first, last)) | Q(withdrawn_on__range=(first, last))
    rows = found.filter(changed).exclude(state="withheld").select_related("body", "unit").order_by("decided_on", "pk")
    yield from rows.iterator(AT_ONCE)


def _of_decision(decision: Decision, row: Publication | None) -> Entry:
    """Only the words that were redacted go out; amounts are those of the decision."""
    if row is None:
        return Entry(decision.number, {"decision_no": decision.number}, ("没有登记信用中国公示", *_late(decision.decided_on)))
    party, is_person = decision.party, decision.party.is_person
    told = {
        "party_kind": CITIZEN if is_person else TRADER if party.kind == PartyKind.SELF_EMPLOYED else ORGANISATION,
        "representative": "" if is_person else party.legal_representative,
        "facts": row.facts,
        "kinds": [each.get_kind_display() for each in decision.standing_penalties],
        "fine": in_ten_thousands(decision.fine),
        "confiscated": in_ten_thousands(decision.confiscated),
        "licence": "；".join(each.licence for each in decision.standing_penalties if each.licence),
        "shown_until": shown_until(decision.decided_on, decision.heaviest),
    }
    return Entry(decision.number, {**_said(row), **told}, tuple(_faults(row, told["party_kind"])))


def _said(row: Publication) -> dict[str, Any]:
    names = ("party", "credit_code", "decision_no", "decided_on", "matter", "basis", "result", "published_on")
    return {name: getattr(row, name) for name in names} | {
        "party_kind": ORGANISATION if row.credit_code else CITIZEN,
        "body": row.body.name,
        "body_code": row.body.credit_code,
        "source": row.body.name,
        "source_code": row.body.credit_code,
        "standing": STANDING.get(row.state, ""),
        "standing_because": row.withdrawn_because or row.corrected_because,
        "due": due_on(row.decided_on),
    }


def _faults(row: Publication, kind: str = "") -> Iterator[str]:
    """What the platform that takes it would send back."""
    if row.state in ("drafting", "reviewing"):
        yield "还没有脱敏审核发布"
        yield from _late(row.decided_on)
    if kind in (ORGANISATION, TRADER) and not row.credit_code:
        yield "缺“统一社会信用代码”"
    if row.state == "recalled":
        yield "决定已经变更、撤销，还没有撤下并说明理由"


def _late(decided_on: date | None) -> Iterator[str]:
    due = due_on(decided_on)
    if due and timezone.localdate() > due:
        yield f"已经超过 {due} 的公示期限"


def due_on(decided_on: date | None) -> date | None:
    """Seven working days from the decision; unknown while the year's holidays are."""
    try:
        return WorkingDays(SHORT_DAYS).due(decided_on) if decided_on else None
    except UnknownYear:
        return None


def shown_until(decided_on: date | None, heaviest: str) -> date | None:
    return Months(SHOWN_SHORT if heaviest in LIGHT else SHOWN_MONTHS).full(decided_on) if decided_on else None


def in_ten_thousands(amount: Decimal) -> str:
    """In 万元 without zeros behind the point; nothing where there was none."""
    return f"{(amount / TEN_THOUSAND).normalize():f}" if amount else ""


Feed(
    "double-penalties",
    "双公示：行政处罚",
    penalties,
    PENALTIES,
    READERS,
    "按决定日期取，期间内撤下的一并报；决定之日起七个工作日内报送。",
)
Feed(
    "double-licences",
    "双公示：行政许可",
    licences,
    LICENCES,
    READERS,
    "登记在信用中国公示的行政许可决定；决定之日起七个工作日内报送。",
)
