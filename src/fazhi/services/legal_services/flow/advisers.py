"""The lives of an adviser's contract and of the logs of what was done under it."""

from fazhi.kernel.calendar import Months, WorkingDays
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.flow.gates import NotSamePerson
from fazhi.kernel.org.roles import LEADER, SCHEDULE

from ..conduct import advisers as does
from ..models import Contract, Settlement, WorkLog
from ..roles import ADVISER, KEEPERS, VILLAGE
from ..rules import CONFIRM_LOG_DAYS, USE_MONTHS


class ContractFlow(Flow):
    model = Contract
    importers = KEEPERS
    register = Register("登记合同", by=KEEPERS, needs=(Contract.is_practising,))

    draft = State("待生效", due=Unlimited("生效日期由合同约定"))
    active = State("履行中", due=Unlimited("合同期另有时钟"))
    ended = State("已终了", final=True)
    void = State("作废", final=True)
    start = draft

    activate = draft.to(
        active,
        "生效",
        by=KEEPERS,
        asks="on_board",
        needs=(Contract.is_practising, Contract.is_on_board),
        does=does.begin_contract,
    )
    settle = active.stays(
        "结算",
        by=KEEPERS,
        adds=Settlement,
        does=does.settle,
        tells="这段时间的日志都经村（居）确认以后才能结算；没有达到合同次数的，写明扣减。",
    )
    look = active.stays("核查到村", by=SCHEDULE, does=does.look_at_visits)
    terminate = active.to(ended, "提前终止", by=KEEPERS, does=does.end_contract, why=True)
    expire = active.to(ended, "期满", by=SCHEDULE, does=does.end_contract)
    annul = draft.to(void, "作废", by=KEEPERS, why=True)

    term = Clock(
        "合同期",
        does.last_day,
        starts=activate,
        stops=terminate,
        since=does.eve_of_end,
        lapses="expire",
        theirs=True,
        remind=(30, 7),
    )

    visiting = Clock(
        "到村核查",
        Months(USE_MONTHS),
        starts=(activate, look),
        stops=(terminate, expire),
        since=does.day_looked,
        lapses="look",
        theirs=True,
        remind=(),
    )


class WorkLogFlow(Flow):
    model = WorkLog
    importers = KEEPERS
    register = Register("记服务日志", by=(ADVISER, *KEEPERS), does=does.take_log)

    recorded = State("待村（居）确认", due=WorkingDays(CONFIRM_LOG_DAYS), due_label="村（居）确认期限")
    confirmed = State("已确认", final=True)
    rejected = State("未确认", final=True)
    start = recorded

    approve = recorded.stays("批准补记", by=LEADER, does=does.approve_log, why=True)
    confirm = recorded.to(
        confirmed,
        "确认",
        by=(VILLAGE, *KEEPERS),
        needs=(WorkLog.is_approved, does.AnotherConfirms("recorded_by", "记日志的人不能自己确认，由村（居）确认")),
        does=does.confirm_log,
        bulk=True,
    )
    reject = recorded.to(
        rejected,
        "不属实，不确认",
        by=(VILLAGE, *KEEPERS),
        needs=(NotSamePerson("recorded_by", "记日志的人不能自己确认"),),
        why=True,
    )
