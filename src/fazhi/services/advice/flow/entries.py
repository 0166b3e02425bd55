"""The life of an entry of the library: drafted without names, reviewed by another, shown for a time, looked at again."""

from fazhi.kernel.calendar import Months, WorkingDays
from fazhi.kernel.flow.declared import Clock, Flow, Register, State
from fazhi.kernel.flow.gates import NotSamePerson
from fazhi.kernel.org.roles import SCHEDULE

from ..models import QAEntry
from ..roles import OFFICE
from ..rules import QA_MONTHS, QA_REVIEW_DAYS

FIT = (QAEntry.names_nobody, QAEntry.is_cited)


class QAFlow(Flow):
    model = QAEntry
    register = Register("拟写问答", by=OFFICE, does=QAEntry.take_down, numbers=True)

    draft = State("待审核", due=WorkingDays(QA_REVIEW_DAYS), due_label="审核期限")
    published = State("在用", rests=True)
    expired = State("待复核", due=WorkingDays(QA_REVIEW_DAYS), due_label="复核期限")
    withdrawn = State("已撤下", final=True)
    start = draft

    amend = (draft | expired).stays("修改", by=OFFICE, asks="question answer cited audience!")
    publish = (draft | expired).to(
        published,
        "审核启用",
        by=OFFICE,
        needs=(NotSamePerson("recorded_by", "拟写人不能审核自己的问答"), *FIT),
        does=QAEntry.publish,
        law="个人信息保护法 第二十五条",
    )
    expire = published.to(expired, "有效期满", by=SCHEDULE, does=QAEntry.hide)
    recheck = published.to(expired, "停用并复核", by=OFFICE, does=QAEntry.hide, why=True)
    withdraw = (draft | published | expired).to(withdrawn, "撤下", by=OFFICE, does=QAEntry.hide, why=True)

    validity = Clock(
        "问答有效期",
        Months(QA_MONTHS, roll=False),
        starts=publish,
        stops=(recheck, withdraw),
        lapses="expire",
        remind=(30, 7),
        theirs=True,
    )
