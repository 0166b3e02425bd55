"""How ledgers are really kept: titles, totals, notes, prepared numbers, numbers begun anew each month, names instead of codes."""

import pytest
from tests.example.desk import VisitLedger
from tests.example.models import Visit

from fazhi.faces.desk.ledgers.reading import open_sheet
from fazhi.faces.desk.ledgers.recognising import labels_of
from fazhi.kernel import registry
from fazhi.kernel.org.models import Unit

from .sheets import workbook
from .test_ledgers_pages import at, brought_in, desk, page_of, sent, sheet  # noqa: F401  (desk is a fixture)
from .test_ledgers_running import HEADS, row

BELOW = (
    ["合 计", None, "3件", *[None] * 8, 100],
    ["注：金额单位为元"],
    ["填表人：陈某", None, None, "审核人：林某", None, "填报日期：2024年9月30日"],
)


def kept_by_hand(*rows):
    """Under a title over all columns and a line of signatures, with a line that numbers the columns."""
    above = ["荷花镇2024年第三季度来访登记台账"], ["填报单位：荷花镇司法所", None, None, "填报日期：2024年9月30日"]
    numbers = ["甲", "乙", *range(1, len(HEADS) - 1)]
    return workbook(*above, HEADS, numbers, *rows, then=lambda book: book.active.merge_cells("A1:L1"))


def test_what_stands_round_a_table_is_named_and_not_taken_for_matters(desk, world):  # noqa: F811
    said_again, prepared = HEADS, (["4"], ["5"])
    content = kept_by_hand(row(), row("2", title="李某来访"), said_again, row("3", title="王某来访"), *prepared, *BELOW)
    _, run = sent(desk, content)
    assert (run.counts["new"], run.counts["aside"], run.counts["refused"]) == (3, 7, 0)
    page = page_of(desk, run, show="aside")
    for words in ("合计行", "签名", "又一次写了表头", "栏次", "只有一格有字"):
        assert words in page
    assert brought_in(desk, content) == {"new": 3, "aside": 7}


@pytest.mark.parametrize("title", ["合计纠纷", "说明会来访", "小计", "注某来访"])
def test_a_matter_is_not_taken_for_a_total_or_a_note(desk, world, title):  # noqa: F811
    assert brought_in(desk, sheet(row(title=title))) == {"new": 1}


def test_numbers_that_begin_anew_each_month_never_overwrite_last_months_matters(desk, world):  # noqa: F811
    brought_in(desk, sheet(row("1"), row("2", title="李某来访")))
    october = [row("1", day="2024-10-08", title="王某来访", 来访人="王某"), row("3", day="2024-10-09", title="赵某来访")]
    _, run = sent(desk, sheet(*october))
    page = page_of(desk, run)
    assert (run.counts["refused"], run.counts["new"]) == (1, 1)
    assert "“1”在系统里已经是另一件（张某来访，" in page and "换一个没有用过的序号" in page


def test_a_unit_may_be_named_where_its_name_is_the_only_one(desk, world):  # noqa: F811
    assert brought_in(desk, sheet(row(unit=world.town.name))) == {"new": 1}
    assert Visit.objects.get().unit == world.town
    Unit.objects.exclude(pk=world.town.pk).filter(kind=world.town.kind).update(name=world.town.name)
    _, run = sent(desk, sheet(row("2", unit=world.town.name, title="李某来访")))
    assert run.counts["refused"] == 1 and "请填单位编码" in page_of(desk, run)


def test_a_cell_that_the_record_would_not_keep_is_asked_about(desk, world):  # noqa: F811
    """An answer without its day is no answer: it would be lost without a word."""
    _, run = sent(desk, sheet(row(答复内容="可以仲裁"), row("2", title="李某来访")))
    page = page_of(desk, run)
    assert (run.counts["doubtful"], run.counts["new"]) == (1, 1) and "这一格会是“空”" in page
    desk.post(at("import_decide", run.pk), {"choice": "2:new"})
    desk.post(at("import_confirm", run.pk))
    run.refresh_from_db()
    assert run.outcome["new"] == 2 and Visit.objects.get(source_key="1").answer == ""


def test_a_row_that_breaks_its_judging_costs_itself_alone(desk, world, monkeypatch):  # noqa: F811
    live = VisitLedger.live

    def breaking(self, life, told, person):
        if told["title"] == "坏行":
            raise ZeroDivisionError
        live(self, life, told, person)

    monkeypatch.setattr(VisitLedger, "live", breaking)
    _, run = sent(desk, sheet(row(), row("2", title="坏行"), row("3", title="李某来访")))
    assert (run.counts["new"], run.counts["refused"]) == (2, 1) and "系统处理不了这一行" in page_of(desk, run)


def test_where_a_row_is_silent_its_record_goes_on_speaking(desk, world, monkeypatch):  # noqa: F811
    """A blank in a column that must be filled broke every row of the file once its life was told again."""
    brought_in(desk, sheet(row()))
    heard = []
    live = VisitLedger.live

    def listening(self, life, told, person):
        heard.append(told)
        live(self, life, told, person)

    monkeypatch.setattr(VisitLedger, "live", listening)
    assert brought_in(desk, sheet(row(topic=None, day=None, title="张某再来访"))) == {"changed": 1}
    assert heard and all(told["topic"] == "advice" and told["came_on"] for told in heard)
    assert Visit.objects.get().title == "张某再来访"


def test_the_reason_stands_beside_the_verdict_with_its_column(desk, world):  # noqa: F811
    """In a wide ledger, and on a phone always, the marked cell itself lies off the page."""
    _, run = sent(desk, sheet(row(涉及金额="约五千")))
    page = page_of(desk, run)
    verdict = page[page.index('class="why said-refused"') :].partition("</td>")[0]
    assert "L 涉及金额" in verdict and "“约五千”不是数字" in verdict


@pytest.mark.parametrize(
    ("label", "heads", "names"),
    [
        (
            "mediation.dispute",
            "序号 调委会 案由 申请人 被申请人 受理时间 案情简介",
            "row_key unit title applicant_name respondent_name accepted_on facts",
        ),
        ("mediation.disputelead", "序号 调解组织 发生地 简要情况", "row_key unit region brief"),
        ("advice.consultation", "序号 受理点 咨询人 咨询内容", "row_key unit asker_name question"),
    ],
)
def test_the_heads_that_offices_write_are_known(label, heads, names):
    found = open_sheet(workbook(heads.split()), "台账.xlsx").heading(labels_of(registry.find("ledgers", label)))
    assert sorted(found.columns, key=found.columns.get) == names.split()
