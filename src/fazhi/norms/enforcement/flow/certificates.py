"""The life of an enforcement certificate: applied for, examined, issued, suspended, ended."""

from fazhi.kernel.calendar import Days
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.org.roles import CLERK, SCHEDULE, SUPERVISOR

from ..models import AnnualCheck, Certificate, Exam, Suspension
from ..models.officers import CERTIFIED
from ..roles import KEEPERS

ISSUING = (Certificate.exams_are_passed, Certificate.officer_is_on_duty, Certificate.officer_may_be_certified)
OUTSIDE = Unlimited("发证机关和考试机关的时间，法律没有规定")


class CertificateFlow(Flow):
    model = Certificate
    importers = KEEPERS
    register = Register(
        "申领",
        by=KEEPERS,
        needs=(Certificate.officer_is_on_duty, Certificate.officer_may_be_certified, Certificate.officer_is_grown),
        law=CERTIFIED,
    )

    applied = State("待考试", due=OUTSIDE)
    good = State("有效", rests=True)
    suspended = State("暂扣", due=OUTSIDE)
    refused = State("不予发证", final=True)
    ended = State("已终止", final=True)
    start = applied

    examine = applied.stays("登记考试成绩", by=SUPERVISOR, adds=Exam, law=CERTIFIED)
    issue = applied.to(
        good,
        "发证",
        by=SUPERVISOR,
        asks="certificate_no! issuer! powers! field? area! issued_on? expires_on?",
        needs=ISSUING,
        does=Certificate.take_effect,
        law=CERTIFIED,
    )
    refuse = applied.to(refused, "不予发证", by=SUPERVISOR, why=True)
    publish = good.stays(
        "公示", by=KEEPERS, asks="published_on!", law="行政处罚法 第三十九条", tells="姓名、证号、执法区域应当公示。"
    )
    check = good.stays("年审", by=SUPERVISOR, adds=AnnualCheck)
    renew = good.stays("换发", by=SUPERVISOR, needs=ISSUING[1:], does=Certificate.renew, why=True)
    suspend = good.to(
        suspended, "暂扣", by=SUPERVISOR, adds=Suspension, why=True, danger=True, tells="暂扣期间不得从事执法活动。"
    )
    give_back = suspended.to(good, "发还", by=SUPERVISOR, needs=(Certificate.is_suspended,), does=Certificate.give_back, why=True)
    finish = (good | suspended).to(
        ended,
        "终止",
        by=(SUPERVISOR, CLERK),
        asks="end!",
        does=Certificate.finish,
        why=True,
        danger=True,
        tells="调离、退休的注销；受处理的收回；遗失的登报作废后另行申领。",
    )
    expire = (good | suspended).to(ended, "到期", by=SCHEDULE, does=Certificate.expire)

    validity = Clock(
        "执法证有效期",
        Days(1, law=CERTIFIED, roll=False),
        starts=(issue, renew),
        stops=(finish, expire),
        since=Certificate.eve_of_expiry,
        remind=(90, 30, 7),
        lapses="expire",
        theirs=True,
    )
