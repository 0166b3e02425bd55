"""The life of a document: drafted, issued, served, answered, verified; objected to on the way; made stricter where nothing was mended."""

from fazhi.kernel.calendar import Days
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.org.roles import LEADER, SCHEDULE, SUPERVISOR

from .. import limits
from ..conduct import instruments as does
from ..gates import cases
from ..gates import instruments as gates
from ..gates.cases import MENDED, SUPERVISED
from ..models import Instrument, RectificationItem

ISSUING = (
    gates.case_is_open,
    gates.is_not_over_a_vertical_body,
    gates.may_do_what_it_says,
    gates.decision_was_prepared,
    gates.decision_is_the_last_means,
    gates.leaves_alone_what_is_in_remedy,
    cases.two_supervisors_of_the_case,
)


class InstrumentFlow(Flow):
    model = Instrument
    importers = (SUPERVISOR,)
    register = Register(
        "拟制监督文书",
        by=SUPERVISOR,
        needs=(gates.case_is_open, gates.is_not_over_a_vertical_body, gates.may_do_what_it_says),
        does=does.take_down,
        law=SUPERVISED,
    )

    drafting = State("拟稿", due=limits.DRAFT, due_label="监督文书制发期限")
    issued = State("待送达", due=Unlimited("签发以后随即送达"))
    served = State("待报告", due=Unlimited("整改、报告的期限另有时钟"))
    reported = State("待验收", due=limits.VERIFICATION, due_label="整改验收期限")
    unmended = State("整改不合格", due=Unlimited("再次整改或者升级"))
    done = State("已了结", final=True)
    escalated = State("已升级", final=True)
    revoked = State("复查撤销", final=True)
    withdrawn = State("已撤回", final=True)
    start = drafting

    itemize = drafting.stays(
        "列明整改事项",
        by=SUPERVISOR,
        adds=RectificationItem,
        shows="content due_on",
        needs=(gates.items_are_mended,),
        law=MENDED,
        tells="一个问题一项，各有期限，各自报告、各自验收；不列的，按整份文书报告、验收。",
    )
    issue = drafting.to(
        issued,
        "签发",
        by=LEADER,
        asks="sign_level! in_name_of!",
        needs=(*ISSUING, gates.is_signed_high_enough),
        does=does.issue,
        numbers=True,
        issues="oversight.instrument",
        law=SUPERVISED,
    )
    withdraw = (drafting | issued).to(withdrawn, "撤回", by=LEADER, why=True, danger=True)
    serve = issued.to(
        served, "送达", by=(SUPERVISOR, SCHEDULE), asks="receiver? served_on? due_written_on?", does=does.serve, law=SUPERVISED,
        tells="被监督机关在自己的“转办移送”里签收的，自动送达。期限从送达次日起算；文书载明了期限的，填文书的期限。",
    )  # fmt: skip
    report = (served | unmended).to(
        reported,
        "登记整改报告、说明",
        by=(SUPERVISOR, SCHEDULE),
        asks="report! reported_on?",
        does=does.note_report,
        law=MENDED,
        tells="被监督机关在平台上反馈的，自动登记；书面报告的，在这里登记。",
    )
    report_item = (served | reported | unmended).stays(
        "登记单项整改",
        by=(SUPERVISOR, SCHEDULE),
        on=RectificationItem,
        asks="report! reported_on?",
        needs=(gates.item_awaits_report,),
        does=does.note_item,
        law=MENDED,
    )
    verify_item = (served | reported | unmended).stays(
        "单项验收",
        by=SUPERVISOR,
        on=RectificationItem,
        asks="verified! evidence! due_on?",
        needs=(gates.verified_by_somebody_else, gates.item_was_reported, gates.item_has_evidence),
        does=does.verify_item,
        law=MENDED,
        tells="不合格的，可以重新定期限，被监督机关再报告。",
    )
    settle = served.to(
        done,
        "了结",
        by=SUPERVISOR,
        why=True,
        needs=(gates.needs_no_verification, gates.objection_is_answered),
        law=SUPERVISED,
        tells="约谈、通报、暂缓执行等不需要整改验收的文书，写明落实情况后了结。",
    )
    accept = reported.to(
        done,
        "验收合格",
        by=SUPERVISOR,
        asks="evidence!",
        needs=(
            gates.was_reported,
            gates.all_items_are_mended,
            gates.verified_by_somebody_else,
            gates.is_verified_by_evidence,
            gates.objection_is_answered,
        ),
        does=does.verify_good,
        issues="oversight.verification",
        law=MENDED,
        tells="凭新的文书、票据、现场核查等证据验收，由拟稿人以外的监督人员办理。",
    )
    refuse = reported.to(
        unmended,
        "验收不合格",
        by=SUPERVISOR,
        asks="evidence!",
        why=True,
        needs=(gates.verified_by_somebody_else,),
        does=does.verify_bad,
        law=MENDED,
    )
    escalate = (served | unmended).to(
        escalated,
        "升级",
        by=LEADER,
        why=True,
        needs=(gates.objection_is_answered,),
        law=SUPERVISED,
        tells="逾期不改、改不到位的，制发更严厉的文书，或者约谈、通报、移送。",
    )
    object = (served | reported | unmended).stays(
        "登记复查申请",
        by=SUPERVISOR,
        asks="objection! objected_on?",
        needs=(gates.may_be_objected_to, gates.was_not_objected_to, gates.objects_in_time),
        does=does.note_objection,
        law=SUPERVISED,
        tells="复查期间不停止执行。",
    )
    uphold = (served | reported | unmended).stays(
        "答复复查申请",
        by=LEADER,
        asks="objection_result! objection_answer!",
        needs=(gates.was_objected_to, gates.reviewed_by_somebody_else, gates.is_not_revoked_here),
        does=does.answer_objection,
        law=SUPERVISED,
    )
    revoke = (served | reported | unmended).to(
        revoked,
        "复查撤销文书",
        by=LEADER,
        asks="objection_answer!",
        needs=(gates.was_objected_to, gates.reviewed_by_somebody_else),
        does=does.revoke,
        danger=True,
        law=SUPERVISED,
    )
    publish = (served | reported | done).stays(
        "公开",
        by=LEADER,
        asks="may_be_published!",
        needs=(gates.may_be_told,),
        does=does.publish,
        law="政府信息公开条例 第十五条",
    )

    ENDS = (report, settle, escalate, revoke)
    answering = Clock(
        "整改、报告期限", limits.of_answer, starts=serve, stops=ENDS, since=lambda each: each.served_on, remind=(7, 3, 1)
    )
    written = Clock(
        "文书载明的期限",
        lambda each: Days(1, law=SUPERVISED, roll=False) if each.due_written_on else None,
        starts=serve,
        stops=ENDS,
        since=Instrument.eve_of_written_day,
        remind=(7, 3, 1),
    )
    item = Clock(
        "单项整改期限",
        lambda each: Days(1, law=MENDED, roll=False) if each.next_item_on else None,
        starts=(serve, report_item, verify_item),
        stops=(report_item, verify_item, accept, settle, escalate, revoke),
        since=Instrument.eve_of_next_item,
        remind=(7, 3, 1),
    )
    objecting = Clock(
        "申请复查期限",
        limits.of_objection,
        starts=serve,
        stops=(object, settle, accept, escalate),
        since=lambda each: each.served_on,
        theirs=True,
    )
    reviewing = Clock(
        "复查答复期限", limits.of_review, starts=object, stops=(uphold, revoke), since=lambda each: each.objected_on
    )
