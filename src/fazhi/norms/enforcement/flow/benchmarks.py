"""The lives of benchmarks and of their items: drafted, consulted on, reviewed, discussed, published, revised, over."""

from fazhi.kernel.calendar import Days
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.org.roles import LEADER, SCHEDULE

from ..conduct import benchmarks as does
from ..gates import benchmarks as gates
from ..models import Benchmark, ScaleItem, ScaleRow
from ..models.benchmarks import MAY_SET, WITHIN
from ..roles import KEEPERS

MAKING = Unlimited("制定裁量基准的时间，法律没有规定")


class BenchmarkFlow(Flow):
    model = Benchmark
    importers = KEEPERS
    register = Register("起草", by=KEEPERS, law=MAY_SET)

    drafting = State("起草", due=MAKING)
    consulting = State("征求意见", due=MAKING)
    reviewing = State("合法性审核", due=MAKING)
    discussing = State("集体审议", due=MAKING)
    published = State("已公布", rests=True)
    revised = State("已修订", final=True)
    abolished = State("已废止", final=True)
    lapsed = State("已失效", final=True)
    dropped = State("不再制定", final=True)
    start = drafting

    consult = drafting.to(consulting, "征求意见", by=KEEPERS, law=MAY_SET)
    ask_review = consulting.to(reviewing, "送合法性审核", by=KEEPERS, asks="comments!", needs=(Benchmark.has_items,), law=MAY_SET)
    give_back = reviewing.to(drafting, "退回修改", by=KEEPERS, why=True, law=MAY_SET)
    review = reviewing.to(
        discussing,
        "合法性审核通过",
        by=KEEPERS,
        asks="review_no!",
        needs=(Benchmark.is_within_the_law, gates.is_within_the_upper),
        law=WITHIN,
        tells="裁量阶次要在法定幅度以内；下级的不得宽于上级裁量基准。",
    )
    publish = discussing.to(
        published,
        "公布",
        by=LEADER,
        asks="discussed_on! document_no! published_on! effective_on! expires_on?",
        needs=(Benchmark.has_items, Benchmark.is_reviewed, Benchmark.is_within_the_law, gates.is_within_the_upper),
        law=MAY_SET,
        tells="裁量基准应当向社会公布，没有公布的不得适用。",
    )
    file = published.stays("登记备案", by=KEEPERS, asks="filed_no! filed_on!", law=MAY_SET)
    ask_revision = published.stays("提出修订", by=KEEPERS, asks="revision_asked!", law=MAY_SET)
    revise = published.to(revised, "修订后停用", by=LEADER, does=Benchmark.end, why=True, law=MAY_SET)
    abolish = published.to(abolished, "废止", by=LEADER, does=Benchmark.end, why=True, danger=True, law=MAY_SET)
    lapse = published.to(lapsed, "有效期届满", by=SCHEDULE, law=MAY_SET)
    drop = (drafting | consulting | reviewing | discussing).to(dropped, "不再制定", by=KEEPERS, why=True)

    term = Clock(
        "有效期",
        Days(1, law=MAY_SET, roll=False),
        starts=publish,
        stops=(revise, abolish, lapse),
        since=Benchmark.eve_of_end,
        remind=(90, 30, 7),
        lapses="lapse",
        theirs=True,
    )


class ScaleItemFlow(Flow):
    model = ScaleItem
    importers = KEEPERS
    register = Register("列入", by=KEEPERS, needs=(gates.file_is_open,), law=MAY_SET)

    listed = State("在编", rests=True)
    dropped = State("已删去", final=True)
    start = listed

    add_row = listed.stays("增加裁量情形", by=KEEPERS, adds=ScaleRow, needs=(gates.file_is_open,), law=WITHIN)
    change_row = listed.stays(
        "修改裁量情形",
        by=KEEPERS,
        on=ScaleRow,
        asks="factor? grade! column? level? matching! weight? low? high?",
        needs=(gates.file_is_open,),
        law=WITHIN,
    )
    drop_row = listed.stays("删去裁量情形", by=KEEPERS, on=ScaleRow, does=gates.drop_row, needs=(gates.file_is_open,))
    edit_table = listed.stays(
        "编辑整表",
        by=KEEPERS,
        asks="draft_table?",
        does=does.edit_table,
        needs=(gates.file_is_open,),
        law=WITHIN,
        tells="留空提交，载入现有的整表；改好以后在“整表预览”里逐行核对，再“采用整表”。",
    )
    adopt_table = listed.stays(
        "采用整表",
        by=KEEPERS,
        does=does.adopt_table,
        needs=(gates.file_is_open, gates.has_draft_table),
        law=WITHIN,
        tells="按整表新增、修改、删去裁量情形；有一行超出法定幅度的，全部不采用。",
    )
    drop = listed.to(dropped, "删去", by=KEEPERS, does=ScaleItem.drop, needs=(gates.file_is_open,), why=True)
