"""What a consultation may not do: each refusal with the sentence its user reads, and the article."""

from typing import TYPE_CHECKING, Any

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, HereAndNow, act_gate, gate, part_gate
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.roles import CLERK, LEADER

from .roles import LAWYER
from .rules import ASK_AGAIN_MOST, RETURNS_MOST
from .words import LEFT, Contact, GivenAs, LegalField, ReplyBy, Topic, Urgency, VisitMethod

if TYPE_CHECKING:
    from .models import Consultation

CHILD_LAW = "未成年人保护法 第十一条第二款"
VIOLENCE_LAW = "反家庭暴力法 第十三条第一款"


@act_gate("咨询人说明过不方便这样联系，请换一种方式")
def is_safely_reached(consultation: "Consultation", act: Acting) -> bool | str:
    """Who asks may live with whom it is about."""
    how = act.data.get("method") or act.data.get("how")
    barred = {Contact.NO_CALL: (VisitMethod.PHONE,), Contact.NO_MESSAGE: (VisitMethod.MESSAGE,)}
    barred[Contact.UNSAFE] = (VisitMethod.PHONE, VisitMethod.MESSAGE, VisitMethod.DOOR)
    asker = consultation.asker
    wrong = asker is not None and how in barred.get(asker.contact, ())
    return not wrong or f"咨询人登记的是“{asker.get_contact_display()}”，请换一种方式"


@part_gate("这一项已经告知或者核对过")
def is_untold(consultation: "Consultation", part: Any) -> bool:
    return part in consultation.open_corrections


# --- 登记 -------------------------------------------------------------------------------------------------------------------


@gate("请写明咨询的问题")
def is_asked(consultation: "Consultation") -> bool:
    return any(row.text.strip() for row in consultation.rows("questions"))


@gate("请填写咨询人姓名；不愿意留姓名的，选“匿名”")
def is_named(consultation: "Consultation") -> bool:
    return consultation.is_anonymous or any(row.name for row in consultation.rows("askers"))


@gate("用电话、短信、信函回复的，要留下联系方式；不留的，请选“凭查询码查看”")
def can_be_reached(consultation: "Consultation") -> bool:
    by = consultation.reply_by
    reached = {ReplyBy.PHONE: "phone", ReplyBy.MESSAGE: "phone", ReplyBy.LETTER: "address"}.get(by)
    return reached is None or any(getattr(row, reached) for row in consultation.rows("askers"))


# --- 危险与未成年人 ---------------------------------------------------------------------------------------------------------


class DangerIsReported(Gate):
    """Danger to life goes before every answer: the police are told first."""

    def refusal(self, case: "Consultation", act: Acting | None) -> NotAllowed | None:
        if case.urgency != Urgency.DANGER or (act and act.via == "import") or case.rows("alarms"):
            return None
        about_a_child = case.topic == Topic.CHILDREN
        sentence = "人身危险的，先报警并启动红色通道，不排队等候"
        return NotAllowed(sentence, CHILD_LAW if about_a_child else VIOLENCE_LAW, mends="请先办理“报警，启动红色通道”")


danger_is_reported = DangerIsReported()


def _is_accompanied(consultation: "Consultation") -> bool:
    return bool(consultation.rows("alarms")) or not any(row.is_unaccompanied_child for row in consultation.rows("askers"))


child_is_accompanied = HereAndNow(
    _is_accompanied,
    "咨询人不满十四周岁又没有监护人陪同：请联系监护人并补登，怀疑受到侵害的启动红色通道",
    law="个人信息保护法 第三十一条第一款",
    mended_by="note_guardian raise_alarm",
)


# --- 承办与答复 -------------------------------------------------------------------------------------------------------------


class InCharge(Gate):
    """A lawyer works on what was assigned to this lawyer; clerks on all of their office."""

    def refusal(self, case: "Consultation", act: Acting | None) -> NotAllowed | None:
        if act is None or act.person is None or act.via == "import" or case.handler_id in (None, act.person.pk):
            return None
        return None if act.person.may_at(case.path, CLERK) else NotAllowed("这件咨询由别的律师承办", "律师法 第三十八条第二款")


in_charge = InCharge()


@gate("已经答复过的，由承办人继续办理或者由办事员另行指派")
def is_unanswered(consultation: "Consultation") -> bool:
    return consultation.answered_at is None


@act_gate("答复之前应当提示咨询人依法申请法律援助的权利，并告知申请的条件和程序", law="法律援助法 第二十三条")
def aid_is_told(consultation: "Consultation", act: Acting) -> bool:
    return consultation.aid_told is True


@act_gate("法律问题的答复至少引用一条法条；确实无法答复的，请办理“无法答复”并写明理由")
def rests_on_articles(consultation: "Consultation", act: Acting) -> bool:
    adopted = any(row.round > consultation.rounds for row in consultation.rows("citations"))
    return consultation.legal_field == LegalField.NONE or adopted or bool(act.part.cited.strip())


@act_gate("答复里还有“（请填写…）”没有填")
def is_filled_in(consultation: "Consultation", act: Acting) -> bool:
    return LEFT not in act.part.text


@act_gate("没有律师执业证书的，不得以律师名义答复", law="律师法 第十三条")
def lawyer_is_licensed(consultation: "Consultation", act: Acting) -> bool:
    return act.part.given_as != GivenAs.LAWYER or bool(act.person and act.person.may_at(consultation.path, LAWYER))


class FewQuestions(Gate):
    """The same consultation goes on for a few questions more; then a new one is registered."""

    def refusal(self, case: "Consultation", act: Acting | None) -> NotAllowed | None:
        asked = [row for row in case.rows("questions") if act is None or row is not act.part]
        most = ASK_AGAIN_MOST.value()
        return NotAllowed(f"同一咨询最多追问 {most} 次，还有问题请另行登记咨询") if len(asked) > most else None


few_questions = FewQuestions()


# --- 转办 -------------------------------------------------------------------------------------------------------------------


@act_gate("转办要把咨询人的信息提供给接收单位，须经咨询人同意", law="个人信息保护法 第二十三条")
def asker_consents(consultation: "Consultation", act: Acting) -> bool:
    return consultation.consents


class ReturnsGoToTheLeader(Gate):
    """What was sent back twice is sent on by a leader alone."""

    def refusal(self, case: "Consultation", act: Acting | None) -> NotAllowed | None:
        most = RETURNS_MOST.value()
        if act is None or act.via == "import" or case.handed_times < most:
            return None
        may = act.person is not None and act.person.may_at(case.path, LEADER)
        return None if may else NotAllowed(f"已经被退回 {most} 次，去向由负责人决定")


returns_go_to_the_leader = ReturnsGoToTheLeader()
