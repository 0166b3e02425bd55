"""The life of a referral: recommended, booked, come, accepted, issued; or nothing came of it."""

from fazhi.kernel.calendar import Days, Period, WorkingDays
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.org.roles import CLERK, LEADER

from ..gates import referring as gates
from ..models import Referral
from ..referral_words import ReferralKind
from ..roles import STAFF
from ..rules import ARRIVAL_DAYS

CERTIFICATE = WorkingDays(15, law="公证法 第三十条")


def of_certificate(referral: Referral) -> Period | None:
    """A notary's fifteen working days; other bodies have terms of their own."""
    return CERTIFICATE if referral.kind == ReferralKind.NOTARY else None


class ReferralFlow(Flow):
    model = Referral
    register = Register(
        "登记转介", by=STAFF, needs=(gates.comes_in_person, gates.is_arbitrable), does=Referral.take_down, numbers=True
    )
    importers = (CLERK, LEADER)

    recommended = State("已推荐", due=Days(ARRIVAL_DAYS), due_label="预约跟进期限")
    booked = State("已预约", due=Unlimited("按预约的时间到场"))
    arrived = State("已到场", due=Unlimited("由受理机构决定"))
    accepted = State("已受理", rests=True)
    verifying = State("补充、核实中", rests=True)
    issued = State("已出具", final=True)
    fallen_through = State("未成行", final=True)
    start = recommended

    book = (recommended | booked).to(
        booked,
        "预约",
        by=STAFF,
        asks="booked_at! consents?",
        needs=(gates.has_an_agreement, gates.person_consents),
        law=gates.CONSENT_LAW,
    )
    arrive = (recommended | booked).to(arrived, "已到场", by=STAFF, does=Referral.note_arrival)
    accept = (booked | arrived).to(
        accepted,
        "已受理",
        by=STAFF,
        asks="accepted_no! reduced_fee?",
        needs=(gates.person_consents, gates.recipients_pay_less),
        does=Referral.note_acceptance,
        tells="受理之后才计入服务量。",
    )
    verify = accepted.to(
        verifying,
        "补充材料、核实情况",
        by=STAFF,
        why=True,
        pauses=("certificate",),
        law="公证法 第三十条",
        tells="所需时间不计入期限。",
    )
    go_on = verifying.to(accepted, "补充、核实完毕", by=STAFF, resumes=True, law="公证法 第三十条")
    issue = accepted.to(issued, "已出具", by=STAFF, asks="result!", does=Referral.note_issue)
    fall_through = (recommended | booked | arrived | accepted).to(fallen_through, "未成行", by=STAFF, why=True)

    certificate = Clock("公证书出具期限", of_certificate, starts=accept, stops=(issue, fall_through), remind=(3, 0), theirs=True)
