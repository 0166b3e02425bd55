"""Benchmarks from the draft to the decision: published before they are used, applied where they are, departed from with approval."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from openpyxl import load_workbook
from tests.ledgers import round_trip
from tests.world import person, unit

from fazhi.kernel import registry
from fazhi.kernel.flow import doors, registers
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators import evaluate, figure_table
from fazhi.kernel.ledger.models import Event
from fazhi.norms.enforcement.likeness import apart
from fazhi.norms.enforcement.models import Benchmark, Decision, LeniencyItem, ScaleItem, ScaleRow

from .factories import at
from .penalties import concluded, decision_of, evidence, filed, lead, notified, party, proposed, reviewed, take

DRAFTED, PUBLISHED = date(2025, 1, 6), date(2025, 3, 3)
TIERS = (("清除及时", "lighter", 1000, 3000), ("倾倒三立方米以上", "usual", 3000, 6000), ("拒不清除", "heavier", 6000, 10000))


def drafted(lotus, **data):
    given = {"unit": lotus.bureau, "title": "荷塘区城市管理行政处罚裁量基准", "field": "城市管理"}
    return doors.register(Benchmark, lotus.keeper, {**given, **data}, at=at(DRAFTED))


def scaled(lotus, benchmark, tiers=TIERS, **data):
    given = {
        "unit": lotus.bureau,
        "benchmark": benchmark,
        "seq": 1,
        "title": "随意倾倒建筑垃圾",
        "item": lotus.item,
        "law_low": 1000,
        "law_high": 10000,
        "model": "tiers",
    }
    rows = [ScaleRow(grade=grade, level=level, low=low, high=high) for grade, level, low, high in tiers]
    return doors.register(ScaleItem, lotus.keeper, {**given, **data}, {"scale_rows": rows}, at=at(DRAFTED))


def published(lotus, benchmark, day=PUBLISHED, **data):
    benchmark = take(lotus, benchmark, "consult", DRAFTED, by=lotus.keeper)
    benchmark = take(lotus, benchmark, "ask_review", DRAFTED, by=lotus.keeper, comments="征求意见三十日，没有反对意见")
    benchmark = take(lotus, benchmark, "review", DRAFTED, by=lotus.keeper, review_no="荷塘司审〔2025〕2号")
    given = {"discussed_on": day, "document_no": "荷塘城管〔2025〕1号", "published_on": day, "effective_on": day}
    return take(lotus, benchmark, "publish", day, by=lotus.head, **{**given, **data})


def in_use(lotus, **data):
    benchmark = drafted(lotus)
    item = scaled(lotus, benchmark, **data)
    published(lotus, benchmark)
    return ScaleItem.objects.get(pk=item.pk)


def applied(lotus, decision, item, day=date(2025, 9, 9), **data):
    given = {"benchmark_item": item, "circumstances": "倾倒三立方米以上"}
    return take(lotus, decision, "apply_benchmark", day, **{**given, **data})


def test_a_benchmark_is_applied_and_the_decision_says_so(bureau):
    item = in_use(bureau)
    decision = applied(bureau, proposed(bureau, tendency="", discretion_text=""), item)
    use = decision.last_use
    assert (use.level, use.low, use.high, decision.tendency) == ("usual", Decimal(3000), Decimal(6000), "usual")
    assert decision.discretion_ref == "荷塘城管〔2025〕1号 第1项 一般"
    assert "法定幅度1000元至10000元" in decision.discretion_text and "罚款幅度为3000元至6000元" in decision.discretion_text
    decision = notified(bureau, reviewed(bureau, decision))
    assert decision.state == "notified" and evaluate("enforcement.benchmark_cover_rate").value == 100


def test_how_far_apart_like_cases_lie_is_told_of_five_and_more(bureau):
    """(2, 3, 3.5, 4, 5) ninths of the range of the law: a mean of 3.5, a deviation of 1."""
    item = in_use(bureau)

    def told():
        return next(row for row in figure_table(date(2025, 12, 31)) if row.code == "I9")

    for place, fine in enumerate((3000, 4000, 4500, 5000, 6000)):
        assert told().text == "无数据"
        whose = party(name=f"荷塘建材{place}号店", credit_code="", address=f"荷花路{place}号")
        decision = decision_of(concluded(bureau, filed(bureau, lead(bureau, whose))))
        decision = applied(bureau, proposed(bureau, decision, fine=fine, tendency="", discretion_text=""), item)
        take(bureau, notified(bureau, reviewed(bureau, decision)), "decide", date(2025, 9, 22))
    assert (told().text, told().out_of) == ("同案不同罚离散度0.29（1个档次的5件）", 1)
    table = apart(item.benchmark, bureau.keeper)
    assert [line.cells for line in table.lines] == [("一般", 5, "0.29")]


def test_where_there_is_a_benchmark_it_must_be_applied(bureau):
    in_use(bureau)
    with pytest.raises(NotAllowed, match="有裁量基准而没有适用"):
        notified(bureau, reviewed(bureau, proposed(bureau)))


def test_outside_the_range_only_with_ground_and_approval_and_it_is_flagged(bureau):
    item = in_use(bureau)
    decision = reviewed(bureau, applied(bureau, proposed(bureau, fine=2000), item))
    with pytest.raises(NotAllowed, match="在裁量基准的 3000.00元—6000.00元 以外"):
        notified(bureau, decision)
    decision = applied(
        bureau, Decision.objects.get(pk=decision.pk), item, departs_because="当事人家庭特别困难", departs_by="principal"
    )
    decision = take(bureau, notified(bureau, decision), "decide", date(2025, 9, 22))
    assert decision.is_outside and decision.fine == 2000


def test_above_the_law_there_is_no_approval(bureau):
    item = in_use(bureau)
    decision = applied(bureau, proposed(bureau, fine=20000), item, departs_because="影响恶劣", departs_by="principal")
    with pytest.raises(NotAllowed, match="高于法定上限"):
        notified(bureau, reviewed(bureau, decision))


def test_below_the_law_only_as_mitigation(bureau):
    item = in_use(bureau)
    decision = applied(bureau, proposed(bureau, fine=500), item, departs_because="困难", departs_by="principal")
    with pytest.raises(NotAllowed, match="只有减轻处罚"):
        notified(bureau, reviewed(bureau, decision))


def test_a_line_that_the_table_does_not_know_is_refused_with_those_it_knows(bureau):
    item = in_use(bureau)
    decision = proposed(bureau)
    with pytest.raises(ValidationError, match="拒不清除"):
        applied(bureau, decision, item, circumstances="倾倒很多")
    assert Decision.objects.get(pk=decision.pk).version == decision.version


@pytest.mark.parametrize(
    ("data", "match"), [({"effective_on": date(2025, 10, 1)}, "不适用"), ({"expires_on": date(2025, 8, 1)}, "不适用")]
)
def test_what_does_not_hold_on_the_day_of_filing_is_not_applied(bureau, data, match):
    benchmark = drafted(bureau)
    item = scaled(bureau, benchmark)
    published(bureau, benchmark, **data)
    with pytest.raises(ValidationError, match=match):
        applied(bureau, proposed(bureau), ScaleItem.objects.get(pk=item.pk))


def test_a_case_keeps_the_benchmark_of_its_filing_when_it_is_repealed(bureau):
    item = in_use(bureau)
    decision = proposed(bureau)
    take(bureau, Benchmark.objects.get(), "abolish", date(2025, 9, 8), by=bureau.head)
    decision = applied(bureau, decision, ScaleItem.objects.get(pk=item.pk), date(2025, 9, 10))
    assert decision.last_use.level == "usual"


def test_a_tier_outside_the_law_is_refused(bureau):
    benchmark = drafted(bureau)
    with pytest.raises(ValidationError, match="超出法定幅度"):
        scaled(bureau, benchmark, [*TIERS, ("特别严重", "grave", 10000, 50000)])


def test_what_is_published_is_not_changed(bureau):
    item = in_use(bureau)
    with pytest.raises(NotAllowed, match="已经公布"):
        take(bureau, item, "add_row", date(2025, 9, 1), by=bureau.keeper, grade="新情形", level="usual", low=3000, high=4000)


def test_a_lower_benchmark_is_not_wider_than_the_upper_one(bureau):
    upper = drafted(bureau, title="莲城市裁量基准")
    scaled(bureau, upper)
    upper = published(bureau, upper)
    lower = drafted(bureau, upper=upper)
    scaled(bureau, lower, [("清除及时", "lighter", 1000, 4000)])
    lower = take(bureau, lower, "consult", DRAFTED, by=bureau.keeper)
    lower = take(bureau, lower, "ask_review", DRAFTED, by=bureau.keeper, comments="无")
    with pytest.raises(NotAllowed, match="宽于上级"):
        take(bureau, lower, "review", DRAFTED, by=bureau.keeper, review_no="1号")


def test_a_benchmark_lapses_by_itself(bureau):
    benchmark = drafted(bureau)
    scaled(bureau, benchmark)
    benchmark = published(bureau, benchmark, expires_on=date(2028, 3, 2))
    assert [(row["name"], row["due"]) for row in benchmark.clocks] == [("term", "2028-03-02")]


def listed(lotus, **data):
    benchmark = drafted(lotus, kind="leniency", title="轻微违法行为清单")
    given = {
        "unit": lotus.bureau,
        "benchmark": benchmark,
        "seq": 1,
        "kind": "first",
        "violation": "随意倾倒建筑垃圾",
        "item": lotus.item,
        "basis": "行政处罚法 第三十三条第一款",
        "conditions": "首次违法\n及时清除",
        "look_back": 24,
    }
    item = registers.enter(LeniencyItem(**{**given, **data}), lotus.keeper)
    published(lotus, benchmark)
    return LeniencyItem.objects.get(pk=item.pk)


def test_the_list_spares_a_first_violation_that_the_case_base_confirms(bureau):
    item = listed(bureau)
    decision = proposed(bureau, fine=None, outcome="first", education="批评教育")
    decision = take(bureau, decision, "apply_leniency", date(2025, 9, 9), leniency_item=item)
    assert (decision.earlier_offences, decision.outcome) == (0, "first")
    decision = take(bureau, decision, "spare", date(2025, 9, 12))
    assert decision.state == "decided" and "可以不予行政处罚" in decision.discretion_text


def test_no_list_makes_a_must_of_what_the_law_leaves_open(bureau):
    with pytest.raises(ValidationError, match="首违是“可以不予行政处罚”"):
        listed(bureau, word="must")


def test_a_second_violation_is_no_first(bureau):
    item = listed(bureau)
    take(bureau, notified(bureau), "decide", date(2025, 9, 22))
    again = date(2025, 10, 15)
    case = filed(bureau, lead(bureau, day=again), again)
    case = take(bureau, case, "collect", again, **evidence(bureau, obtained_on=again))
    decision = decision_of(take(bureau, case, "conclude", again, findings="又倾倒", nature="违反市容管理规定"))
    decision = proposed(bureau, decision, again, fine=None, outcome="first", education="批评教育")
    decision = take(bureau, decision, "apply_leniency", again, leniency_item=item)
    with pytest.raises(NotAllowed, match="已有 1 件同类行政处罚"):
        take(bureau, decision, "spare", again)


def test_the_ledgers_come_back(bureau):
    in_use(bureau)
    listed(bureau)
    for label in ("enforcement.benchmark", "enforcement.scaleitem", "enforcement.leniencyitem"):
        assert set(round_trip(registry.find("ledgers", label), bureau.keeper)) == {"same"}, label


def test_what_a_draft_would_change_is_seen_case_by_case_before_it_is_adopted(bureau, client):
    item = in_use(bureau)
    decision = take(
        bureau,
        notified(bureau, reviewed(bureau, applied(bureau, proposed(bureau, fine=3500), item))),
        "decide",
        date(2025, 9, 22),
    )
    draft = drafted(bureau, title="荷塘区裁量基准（修订草案）")
    scaled(bureau, draft, [("倾倒三立方米以上", "usual", 4000, 6000), ("清除及时", "lighter", 1000, 4000)])
    at_page = f"/desk/enforcement.benchmark/{draft.pk}/beside/what-if/"
    client.force_login(bureau.keeper.account)
    page = client.get(at_page).content.decode()
    assert "低于新幅度：1 件" in page and f"/desk/enforcement.decision/{decision.pk}/" in page
    assert "3000.00元—6000.00元" in page and "4000.00元—6000.00元" in page
    book = load_workbook(BytesIO(b"".join(client.post(f"{at_page}sheet/").streaming_content)))
    assert [row[2] for row in book.active.iter_rows(values_only=True) if row[0] == decision.number] == ["低于新幅度"]
    assert Event.objects.filter(act="export", title="导出裁量测算 1 行").count() == 1
    assert Decision.objects.get(pk=decision.pk).version == decision.version


def test_like_cases_stand_side_by_side_and_a_stranger_sees_none(bureau, client):
    item = in_use(bureau)
    first = take(bureau, notified(bureau, reviewed(bureau, applied(bureau, proposed(bureau), item))), "decide", date(2025, 9, 22))
    other = decision_of(concluded(bureau, filed(bureau, lead(bureau, party(name="另一家公司", credit_code="")))))
    other = applied(bureau, proposed(bureau, other), item)
    client.force_login(bureau.keeper.account)
    page = client.get(f"/desk/enforcement.decision/{other.pk}/beside/alike/").content.decode()
    assert first.number in page and "倾倒三立方米以上" in page and "不算离散度" in page
    assert (
        f"/desk/enforcement.decision/{other.pk}/beside/alike/"
        in client.get(f"/desk/enforcement.decision/{other.pk}/").content.decode()
    )
    assert client.get(f"/desk/enforcement.decision/{other.pk}/beside/nothing/").status_code == 404
    client.force_login(bureau.world.stranger.account)
    assert client.get(f"/desk/enforcement.decision/{other.pk}/beside/alike/").status_code == 404


def test_what_a_unit_above_has_published_is_read_below_and_not_changed_there(bureau, client):
    above = unit("9901-CG", "莲城市城市管理局", "department", bureau.world.city)
    maker = person("市城管某", above, "clerk")
    given = {"unit": above, "title": "莲城市城市管理行政处罚裁量基准", "field": "城市管理"}
    draft = doors.register(Benchmark, maker, given, at=at(DRAFTED))
    below = person("区城管某", bureau.bureau, "clerk")
    assert draft not in Benchmark.objects.visible_to(below)
    row = {"unit": above, "benchmark": draft, "seq": 1, "title": "随意倾倒", "law_low": 1000, "law_high": 10000, "model": "bands"}
    doors.register(ScaleItem, maker, row, at=at(DRAFTED))
    QuerySet(Benchmark).filter(pk=draft.pk).update(state="published", effective_on=PUBLISHED)
    assert draft in Benchmark.objects.visible_to(below) and ScaleItem.objects.visible_to(below).get().benchmark == draft
    client.force_login(below.account)
    assert "莲城市城市管理行政处罚裁量基准" in client.get("/desk/enforcement.benchmark/").content.decode()
    assert client.get(f"/desk/enforcement.benchmark/{draft.pk}/").status_code == 200
    with pytest.raises(NotAllowed):
        doors.take("ask_revision", draft, below, {"revision_asked": "改"})
    beside = in_use(bureau).benchmark  # of another county: it binds nobody there
    assert list(Benchmark.objects.visible_to(bureau.world.stranger)) == [draft]
    assert {draft, beside} == set(Benchmark.objects.visible_to(below))
