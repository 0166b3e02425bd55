"""Assigning, changing, ending, scoring and paying."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Q

from fazhi.kernel import registry
from fazhi.kernel.documents.attaching import files_of
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Unit
from fazhi.kernel.org.paths import lineage

from ..choosing import BUSY
from ..conflicts import refuse_conflicted
from ..gates.applying import is_past
from ..limits import is_report_late
from ..rules import EXCELLENT_SCORE, GOOD_SCORE, MOST_CASES, PASS_SCORE
from ..words import Decision, Ended, Grade, MaterialKind

if TYPE_CHECKING:
    from ..models import AidCase


# --- 指派 -------------------------------------------------------------------------------------------------------------------


def assign(case: "AidCase", act: Acting) -> None:
    """To somebody licensed, free of conflict and with room; a restricted case opens to who does it."""
    case.is_assigned_late = case.is_assigned_late or any(is_past(case, name, act) for name in ("assigning", "notice"))
    case.assigned_on = case.assigned_on or act.on
    give(case, act)


def assign_notified(case: "AidCase", act: Acting) -> None:
    """Without a review; the body that sent the notice is told (法律援助法 第三十六条)."""
    assign(case, act)
    case.decision, case.decided_on = Decision.GRANTED, act.on
    if case.organ_told_on < case.opened_on or case.organ_told_on > act.on:
        raise ValidationError({"organ_told_on": "通知办案机关的日期应当在收到通知之后，不能晚于今天"})


def give(case: "AidCase", act: Acting) -> None:
    """What is looked up before a case is given to somebody, and what is kept of it."""
    lawyer = case.lawyer
    if act.via != "import":
        refuse_conflicted(case, lawyer)
        _refuse_overloaded(case)
    case.handler = lawyer.person
    case.conflict_checked_on = act.on
    case.practice_years = lawyer.years_in(case.kind, act.on) or None
    act.narrow(case, case.grounds_to_restrict())


def _refuse_overloaded(case: "AidCase") -> None:
    most = MOST_CASES.value()
    if not most or case.departs_because.strip():
        return
    held = type(case).objects.filter(lawyer__licence_no=case.lawyer.licence_no, state__in=BUSY).exclude(pk=case.pk).count()
    if held >= most:
        raise NotAllowed(f"{case.lawyer.name}在办法律援助案件已有 {held} 件，再指派的请写明理由", str(MOST_CASES))


def give_first(case: "AidCase", act: Acting) -> None:
    """Aid before the decision (法律援助法 第四十四条)."""
    case.urgent_on = act.on
    assign(case, act)


# --- 办理 -------------------------------------------------------------------------------------------------------------------


def report(case: "AidCase", act: Acting) -> None:
    act.part.reported_by = case.handler if act.via == "import" else act.person
    if act.part.done_on > act.on:
        raise ValidationError({"done_on": "办理日期不能晚于报告之日"})


def ask_change(case: "AidCase", act: Acting) -> None:
    act.part.asked_on, act.part.lawyer_name = act.on, str(case.lawyer or "")


def change(case: "AidCase", act: Acting) -> None:
    """The request is granted by naming another; the other is looked up as the first was."""
    waiting = _open_change(case)
    if waiting.lawyer_name == str(case.lawyer):
        raise ValidationError({"lawyer": "请换一名法律援助人员"})
    give(case, act)
    case.was_changed = True
    _answer_change(case, act, True)


def keep(case: "AidCase", act: Acting) -> None:
    _answer_change(case, act, False)


def _open_change(case: "AidCase") -> object:
    return next(row for row in case.rows("changes") if row.is_open)


def _answer_change(case: "AidCase", act: Acting, is_granted: bool) -> None:
    row = _open_change(case)
    row.answered_on, row.is_granted, row.answer = act.on, is_granted, act.reason[:200]
    act.save(row)


def replace_lawyer(case: "AidCase", act: Acting) -> None:
    """Who was assigned cannot go on: ill, moved, or in conflict."""
    give(case, act)
    case.was_changed = True


def leave(case: "AidCase", act: Acting) -> None:
    """One of a group leaves; the matter of the others goes on."""
    if not act.part.ended_because:
        raise ValidationError({"ended_because": "请填写退出原因"})
    act.part.ended_on = act.part.ended_on or act.on
    if act.part.ended_because not in Ended.values:
        raise ValidationError({"ended_because": "请从列出的原因里选"})


def quit_group(case: "AidCase", act: Acting) -> None:
    """By one's own code: the matter of the others goes on."""
    act.part.ended_because, act.part.ended_on = Ended.WITHDRAWN, act.on


