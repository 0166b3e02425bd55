"""The six kinds of gate, each in a flow of its own: it refuses a step with its sentence and its article, and opens when it holds."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.example.models import Visit, Visitor

from fazhi.kernel import registry
from fazhi.kernel.flow import approvals, doors
from fazhi.kernel.flow.declared import Flow, Register, State, Unlimited
from fazhi.kernel.flow.gates import AtLeast, AtMost, Before, NotSamePerson, Published, SignedAt
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import ApprovalLevel
from fazhi.kernel.org.roles import CLERK, LEADER

NOON = datetime(2024, 9, 27, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
LAW = "人民调解法 第三条"
SENTENCES = {
    "before": "先写答复",
    "other": "登记的人不能自己办",
    "signed": "须经行政机关负责人签批",
    "enough": "至少两人到场",
    "few": "最多两人到场",
    "published": "公布以后才能办",
}


@pytest.fixture
def gated(world):
    """The example's cases under a flow that is nothing but gates."""
    with registry.opened():
        registry.on("flows").pop("example.visit")

        class GatedFlow(Flow):
            model = Visit
            register = Register(by=CLERK)
            waiting = State("待办", due=Unlimited())
            done = State("已办", final=True)
            start = waiting

            before = waiting.to(done, "先后", by=(CLERK, LEADER), needs=(Before("answer", SENTENCES["before"], LAW),))
            other = waiting.to(done, "回避", by=(CLERK, LEADER), needs=(NotSamePerson("recorded_by", SENTENCES["other"], LAW),))
            signed = waiting.to(done, "签批", by=(CLERK, LEADER), needs=(SignedAt(ApprovalLevel.HEAD, SENTENCES["signed"], LAW),))
            enough = waiting.to(done, "至少", by=(CLERK, LEADER), needs=(AtLeast("visitors", 2, SENTENCES["enough"], LAW),))
            few = waiting.to(done, "至多", by=(CLERK, LEADER), needs=(AtMost("visitors", 2, SENTENCES["few"], LAW),))
            published = waiting.to(
                done, "公布", by=(CLERK, LEADER), needs=(Published("answered_on", SENTENCES["published"], LAW),)
            )

        yield world


def opened(world, people, **data):
    fields = {"unit": world.town, "title": "来访", "topic": "advice", "question": "问", **data}
    return doors.register(Visit, world.clerk, fields, {"visitors": [Visitor(name="甲") for _ in range(people)]}, at=NOON)


def sign(case, world, level=ApprovalLevel.HEAD):
    approvals.approve(case, "signed", level, world.leader, version=case.version, agrees=True)
    return case


# Gate → the case on which it refuses, the case on which it opens, who acts on either.
CASES = {
    "before": (lambda w: opened(w, 1), lambda w: opened(w, 1, answer="已答"), "clerk", "clerk"),
    "other": (lambda w: opened(w, 1), lambda w: opened(w, 1), "clerk", "leader"),
    "signed": (lambda w: opened(w, 1), lambda w: sign(opened(w, 1), w), "clerk", "clerk"),
    "enough": (lambda w: opened(w, 1), lambda w: opened(w, 2), "clerk", "clerk"),
    "few": (lambda w: opened(w, 3), lambda w: opened(w, 2), "clerk", "clerk"),
    "published": (
        lambda w: opened(w, 1, answered_on=date(2024, 9, 28)),
        lambda w: opened(w, 1, answered_on=date(2024, 9, 27)),
        "clerk",
        "clerk",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_kind_of_gate_refuses_with_its_article_and_opens_when_it_holds(gated, name):
    refused, open_, whom, who = CASES[name]
    case = refused(gated)
    with pytest.raises(NotAllowed, match=SENTENCES[name]) as refusal:
        doors.take(name, case, getattr(gated, whom), at=NOON)
    case.refresh_from_db()
    assert refusal.value.law == LAW and (case.state, case.version) == ("waiting", 1)
    assert doors.take(name, open_(gated), getattr(gated, who), at=NOON).state == "done"


def test_a_signature_at_another_level_or_on_an_older_version_opens_nothing(gated):
    """承办机构负责人, 行政机关负责人, 主要负责人 do not replace each other."""
    case = opened(gated, 1)
    with pytest.raises(NotAllowed, match="不能在这一级签批"):
        sign(case, gated, ApprovalLevel.PRINCIPAL)
    approvals.approve(case, "signed", ApprovalLevel.HEAD, gated.leader, version=1, agrees=False, opinion="再核实")
    with pytest.raises(NotAllowed, match=SENTENCES["signed"]):
        doors.take("signed", case, gated.clerk, at=NOON)
