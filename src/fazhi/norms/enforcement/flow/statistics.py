"""The life of a yearly report: compiled, checked by somebody else, signed, published by 31 January; corrected by another."""

from datetime import date

from fazhi.kernel.calendar import Days
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.flow.gates import NotSamePerson
from fazhi.kernel.flow.obligations import Obligation
from fazhi.kernel.org.dated import in_force
from fazhi.kernel.org.roles import LEADER

from ..conduct import statistics as does
from ..models import EnforcementBody, StatCell, YearReport
from ..publicity_rules import REPORT_DAYS
from ..roles import KEEPERS

CLOCKED = Unlimited("年报期限另有时钟")
PERIOD = Days(REPORT_DAYS, roll=False)


class YearReportFlow(Flow):
    model = YearReport
    importers = KEEPERS
    register = Register("汇总年报", by=(*KEEPERS, LEADER), does=does.compile_report)

    compiled = State("待自检", due=CLOCKED)
    checked = State("待签发", due=CLOCKED)
    signed = State("待公开", due=CLOCKED)
    published = State("已公开", rests=True)
    corrected = State("已更正", final=True)
    start = compiled

    compile_again = compiled.stays("重新汇总", by=KEEPERS, does=does.compile_report, tells="由记录重新统计；手工填报的不变。")
    tell = compiled.stays(
        "填报",
        by=KEEPERS,
        on=StatCell,
        asks="amount! money? source?",
        does=does.refuse_counted,
        tells="只填平台没有记录的项目，写明依据。",
    )
    check = compiled.to(
        checked,
        "自检",
        by=KEEPERS,
        needs=(
            YearReport.is_over,
            YearReport.adds_up,
            NotSamePerson("recorded_by", "汇总的人不能自己自检"),
            NotSamePerson("handler", "最后汇总、填报的人不能自己自检"),
        ),
        does=does.check,
    )
    send_back = (checked | signed).to(compiled, "退回", by=(*KEEPERS, LEADER), why=True)
    sign = checked.to(signed, "签发", by=LEADER, needs=(YearReport.is_over, YearReport.adds_up), tells="签发以后数字不再变动。")
    publish = signed.to(published, "公开", by=KEEPERS, asks="address! published_on!", needs=(YearReport.has_address,))
    correct = published.to(
        corrected, "更正", by=LEADER, does=does.correct, why=True, tells="另出一份更正的年报，原来的留着，写明更正了什么。"
    )

    limit = Clock(
        "年报期限", PERIOD, starts=register, stops=publish, since=lambda report: date(report.year, 12, 31), remind=(15, 5, 1)
    )


YEARLY = Obligation(
    "enforcement.year_report",
    "行政执法统计年报",
    lambda day: {body.unit for body in EnforcementBody.objects.filter(in_force(day)).select_related("unit")},
    "year",
    PERIOD,
    by=(*KEEPERS, LEADER),
)
