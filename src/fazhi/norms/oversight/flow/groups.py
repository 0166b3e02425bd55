"""The life of a group of reviewers: formed, at work, reported."""

from fazhi.kernel.flow.declared import Flow, Register, State, Unlimited
from fazhi.kernel.org.roles import LEADER, SUPERVISOR

from ..gates import groups as gates
from ..gates.reviews import REVIEWED
from ..models import ReviewGroup
from ..roles import FILE_REVIEWER


class ReviewGroupFlow(Flow):
    model = ReviewGroup
    importers = (SUPERVISOR,)
    register = Register("编组", by=SUPERVISOR, needs=(gates.plan_is_not_drawn,), does=ReviewGroup.form, law=REVIEWED)

    working = State("评查中", due=Unlimited("各案卷的评分期限另有时钟"))
    reported = State("已报告", final=True)
    dissolved = State("已撤销", final=True)
    start = working

    change = working.stays(
        "调整成员",
        by=SUPERVISOR,
        asks="leader? first? second?",
        why=True,
        does=ReviewGroup.form,
        law=REVIEWED,
        tells="已经分派的案卷不随之改变。",
    )
    report = working.to(
        reported,
        "提交小组报告",
        by=(FILE_REVIEWER, SUPERVISOR),
        asks="main_problems! suggestions!",
        needs=(gates.the_leader, gates.files_are_graded),
        does=ReviewGroup.report,
        issues="oversight.groups",
        law=REVIEWED,
        tells="由组长提交；本组的案卷都评出等次以后办理。",
    )
    dissolve = working.to(dissolved, "撤销小组", by=LEADER, why=True, needs=(gates.has_no_files,), danger=True)
