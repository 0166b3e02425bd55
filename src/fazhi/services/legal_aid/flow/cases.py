"""The life of an aid case, as Chapters III and IV of the Legal Aid Law lay it down, and the days that run on it."""

from fazhi.kernel.calendar import WorkingDays
from fazhi.kernel.flow.declared import Clock, Flow

from .. import limits
from ..models import AidCase
from ..rules import CHANGE_DAYS, COMPLAINT_DAYS
from .applying import Applying
from .working import Working

A, W = Applying, Working


class AidCaseFlow(Working, Applying, Flow):
    model = AidCase

    # 期限
    review = Clock(
        "审查决定期限",
        limits.of_review,
        starts=(A.register, A.come_back),
        stops=(A.grant, A.grant_ahead, A.refuse, A.transfer, A.withdraw, A.deem_withdrawn),
        since=limits.day_received,
        remind=(2, 1, 0),
    )
    notice = Clock(
        "通知案件指派期限", limits.of_notice, starts=A.register, stops=(A.assign_notified, A.recall_notice), remind=(1, 0)
    )
    forwarding = Clock(
        "转送期限",
        limits.of_transfer,
        starts=(A.register, A.come_back),
        stops=(A.transfer, A.withdraw, A.deem_withdrawn),
        remind=(0,),
    )
    filing = Clock(
        "补充材料期限",
        limits.of_supplement,
        starts=A.list_gaps,
        stops=(A.supplement, A.withdraw, A.aid_first_waiting, A.deem_withdrawn),
        since=limits.eve_of_supplement,
        lapses="deem_withdrawn",
        theirs=True,
    )
    papers = Clock(
        "补办手续期限",
        limits.PAPERS,
        starts=(A.aid_first, A.aid_first_waiting),
        stops=(A.complete_papers, A.grant_ahead, A.refuse, W.terminate),
        theirs=True,
    )
    assigning = Clock(
        "指派期限", limits.of_assignment, starts=(A.grant, W.correct), stops=(A.assign, A.withdraw, W.terminate), remind=(1, 0)
    )
    progressing = Clock(
        "报告进展期限",
        limits.PROGRESS,
        starts=(A.assign, A.assign_notified, A.grant_ahead, W.report, W.resume),
        stops=(W.finish, W.terminate),
        remind=(3, 0),
    )
    changing = Clock(
        "更换答复期限", WorkingDays(CHANGE_DAYS), starts=W.ask_change, stops=(W.change, W.keep, W.terminate), remind=(1, 0)
    )
    answering = Clock("投诉办理期限", WorkingDays(COMPLAINT_DAYS), starts=W.complain, stops=W.answer_complaint)
    limitation = Clock(
        "时效届满、开庭",
        limits.of_limitation,
        starts=(A.register, A.assign, A.assign_notified, A.aid_first, A.aid_first_waiting),
        stops=(W.finish, W.terminate),
        since=limits.eve_of_limitation,
        remind=(7, 3, 1),
        theirs=True,
    )
