"""What must hold in the matter itself: its time, its parties, its evidence, its police, its end."""

from datetime import timedelta
from typing import Any

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, asked_gate, gate, part_gate
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import ApprovalLevel

from ..models import PenaltyCase
from ..penalty_limits import TRANSFERS, barred_after, frozen
from ..penalty_words import TransferLevel
from ..profiles import extended_again_by

BARRED = "行政处罚法 第三十六条第一款"
APPROVED = f"{TRANSFERS} 第五条第二款"


@gate("没有当事人", law="行政处罚法 第五十四条第一款")
def has_parties(case: PenaltyCase) -> bool:
    return bool(case.rows("parties"))


@part_gate("这位当事人已经登记过了")
def is_a_new_party(case: PenaltyCase, part: Any) -> bool:
    def key(party: Any) -> str:
        return party.id_number or party.credit_code or party.name

    return not any(key(other) == key(part) for other in case.rows("parties") if other is not part)


@gate("违法行为已经超过行政处罚时效", law=BARRED)
def is_not_barred(case: PenaltyCase) -> bool | str:
    last = barred_after(case)
    if case.lead_on <= last:
        return True
    years = "五" if case.harms_safety else "二"
    return f"违法行为于 {case.act_over_on} 终了，{years}年内（至 {last}）未被发现，不再给予行政处罚"


@gate("没有写明管辖依据", law="行政处罚法 第二十二条")
def has_jurisdiction(case: PenaltyCase) -> bool:
    return bool(case.jurisdiction.strip())


@gate("还没有证据", law="行政处罚法 第四十条")
def has_evidence(case: PenaltyCase) -> bool:
    return bool(case.good_evidence)


@gate("首次向当事人收集证据时应当出示证件、告知权利义务", law="行政处罚法 第五十五条第一款")
def rights_were_told(case: PenaltyCase) -> bool:
    return any(row.rights_told for row in case.good_evidence)


@gate("还没有写明查明的事实、性质和处理建议", law="行政处罚法 第五十七条第一款")
def report_is_written(case: PenaltyCase) -> bool:
    return bool(case.findings.strip() and case.nature.strip())


@gate("仍有没有处理的登记保存或者强制措施", law="行政强制法 第二十七条")
def measures_are_settled(case: PenaltyCase) -> bool | str:
    left = [str(each) for each in case.rows("measures") if each.stands]
    return not left or f"还没有处理：{'、'.join(left)}"


@gate("还有当事人没有处理完毕", law="行政处罚法 第五十七条第一款")
def decisions_are_closed(case: PenaltyCase) -> bool | str:
    left = [str(each.party) for each in case.rows("decisions") if each.state != "closed"]
    return not left or f"{'、'.join(sorted(left))}的处理还没有结案"


@gate("案卷还没有结案")
def has_decisions(case: PenaltyCase) -> bool:
    return bool(case.rows("decisions"))


class FirstExtension(Gate):
    """Once, by a head, within what the department's rules allow."""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        matter = getattr(case, "case", case)
        most = frozen(matter, "decision_more")
        if not most:
            return NotAllowed(f"{matter.get_profile_display()}的程序规定没有延长办案期限", "行政处罚法 第六十条")
        if _times(case, "term"):
            return NotAllowed("已经延长过一次，再次延期另按“再次延期”办理", "行政处罚法 第六十条")
        if act and int(act.data.get("extension") or 0) > most:
            return NotAllowed(f"第一次延长不超过 {most} 日", "行政处罚法 第六十条")
        return None


class AgainExtended(Gate):
    """A second time, by those whom the department's rules name, and with a decision on file."""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        matter = getattr(case, "case", case)
        most = frozen(matter, "decision_again")
        by = extended_again_by(matter.profile, matter.filed_on or matter.opened_on)
        if not most or not by:
            return NotAllowed(f"{matter.get_profile_display()}的程序规定没有再次延期", "行政处罚法 第六十条")
        if not _times(case, "term"):
            return NotAllowed("先办理第一次延期", "行政处罚法 第六十条")
        if _times(case, "term") > 1:
            return NotAllowed("已经再次延期", "行政处罚法 第六十条")
        if act and not case.extended_no.strip():
            return NotAllowed(f"再次延期由{by}决定，请写明决定文号", "行政处罚法 第六十条")
        if act and most > 1 and int(act.data.get("extension") or 0) > most:
            return NotAllowed(f"再次延期不超过 {most} 日", "行政处罚法 第六十条")
        return None


class VerificationExtended(Gate):
    def refusal(self, case: PenaltyCase, act: Acting | None) -> NotAllowed | None:
        most = frozen(case, "verification_more")
        if not most or _times(case, "in_lead"):
            return NotAllowed("核查期限不能再延长", "行政处罚法 第五十四条第二款")
        if act and int(act.data.get("extension") or 0) > most:
            return NotAllowed(f"核查延长不超过 {most} 个工作日", "行政处罚法 第五十四条第二款")
        return None


def _times(case: Any, name: str) -> int:
    """How often a clock was extended."""
    return sum(len(row.get("extensions", ())) for row in case.clocks if row["name"] == name)


first_extension, again_extended, verification_extended = FirstExtension(), AgainExtended(), VerificationExtended()


class ApprovedByThePrincipal(Gate):
    """正职负责人 or whoever leads the organ in his stead; no deputy, in any way in."""

    def refusal(self, case: PenaltyCase, act: Acting | None) -> NotAllowed | None:
        if act is None or act.part is None or not act.is_taken:
            return None
        if act.part.approved_by == TransferLevel.DEPUTY:
            return NotAllowed("移送涉嫌犯罪案件由本机关正职负责人或者主持工作的负责人审批，其他负责人不能审批", APPROVED)
        if act.via == "import" or act.person is None:
            return None
        if ApprovalLevel.PRINCIPAL not in act.person.levels_at(case.path):
            return NotAllowed("您不是本机关的正职负责人或者主持工作的负责人，不能审批移送", APPROVED)
        return None


approved_by_the_principal = ApprovedByThePrincipal()


@part_gate("不批准移送的，应当写明理由", law=APPROVED)
def refusal_has_a_reason(case: PenaltyCase, part: Any) -> bool:
    return part.is_approved is not False or bool(part.refused_because.strip())


@part_gate("还没有批准移送", law=APPROVED)
def transfer_is_approved(case: PenaltyCase, part: Any) -> bool:
    return bool(part.is_approved)


@part_gate("公安机关没有作出不予立案的决定", law=f"{TRANSFERS} 第九条第一款")
def police_refused(case: PenaltyCase, part: Any) -> bool:
    return part.answer == "not_filed"


@part_gate("超过三日，不能再提请复议", law=f"{TRANSFERS} 第九条第一款")
def asks_police_in_time(case: PenaltyCase, part: Any) -> bool:
    return not (part.asked_again_on and part.answered_on) or part.asked_again_on <= part.answered_on + timedelta(days=3)


@asked_gate("请写明理由")
def end_has_a_reason(case: PenaltyCase) -> bool:
    return bool(case.end_because.strip())


@gate("涉嫌犯罪案件正在移送，不得以行政处罚代替", law=f"{TRANSFERS} 第十一条第一款")
def is_not_with_the_police(case: PenaltyCase) -> bool:
    transfer = case.transfer
    return transfer is None or transfer.is_approved is False or bool(transfer.answer)
