"""The life of a draw: planned, approved, sealed, revealed, drawn, published; a draw that is given up stays to be seen."""

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.declared import Flow, Register, State, Unlimited
from fazhi.kernel.flow.gates import Gate, part_gate
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.roles import LEADER

from ..conduct import drawing as does
from ..conduct import planning
from ..models import DrawTask, Side, Source, Stratum
from ..models.draws import OPENLY
from ..roles import KEEPERS

PLANNED = Unlimited("抽查的时间由年度计划确定")


class InTime(Gate):
    """A code that comes after the term is left out by rule: whoever waits for the source could choose."""

    def refusal(self, task: DrawTask, act: Acting | None) -> NotAllowed | None:
        late = act is not None and act.at > task.reveal_by
        return NotAllowed("承诺码的公开已经截止，没有按时公开的按规则不计入") if late else None


class IsPrinted(Gate):
    """The numbers are entered when they have been printed, not before."""

    def refusal(self, task: DrawTask, act: Acting | None) -> NotAllowed | None:
        early = act is not None and act.part is not None and act.at < act.part.at
        return NotAllowed("公开随机源还没有公布") if early else None


class Undated(Gate):
    """The order of what is sealed is what makes a draw fair: nothing of it is dated back."""

    def refusal(self, task: DrawTask, act: Acting | None) -> NotAllowed | None:
        return NotAllowed("封存、公开、抽取的时间以账本为准，不能补录") if act is not None and act.is_late else None


class IsRevealed(Gate):
    """Drawn after the codes are closed."""

    def refusal(self, task: DrawTask, act: Acting | None) -> NotAllowed | None:
        early = act is not None and act.at < task.reveal_by
        return NotAllowed("承诺码的公开还没有截止，不能抽取") if early else None


@part_gate("一个部门只交一个承诺值")
def is_a_new_side(task: DrawTask, part: Side) -> bool:
    return all(row is part or row.department != part.department for row in task.rows("sides"))


@part_gate("这一信用风险类别已经写了抽查比例")
def is_a_new_stratum(task: DrawTask, part: Stratum) -> bool:
    return all(row is part or row.credit_class != part.credit_class for row in task.rows("strata"))


class DrawTaskFlow(Flow):
    model = DrawTask
    importers = KEEPERS
    register = Register("拟定抽查", by=KEEPERS, needs=(DrawTask.item_holds,), does=planning.begin_task, law=OPENLY)

    planned = State("拟定", due=PLANNED)
    approved = State("已批准", due=PLANNED)
    sealed = State("已封存", rests=True)
    drawn = State("已抽取", rests=True)
    published = State("已公示", final=True)
    withdrawn = State("已作废", final=True)
    start = planned

    add_stratum = planned.stays("写明抽查比例", by=KEEPERS, adds=Stratum, needs=(is_a_new_stratum,))
    change_stratum = planned.stays("修改抽查比例", by=KEEPERS, on=Stratum, asks="percent!", does=does.check_part)
    name_source = planned.stays(
        "写明公开随机源",
        by=KEEPERS,
        adds=Source,
        shows="name at where",
        tells="事先写明名称、公布时间和地方；号码在公布以后登记。",
    )
    approve = planned.to(
        approved,
        "批准",
        by=LEADER,
        needs=(
            DrawTask.has_strata,
            DrawTask.takes_all_of_lead,
            DrawTask.has_sources,
            DrawTask.source_comes_last,
            DrawTask.item_holds,
        ),
        does=planning.must_follow_plan,
    )
    join = approved.stays(
        "部门交承诺值",
        by=KEEPERS,
        adds=Side,
        shows="department commitment",
        needs=(is_a_new_side,),
        tells="承诺码由部门自己保管，这里只交它的 SHA-256；到时公开承诺码。",
    )
    seal = approved.to(
        sealed,
        "封存方案和名录",
        by=KEEPERS,
        needs=(Undated(), DrawTask.has_sides, DrawTask.source_comes_last),
        does=does.commit,
        numbers=True,
        tells="封存以后名录怎样变化都不影响这次抽取；方案的指纹写进账本。",
    )
    reveal = sealed.stays("公开承诺码", by=KEEPERS, on=Side, asks="code!", needs=(Undated(), InTime()), does=does.check_part)
    enter_numbers = sealed.stays(
        "登记公布的号码", by=KEEPERS, on=Source, asks="numbers!", needs=(Undated(), IsPrinted()), does=does.check_part
    )
    draw = sealed.to(
        drawn,
        "抽取",
        by=KEEPERS,
        needs=(Undated(), IsRevealed(), DrawTask.has_a_code, DrawTask.has_numbers),
        does=does.draw_now,
        tells="对象和检查人员由方案、承诺码和公开号码算出，谁都可以重算。",
    )
    publish = drawn.to(published, "公示", by=KEEPERS, does=DrawTask.publish)
    withdraw = (planned | approved | sealed | drawn).to(
        withdrawn, "作废", by=LEADER, why=True, danger=True, tells="作废的抽取连同理由留在账本里；重新抽取要另立一次。"
    )
