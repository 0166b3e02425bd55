"""What must hold of what is published and recorded: redacted, looked at by somebody else, and never changed."""

import re

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, asked_gate, gate
from fazhi.kernel.flow.refusals import NotAllowed

from ..models import Decision, Publication, Recording
from ..publicity_words import PublishedKind

OPEN = "行政处罚法 第四十八条第一款"
PRIVATE = "行政处罚法 第五十条"
INFORMATION = "政府信息公开条例 第十五条"
RECORDED = "行政处罚法 第四十七条"


@gate("处罚决定还没有作出，不能公示", law=OPEN)
def is_decided(publication: Publication) -> bool:
    return publication.decided_on is not None and bool(publication.decision_no)


@asked_gate("没有脱敏，不能送审", law=INFORMATION)
def is_redacted(publication: Publication) -> bool | str:
    if leak := publication.leaks:
        return f"公示内容里有“{leak[:4]}…{leak[-2:]}”，像身份证号、电话或者账号，请先隐去"
    return publication.redacted_by_hand


@gate("有不予公开的情形，不能公示", law=INFORMATION)
def is_not_withheld(publication: Publication) -> bool | str:
    decision = publication.decision
    if decision is not None and not decision.may_be_published:
        return "当事人是未成年人，不公示"
    return not publication.withheld


@asked_gate("公示内容不完整：相对人、事实、依据、内容都要有", law=OPEN)
def is_complete(publication: Publication) -> bool:
    needed = (publication.party, publication.result, publication.basis)
    return all(needed) and (publication.kind != PublishedKind.PENALTY or bool(publication.facts))


@asked_gate("请选择不予公开的情形", law=INFORMATION)
def says_why_withheld(publication: Publication) -> bool:
    return bool(publication.withheld)


class ReviewedBySomebodyElse(Gate):
    """Who wrote or redacted it does not let it out."""

    def refusal(self, case: Publication, act: Acting | None) -> NotAllowed | None:
        if act is None or act.person is None or act.via == "import":
            return None
        own = act.person.pk in (case.recorded_by_id, case.handler_id)
        return NotAllowed("拟制、脱敏的人不能审核发布，请换人", INFORMATION) if own else None


reviewed_by_somebody_else = ReviewedBySomebodyElse()


@asked_gate("请填写文件名称和 64 位小写十六进制的校验值", law=RECORDED)
def is_fingerprinted(recording: Recording) -> bool:
    return bool(recording.file_name and re.fullmatch("[0-9a-f]{64}", recording.sha256))


class KeptLongEnough(Gate):
    """Nothing is destroyed before its day, and what is evidence stays with its file."""

    def refusal(self, case: Recording, act: Acting | None) -> NotAllowed | None:
        if case.is_evidence:
            return NotAllowed("作为证据的音像记录随案卷保存，不能单独销毁", RECORDED)
        if act is not None and case.kept_until and act.on <= case.kept_until:
            return NotAllowed(f"保存期到 {case.kept_until} 届满，不能销毁", RECORDED)
        return None


kept_long_enough = KeptLongEnough()


@gate("还没有公示，先登记公示并审核发布", law=OPEN)
def is_published(decision: Decision) -> bool:
    return any(row.published_on for row in decision.rows("publications"))
