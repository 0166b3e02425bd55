"""What a start finds wrong it names in words: `fazhi check` over a module in which each kind of name is wrong once."""

import pytest
from click.testing import CliRunner
from django.db.models import Q

from fazhi.kernel import registry
from fazhi.kernel.calendar import Days
from fazhi.kernel.flow.declared import Clock, Flow, Register, State
from fazhi.kernel.indicators.declared import Count, Indicators, Sum
from fazhi.kernel.law.importing import import_paths
from fazhi.kernel.org.roles import CLERK
from fazhi.kernel.present.declared import Column, Desk, Intake, Ledger
from fazhi.site.command import main
from tests.example.flow import VisitFlow
from tests.example.models import Visit

NAMED = {
    "a field that a step asks for": "WrongFlow: step “ask” asks for “colour”, which Visit lacks",
    "a state": "WrongFlow: step “ask” touches a state of another flow",
    "a role": "WrongFlow: step “ask” names “emperor”, which is no role",
    "a missing clock": "WrongFlow: “timeless” has no deadline",
    "a state to which nothing leads": "WrongFlow: nothing leads to “stranded”",
    "a clock that is lengthened": "WrongFlow: step “quote” extends “nothing”, which is no clock",
    "a limit that is lengthened without a reason": "WrongFlow: step “quote” extends a clock and asks no reason (why=True)",
    "a clock that is ended": "WrongFlow: step “quote” ends “nobody”, which is no clock",
    "a paper": "WrongFlow: step “quote” issues “example.nothing”, which is no paper",
    "a clock that never starts": "WrongFlow: the clock “late” never starts",
    "the step that time takes": "WrongFlow: the clock “late” lapses into “vanish”, which is no step",
    "a citation of a step": "“随便写的”",
    "a citation of a clock": "“又一个”",
    "a column of a list": "WrongDesk: columns names “colour”, which Visit lacks",
    "a field of a form": "WrongDesk: form names “titel”, which Visit lacks",
    "a part": "WrongDesk: “guests” is no part of Visit",
    "a fact beside a step": "WrongDesk: beside “answer” stands “shade”, which Visit lacks",
    "a kind that a record begins": "WrongDesk: begins “example.none”, which has no desk",
    "a header that stands twice": "WrongLedger: the header “名称” stands twice",
    "the key of a ledger": "WrongLedger: the key “none” is none of its columns",
    "a kind that a row refers to": "WrongLedger: “谁” refers to “example.none”, which has no ledger",
    "what the public follows": "WrongIntake: follows “weather”, which Visit lacks",
    "a state that is told": "WrongIntake: tells of the state “flying”, which Visit never reaches",
    "the date of a figure": "example.undated: is dated by “colour”, which Visit lacks",
    "a field of a figure": "example.unmeant: names “weight”, which Visit lacks",
    "a rank by fines": "example.fines: units may not be ranked by fines (行政处罚法 第七十四条第三款)",
}


@pytest.fixture
def wrong(db):
    """The declarations of the example, each with names that do not exist."""
    with registry.opened():
        for shelf in ("flows", "desks", "ledgers"):
            registry.on(shelf).pop("example.visit")

        class WrongFlow(Flow):
            model = Visit
            register = Register(by=CLERK)
            timeless = State("没有期限")
            stranded = State("走不到的", due=Days(3, law="又一个"))
            start = timeless
            ask = timeless.to(VisitFlow.closed, "问", by="emperor", asks="colour")
            quote = timeless.stays("引", by=CLERK, law="随便写的", extends="nothing", ends=("nobody",), issues="example.nothing")
            late = Clock("某期限", Days(3), lapses="vanish")

        class WrongDesk(Desk):
            model = Visit
            columns = "title colour"
            form = "titel"
            parts = "guests"
            reads = {"answer": "shade"}
            begins = "example.none"

        class WrongLedger(Ledger):
            model = Visit
            title = "错的台账"
            key = "none"
            columns = (
                Column("名称", "title"),
                Column("名称", "topic"),
                Column("谁", "who", kind="record", refers_to="example.none"),
            )

        class WrongIntake(Intake):
            key = "wrong"
            model = Visit
            title = "错的申请"
            stages = ()
            follows = "weather"
            tells = {"flying": "在飞"}

        class WrongFigures(Indicators):
            model = Visit
            undated = Count("没有日期的", on="colour")
            unmeant = Sum("没有字段的", field="weight", unit="元")
            fines = Sum("罚款总额", field="amount", unit="元", ranks=True)

        yield


def test_each_wrong_name_is_told_in_words_and_the_check_fails(wrong):
    found = CliRunner().invoke(main, ["check"])
    assert found.exit_code == 1
    assert [kind for kind, sentence in NAMED.items() if sentence not in found.output] == []


def test_a_scope_that_is_not_said_to_be_narrower_is_told(db, monkeypatch):
    monkeypatch.setattr(Visit, "scope_of", classmethod(lambda cls, person, on=None: Q(recorded_by=person)))
    found = CliRunner().invoke(main, ["check"])
    assert found.exit_code == 1 and "example.Visit has a scope_of of its own and does not say narrows_scope" in found.output


def test_what_is_declared_well_passes(db):
    found = CliRunner().invoke(main, ["check"])
    assert found.exit_code == 0 and "declarations hold" in found.output, found.output


def test_an_article_that_the_library_does_not_have_is_told(db, tmp_path, settings):
    settings.HOME = tmp_path
    (tmp_path / "人民调解法(2010-08-28).md").write_text("# 中华人民共和国人民调解法\n\n第一条 为了完善人民调解制度，制定本法。")
    import_paths([tmp_path])
    found = CliRunner().invoke(main, ["check"])
    assert found.exit_code == 1 and "没有第三十三条，最后一条是第一条" in found.output, found.output


def test_what_comes_late_twice_or_under_a_wrong_name_is_refused():
    with pytest.raises(RuntimeError, match="came after the start"):
        registry.leave("flows", "example.late", object())
    with registry.opened(), pytest.raises(RuntimeError, match="“example.visit” is declared twice"):
        registry.leave("flows", "example.visit", object())
    with pytest.raises(registry.Unknown, match="nothing is declared as “example.none”; there are: .*example.visit"):
        registry.find("flows", "example.none")
