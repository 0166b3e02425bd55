"""The life of powers given to a township: listed, assessed, in force, evaluated at intervals, withdrawn."""

from fazhi.kernel.calendar import Days, Months
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.org.roles import LEADER, SCHEDULE

from ..models import GrantEvaluation, GrantItem, PowerGrant
from ..models.teams import ENTRUSTING, GRANTING
from ..roles import KEEPERS
from ..rules import GRANT_EVALUATION_MONTHS

LAWFUL = (
    PowerGrant.has_items,
    PowerGrant.support_holds_items,
    PowerGrant.takes_up_penalties_alone,
    PowerGrant.entrusts_no_coercion,
    PowerGrant.is_not_handed_on,
    PowerGrant.is_able,
    PowerGrant.is_published_first,
    PowerGrant.entrusting_has_term,
)


class PowerGrantFlow(Flow):
    model = PowerGrant
    importers = KEEPERS
    register = Register("拟赋权", by=KEEPERS, law=GRANTING)

    listed = State("拟赋权", due=Unlimited("省级决定和县级清单的时间，法律没有规定"))
    in_force = State("施行中", rests=True)
    dropped = State("不予赋权", final=True)
    withdrawn = State("已收回", final=True)
    ended = State("已到期", final=True)
    start = listed

    list_item = listed.stays("列入事项", by=KEEPERS, adds=GrantItem)
    assess = (listed | in_force).stays("登记评估", by=KEEPERS, adds=GrantEvaluation, law=GRANTING)
    take_up = listed.to(
        in_force,
        "施行",
        by=LEADER,
        asks="decision_no! decision_published_on! list_no? taken_up_on! ends_on?",
        needs=LAWFUL,
        numbers=True,
        law=GRANTING,
        tells="承接的以乡镇（街道）名义作出决定；委托的以委托机关名义作出，委托书应当公布。",
    )
    drop = listed.to(dropped, "不予赋权", by=LEADER, why=True)
    withdraw = in_force.to(
        withdrawn,
        "收回",
        by=LEADER,
        asks="withdrawn_no! withdrawn_on? pending_cases?",
        does=PowerGrant.withdraw,
        why=True,
        danger=True,
        tells="未结案件列出清单移交原部门。",
    )
    expire = in_force.to(ended, "到期", by=SCHEDULE)

    evaluation = Clock(
        "定期评估",
        Months(GRANT_EVALUATION_MONTHS, law=GRANTING),
        starts=(take_up, assess),
        stops=(withdraw, expire),
        remind=(30, 7),
    )
    term = Clock(
        "赋权期限",
        Days(1, law=ENTRUSTING, roll=False),
        starts=take_up,
        stops=(withdraw, expire),
        since=PowerGrant.eve_of_end,
        remind=(60, 30, 7),
        lapses="expire",
        theirs=True,
    )