def consent(case: "AidCase", act: Acting) -> None:
    act.part.consented_on = act.on


def complain(case: "AidCase", act: Acting) -> None:
    act.part.made_on, case.was_complained = act.on, True


def answer_complaint(case: "AidCase", act: Acting) -> None:
    act.part.told_on = act.on


def terminate(case: "AidCase", act: Acting) -> None:
    case.terminated_on, case.decided_by = act.on, act.person


def resume(case: "AidCase", act: Acting) -> None:
    """The termination is taken back as the bureau has ordered."""
    give(case, act)
    case.was_corrected, case.closed_on, case.terminated_on = True, None, None


# --- 结案 -------------------------------------------------------------------------------------------------------------------


def finish(case: "AidCase", act: Acting) -> None:
    """What was won counts only where the document that says so is with the case."""
    if case.ended_on > act.on or case.ended_on < (case.assigned_on or case.opened_on):
        raise ValidationError({"ended_on": "办理结束日期应当在指派之后，不能晚于今天"})
    case.reported_on, case.is_reported_late = act.on, is_report_late(case.ended_on, act.on)
    if case.recovered and act.via != "import" and not _is_proved(case):
        raise ValidationError({"recovered": "取得利益的金额以结案法律文书为准，请先登记“结案法律文书副本”并上传文件"})


def _is_proved(case: "AidCase") -> bool:
    return MaterialKind.OUTCOME in case.proofs and files_of(case).exists()


def score(case: "AidCase", act: Acting) -> None:
    case.grade = grade_of(case.quality_score, act)


def grade_of(points: int, act: Acting) -> Grade:
    """By the city's thresholds as they stand on the day."""
    if points >= EXCELLENT_SCORE.value(act.on):
        return Grade.EXCELLENT
    if points >= GOOD_SCORE.value(act.on):
        return Grade.GOOD
    return Grade.PASS if points >= PASS_SCORE.value(act.on) else Grade.FAIL


def archive(case: "AidCase", act: Acting) -> None:
    """What it is paid follows from the rate of the day on which it ended."""
    if case.archived_on is None:
        case.archived_on, case.is_archived_late = act.on, is_past(case, "in_closing", act)
    rate = rate_for(case)
    case.subsidy = rate.of(case.people) if rate else case.subsidy


def rate_for(case: "AidCase") -> object | None:
    """The rate nearest above the centre; None where none was entered."""
    places = Unit.objects.filter(path__in=lineage(case.unit.path))
    rates = registry.model("legal_aid.subsidyrate").objects.filter(unit__in=places, kind=case.kind)
    on = case.ended_on or case.archived_on
    held = rates.filter(Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on)))
    return held.order_by("-unit__level_no", "-valid_from").first()


def pay(case: "AidCase", act: Acting) -> None:
    if case.paid_on < case.archived_on or case.paid_on > act.on:
        raise ValidationError({"paid_on": "支付日期应当在归档之后，不能晚于今天"})


def visit(case: "AidCase", act: Acting) -> None:
    """Who says that money was taken has complained (法律援助法 第二十条)."""
    act.part.visited_on = act.on
    if act.part.is_reached and act.part.rating:
        case.rating = act.part.rating
    if act.part.was_charged:
        kind = registry.model("legal_aid.aidcomplaint")
        act.docket.add(case, kind(of=case, content="回访反映承办人收取财物（法律援助法第二十条）", made_on=act.on))
        case.was_complained = True
