"""Rules 1–4: who is in a dispute, who speaks for them, who may mediate it."""

from typing import TYPE_CHECKING, Any

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, HereAndNow, gate, part_gate
from fazhi.kernel.flow.refusals import NotAllowed

from ..kinship import called
from ..words import AgentKind, Consent, MediatorRole

if TYPE_CHECKING:
    from ..models import Dispute


@gate("调解至少要有两方当事人，请补齐各方当事人", law="人民调解法 第二条")
def two_sides(dispute: "Dispute") -> bool:
    return len({party.side for party in dispute.rows("parties")}) >= 2


@gate("同一当事人登记了两次，请核对各方当事人")
def nobody_twice(dispute: "Dispute") -> bool | str:
    parties = dispute.rows("parties")
    again = next((party for n, party in enumerate(parties) if _is_among(party, parties[:n])), None)
    return again is None or _twice(again, parties)


@part_gate("这位当事人已经登记过了")
def is_a_new_party(dispute: "Dispute", part: Any) -> bool | str:
    return not _is_among(part, dispute.rows("parties")) or _twice(part, dispute.rows("parties"))


def _is_among(party: Any, others: list[Any]) -> bool:
    return any(party.key == other.key and other is not party for other in others)


def _twice(party: Any, parties: list[Any]) -> str:
    first = next(other for other in parties if other.key == party.key and other is not party)
    sides = first.get_side_display(), party.get_side_display()
    where = f"在{sides[0]}登记了两次" if sides[0] == sides[1] else f"同时登记在{sides[0]}和{sides[1]}"
    return f"{called(party)}{where}，请核对；同名的两个人，请补登身份证号"


@gate("未成年人、限制民事行为能力人须有法定代理人代为参加调解", law="民法典 第十九条")
def minors_are_represented(dispute: "Dispute") -> bool | str:
    alone = [called(party) for party in dispute.rows("parties") if party.needs_guardian and not party.guardian]
    return not alone or f"{'、'.join(alone)}没有完全民事行为能力，须由法定代理人代为参加调解"


@gate("法定代理人是对方当事人的，不能代理，请由其他监护人代理", law="民法典 第二十三条")
def guardians_are_not_opponents(dispute: "Dispute") -> bool:
    parties = dispute.rows("parties")
    sides = {party.name: party.side for party in parties}
    return not any(party.needs_guardian and sides.get(party.agent, party.side) != party.side for party in parties)


@gate("同一人不能代理对立的两方，除非两方都同意", law="民法典 第一百六十八条第二款")
def nobody_speaks_for_two_sides(dispute: "Dispute") -> bool:
    sides: dict[str, set[str]] = {}
    for party in dispute.rows("parties"):
        if party.agent:
            sides.setdefault(party.agent, set()).add(party.side)
    return all(len(found) == 1 for found in sides.values())


def _agents_may_settle(dispute: "Dispute") -> bool:
    return not any(party.agent_kind == AgentKind.ENTRUSTED and not party.special_authority for party in dispute.rows("parties"))


agents_may_settle = HereAndNow(
    _agents_may_settle, "委托代理人代为达成协议，须有当事人的特别授权", law="民事诉讼法 第六十二条第二款"
)


@gate("一方当事人明确拒绝调解的，不得调解", law="人民调解法 第十七条")
def nobody_refused(dispute: "Dispute") -> bool:
    return all(party.consent != Consent.REFUSES for party in dispute.rows("parties"))


@gate("还没有征得各方当事人同意", law="人民调解法 第二十三条第二项")
def all_consent(dispute: "Dispute") -> bool | str:
    waiting = [called(party) for party in dispute.rows("parties") if party.consent != Consent.AGREES]
    return not waiting or f"{'、'.join(waiting)}还没有同意调解"


@gate("没有当事人拒绝调解，不能按一方拒绝办理", law="人民调解法 第十七条")
def somebody_refused(dispute: "Dispute") -> bool:
    return any(party.consent == Consent.REFUSES for party in dispute.rows("parties"))


class ServesHere(Gate):
    """A mediator of the committee (or of the one that mediates with it), in office on the day.

    Of a ledger of earlier years only the first is asked: the register knows the present term, not the one before the election.
    """

    def refusal(self, case: "Dispute", act: Acting | None) -> NotAllowed | None:
        if act is None or act.part is None:
            return None
        mediator = act.part.mediator
        if mediator.unit_id not in (case.unit_id, case.joint_unit_id):
            return NotAllowed(f"{mediator.name}不是受理本案的调委会的调解员", "人民调解法 第十三条")
        if act.via != "import" and not mediator.serves_on(act.on):
            return NotAllowed(f"{mediator.name}在 {act.on} 不在任期（聘期）内", "人民调解法 第十三条")
        return None


serves_here = ServesHere()


@part_gate("当事人或者代理人不能调解本案", law="人民调解法 第二十三条第一项")
def is_no_party(dispute: "Dispute", part: Any) -> bool | str:
    me = part.mediator
    parties = dispute.rows("parties")
    if me.id_number and any(party.id_number == me.id_number for party in parties):
        return f"{me.name}是本案当事人，不能调解本案"
    if me.phone and any(party.agent == me.name and party.phone == me.phone for party in parties):
        return f"{me.name}是本案当事人的代理人，不能调解本案"
    return True


class NamesakeIsExplained(Gate):
    """Whoever bears the name of a party or an agent says who he is; a ledger, which cannot, passes."""

    def refusal(self, case: "Dispute", act: Acting | None) -> NotAllowed | None:
        if act is None or act.part is None or act.via == "import" or act.part.disclosure.strip():
            return None
        names = {name for party in case.rows("parties") for name in (party.name, party.agent)}
        sentence = "调解员与当事人或者代理人同名：是同一人的不能调解；不是同一人的，请在“利害关系披露”里写明"
        return NotAllowed(sentence, "人民调解法 第二十三条第一项") if act.part.mediator.name in names else None


namesake_is_explained = NamesakeIsExplained()


@part_gate("调解员与当事人有利害关系的，须披露并经各方当事人同意", law="人民调解法 第二十三条第一项")
def interest_is_accepted(dispute: "Dispute", part: Any) -> bool:
    return not part.disclosure.strip() or part.all_agreed


@part_gate("邀请他人参加调解，须征得当事人同意", law="人民调解法 第二十条第一款")
def parties_agree_to_guest(dispute: "Dispute", part: Any) -> bool:
    return part.parties_agreed


@gate("没有可以主持的调解员，请先指定或者由当事人选择", law="人民调解法 第十九条")
def somebody_presides(dispute: "Dispute") -> bool:
    return any(not row.is_recused and row.role != MediatorRole.RECORDER for row in dispute.rows("mediators"))
