"""The life of an official document: 起草 → 核稿 → 会签 → 签发 → 编号 → 印发 → 归档, and back by a correction that says why."""

from dataclasses import dataclass
from typing import Any

from fazhi.kernel.flow.declared import Flow, Register, State, Unlimited
from fazhi.kernel.flow.gates import Gate, NotSamePerson
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import ApprovalLevel
from fazhi.kernel.org.roles import CLERK, LEADER

from .models import Countersignature, Document
from .releasing import release

NO_TERM = Unlimited("公文办理各环节没有法定期限")
BOTH = (CLERK, LEADER)
COMPLETE = (Document.has_text, Document.has_addressee, Document.has_office)
SIGNING = "党政机关公文处理工作条例 第二十二条"


@dataclass(eq=False, slots=True)
class UpwardByPrincipal(Gate):
    """请示 and 报告 are signed by whoever leads the organ."""

    sentence: str = "上行文由机关主要负责人签发"
    law: str = SIGNING

    def refusal(self, case: Any, act: Any) -> NotAllowed | None:
        if not case.is_upward or act is None or act.person is None:
            return None
        is_principal = ApprovalLevel.PRINCIPAL in act.person.levels_at(case.path)
        return None if is_principal else NotAllowed(self.sentence, self.law)


class DocumentFlow(Flow):
    model = Document
    register = Register(label="起草", by=BOTH)

    drafting = State("起草中", due=NO_TERM)
    reviewing = State("待核稿", due=NO_TERM)
    countersigning = State("会签中", due=NO_TERM)
    awaiting = State("待签发", due=NO_TERM)
    signed = State("已签发", due=NO_TERM)
    numbered = State("已编号", due=NO_TERM)
    released = State("已印发", due=NO_TERM)
    archived = State("已归档", final=True)
    void = State("已作废", final=True)
    start = drafting

    submit = drafting.to(reviewing, "送核稿", by=BOTH, needs=COMPLETE)
    ask_countersign = reviewing.to(
        countersigning,
        "核稿通过，送会签",
        by=CLERK,
        needs=(NotSamePerson("recorded_by", "起草人不能核自己的稿", law="党政机关公文处理工作条例 第二十条"),),
        does=Document.note_review,
        law="党政机关公文处理工作条例 第二十条",
    )
    review = reviewing.to(
        awaiting,
        "核稿通过，送签发",
        by=CLERK,
        needs=(NotSamePerson("recorded_by", "起草人不能核自己的稿", law="党政机关公文处理工作条例 第二十条"),),
        does=Document.note_review,
        law="党政机关公文处理工作条例 第二十条",
    )
    countersign = countersigning.stays("会签", by=BOTH, adds=Countersignature)
    countersigned = countersigning.to(awaiting, "会签完成", by=CLERK, needs=(Document.all_agree,))
    send_back = (reviewing | countersigning | awaiting).to(drafting, "退回修改", by=BOTH, why=True)
    sign = awaiting.to(
        signed, "签发", by=LEADER, needs=(*COMPLETE, UpwardByPrincipal()), does=Document.sign_off, law=SIGNING, bulk=True
    )
    number = signed.to(numbered, "编号", by=CLERK, numbers=True, bulk=True)
    release = numbered.to(
        released,
        "印发",
        by=CLERK,
        asks="printed_by? printed_copies?",
        does=release,
        bulk=True,
        tells="印发时加盖电子印章，制成 PDF 和 Word，并留存指纹。以后只能更正，不能改动。",
    )
    archive = released.to(archived, "归档", by=CLERK, asks="file_number!", bulk=True)
    reissue = (released | archived).to(
        drafting,
        "更正",
        by=CLERK,
        why=True,
        does=Document.open_again,
        danger=True,
        tells="理由就是更正说明，随新的一版一起公布；发文字号不变，原来的一版留存。",
    )
    discard = (drafting | reviewing | countersigning | awaiting | signed | numbered).to(
        void, "作废", by=CLERK, why=True, danger=True, does=Document.void_number, tells="已经编的号不再使用，连同理由留存。"
    )
