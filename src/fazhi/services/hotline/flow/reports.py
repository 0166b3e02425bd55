"""The life of a month's report: compiled, judged, checked by somebody else, signed, published; corrected by another."""

from datetime import date

from django.db.models import Exists, OuterRef

from fazhi.kernel.calendar import WorkingDays
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.flow.gates import NotSamePerson
from fazhi.kernel.flow.obligations import Obligation
from fazhi.kernel.org.models import Unit, UnitKind
from fazhi.kernel.org.roles import LEADER

from ..conduct import reporting as does
from ..models import Call, MonthReport, ReportCluster
from ..roles import BACK_OFFICE, MANAGER
from ..rules import REPORT_DAYS

CLOCKED = Unlimited("报告期限另有时钟")
OFFICE = (BACK_OFFICE, MANAGER)
PERIOD = WorkingDays(REPORT_DAYS)


class MonthReportFlow(Flow):
    model = MonthReport
    importers = OFFICE
    register = Register("汇总报告", by=OFFICE, does=does.compile_report)

    compiled = State("待审核", due=CLOCKED)
    checked = State("待签发", due=CLOCKED)
    signed = State("已签发", rests=True)
    published = State("已公布", rests=True)
    corrected = State("已更正", final=True)
    start = compiled

    compile_again = compiled.stays(
        "重新汇总", by=OFFICE, does=does.compile_report, tells="由记录重新统计；写过的研判、建议和处置不变。"
    )
    judge = compiled.stays("写研判和建议", by=OFFICE, asks="omens! advice!")
    handle = compiled.stays("登记处置", by=OFFICE, on=ReportCluster, asks="handled!")
    check = compiled.to(
        checked,
        "审核",
        by=OFFICE,
        needs=(MonthReport.is_over, MonthReport.is_judged, NotSamePerson("recorded_by", "汇总的人不能自己审核")),
        does=does.check,
    )
    send_back = (checked | signed).to(compiled, "退回", by=(MANAGER, LEADER), why=True)
    sign = checked.to(
        signed,
        "签发",
        by=(MANAGER, LEADER),
        needs=(MonthReport.is_over,),
        does=does.sign,
        numbers=True,
        tells="编号、盖章，数字不再变动。",
    )
    publish = signed.to(
        published,
        "公布",
        by=OFFICE,
        does=does.publish,
        tells="门户上只公布话务量、接通率、满意率和参评率、主要事项，不公布苗头和处置。",
    )
    correct = (signed | published).to(
        corrected, "更正", by=(MANAGER, LEADER), does=does.correct, why=True, tells="另出一份更正的报告，原来的留着。"
    )

    limit = Clock("研判报告期限", PERIOD, starts=register, stops=sign, since=lambda report: report.last, remind=(2, 1, 0))


def hotlines(day: date) -> set[Unit]:
    """The centres that have calls."""
    rung = Exists(Call.objects.filter(unit=OuterRef("pk")))
    return set(Unit.objects.in_force(day).filter(rung, kind=UnitKind.CENTRE))


MONTHLY = Obligation(does.OWED, "12348热线月度研判报告", hotlines, "month", PERIOD, zero=False, by=(*OFFICE, LEADER))
