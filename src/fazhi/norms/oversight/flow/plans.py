"""The life of a review: planned, fixed, drawn, scored, reported, told to all."""

from fazhi.kernel.flow.declared import Flow, Register, State, Unlimited
from fazhi.kernel.org.roles import LEADER, SUPERVISOR

from ..conduct import reviews as does
from ..gates import reviews as gates
from ..gates.reviews import REVIEWED
from ..models import ReviewPlan, Stratum


class ReviewPlanFlow(Flow):
    model = ReviewPlan
    importers = (SUPERVISOR,)
    register = Register("拟评查方案", by=SUPERVISOR, numbers=True, law=REVIEWED)

    preparing = State("拟订中", due=Unlimited("年度评查由本级安排"))
    committed = State("已锁定，待抽取", due=Unlimited("随机源公布以后抽取"))
    reviewing = State("评查中", due=Unlimited("各案卷的期限另有时钟"))
    reported = State("待通报", due=Unlimited("总报告以后通报"))
    circulated = State("已通报", final=True)
    dropped = State("已取消", final=True)
    start = preparing

    list_external = preparing.stays(
        "登记外部案卷清单",
        by=SUPERVISOR,
        adds=Stratum,
        shows="body kind listing",
        does=does.list_external,
        tells="不在平台上的案卷，由被评查单位报送全部目录，一行一卷；在平台上的，锁定时自动列出。",
    )
    commit = preparing.to(
        committed,
        "锁定方案",
        by=LEADER,
        needs=(gates.names_its_source, gates.source_is_still_to_come, gates.lists_what_was_sent),
        does=does.commit,
        issues="oversight.plan",
        law=REVIEWED,
        tells="清单、抽取数和随机源写入账本，锁定以后不能更改。",
    )
    draw = committed.to(
        reviewing,
        "抽取",
        by=SUPERVISOR,
        asks="source_text?",
        needs=(gates.source_is_public, gates.has_files_to_draw),
        does=does.draw,
        issues="oversight.draw",
        law=REVIEWED,
        tells="填写公布的号码；任何人凭清单和号码都能算出同样的结果。编了组的，案卷按抽取顺序分到各组，应当回避的分到别组。",
    )
    report = reviewing.to(
        reported,
        "形成总报告",
        by=SUPERVISOR,
        asks="main_problems! suggestions!",
        needs=(gates.files_are_final, gates.groups_have_reported),
        does=does.report,
        issues="oversight.total_report",
        law=REVIEWED,
    )
    circulate = reported.to(
        circulated,
        "印发通报",
        by=LEADER,
        asks="circular_to!",
        does=does.circulate,
        issues="oversight.circular",
        law=REVIEWED,
        tells="通报不写当事人信息。",
    )
    drop = (preparing | committed).to(dropped, "取消", by=LEADER, why=True, danger=True)
