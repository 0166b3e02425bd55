"""Rules 1–4: who is in a dispute, who speaks for them, who may mediate it."""

from typing import TYPE_CHECKING, Any

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, HereAndNow, gate, part_gate
from fazhi.kernel.flow.refusals import NotAllowed

from ..kinship import called
from ..rules import SPOKESMEN_MOST
from ..words import AgentKind, Consent, MediatorRole, Source
from .online import online_part_gate

if TYPE_CHECKING:
    from ..models import Dispute


@gate("调解至少要有两方当事人，请补齐各方当事人", law="人民调解法 第二条", mended_by="add_party")
def two_sides(dispute: "Dispute") -> bool:
    return len({party.side for party in dispute.living_parties}) >= 2


@gate("当事人死亡或者终止，没有人承继", law="民法典 第十三条")
def the_dead_are_succeeded(dispute: "Dispute") -> bool | str:
    """Heirs, or who took the company over, come in on the same side before anything more is agreed."""
    sides = {party.side for party in dispute.living_parties}
    alone = [called(party) for party in dispute.rows("parties") if party.ended_on and party.side not in sides]
    return not alone or f"{'、'.join(alone)}已经死亡或者终止，请先补登继承人、承继人；没有人承继的，终止调解"


@gate("同一当事人登记了两次，请核对各方当事人")
def nobody_twice(dispute: "Dispute") -> bool | str:
    parties = dispute.rows("parties")
    again = next((party for n, party in enumerate(parties) if _is_among(party, parties[:n])), None)
    return again is None or _twice(again, parties)


@part_gate("这位当事人已经登记过了")
def is_a_new_party(dispute: "Dispute", part: Any) -> bool | str:
    return not _is_among(part, dispute.rows("parties")) or _twice(part, dispute.rows("parties"))


@online_part_gate("只有公安机关移送的案件才登记警情")
def came_from_the_police(dispute: "Dispute", part: Any) -> bool:
    return dispute.source == Source.POLICE


@part_gate("这位当事人已经登记过死亡或者终止")
def is_still_there(dispute: "Dispute", part: Any) -> bool:
    return not any(party.pk == part.pk and party.ended_on for party in dispute.rows("parties") if party is not part)


@part_gate("另一位当事人已经登记了同样的证件号")
def is_no_other_party(dispute: "Dispute", part: Any) -> bool:
    return not any(party.pk != part.pk and party.key == part.key for party in dispute.rows("parties"))


def _is_among(party: Any, others: list[Any]) -> bool:
    return any(party.key == other.key and other is not party for other in others)


def _twice(party: Any, parties: list[Any]) -> str:
    first = next(other for other in parties if other.key == party.key and other is not party)
    sides = first.get_side_display(), party.get_side_display()
    where = f"在{sides[0]}登记了两次" if sides[0] == sides[1] else f"同时登记在{sides[0]}和{sides[1]}"
    return f"{called(party)}{where}，请核对；同名的两个人，请补登身份证号"


@gate("未成年人、限制民事行为能力人须有法定代理人代为参加调解", law="民法典 第十九条", mended_by="complete_party")
def minors_are_represented(dispute: "Dispute") -> bool | str:
    alone = [called(party) for party in dispute.living_parties if party.needs_guardian and not party.guardian]
    return not alone or f"{'、'.join(alone)}没有完全民事行为能力，须由法定代理人代为参加调解"


@gate("法定代理人是对方当事人的，不能代理，请由其他监护人代理", law="民法典 第二十三条", mended_by="complete_party")
def guardians_are_not_opponents(dispute: "Dispute") -> bool:
    parties = dispute.rows("parties")
    sides = {party.name: party.side for party in parties}
    return not any(party.needs_guardian and sides.get(party.agent, party.side) != party.side for party in parties)


@gate("同一人不能代理对立的两方，除非两方都同意", law="民法典 第一百六十八条第二款", mended_by="complete_party")
def nobody_speaks_for_two_sides(dispute: "Dispute") -> bool:
    sides: dict[str, set[str]] = {}
    for party in dispute.rows("parties"):
        if party.agent:
            sides.setdefault(party.agent, set()).add(party.side)
    return all(len(found) == 1 for found in sides.values())


def _without_authority(dispute: "Dispute", kind: AgentKind) -> list[str]:
    return [party.agent for party in dispute.living_parties if party.agent_kind == kind and not party.special_authority]


agents_may_settle = HereAndNow(
    lambda dispute: not _without_authority(dispute, AgentKind.ENTRUSTED),
    "委托代理人代为达成协议，须有当事人的特别授权",
    law="民事诉讼法 第六十二条第二款",
    mended_by="complete_party",
)
spokesmen_may_settle = HereAndNow(
    lambda dispute: not _without_authority(dispute, AgentKind.CHOSEN),
    "推选的代表人代为达成协议，须经被代表的当事人同意",
    law="民事诉讼法 第五十六条",
    mended_by="complete_party",
)


class AuthorityIsInForce(Gate):
    """An agent whose time is over speaks for nobody."""

    def refusal(self, case: "Dispute", act: Acting | None) -> NotAllowed | None:
        on = act.on if act else None
        over = [row.agent for row in case.living_parties if row.agent and on and row.authority_to and row.authority_to < on]
        told = f"{'、'.join(over)}的代理期限已过，请更换授权委托书"
        return NotAllowed(told, "民法典 第一百七十三条", mended_by="complete_party") if over else None


authority_is_in_force = AuthorityIsInForce()


@gate("推选的代表人太多", mended_by="complete_party")
def few_spokesmen(dispute: "Dispute") -> bool | str:
    """A crowd speaks through a few (信访工作条例 20 asks the same of those who come in person)."""
    sides: dict[str, set[str]] = {}
    for party in dispute.living_parties:
        if party.agent_kind == AgentKind.CHOSEN:
            sides.setdefault(party.side, set()).add(party.agent)
    most = SPOKESMEN_MOST.value(dispute.opened_on)
    return all(len(names) <= most for names in sides.values()) or f"每一方推选的代表人不超过 {most} 人（{SPOKESMEN_MOST}）"


@gate("一方当事人明确拒绝调解的，不得调解", law="人民调解法 第十七条")
def nobody_refused(dispute: "Dispute") -> bool:
    return all(party.consent != Consent.REFUSES for party in dispute.living_parties)


@gate("还没有征得各方当事人同意", law="人民调解法 第二十三条第二项", mended_by="hear")
def all_consent(dispute: "Dispute") -> bool | str:
    waiting = [called(party) for party in dispute.living_parties if party.consent != Consent.AGREES]
    return not waiting or f"{'、'.join(waiting)}还没有同意调解"


@gate("没有当事人拒绝调解，不能按一方拒绝办理", law="人民调解法 第十七条")
def somebody_refused(dispute: "Dispute") -> bool:
    return any(party.consent == Consent.REFUSES for party in dispute.living_parties)


class ServesHere(Gate):
    """A mediator of the committee (or of one that has come in beside it), in office on the day.

    Of a ledger of earlier years only the first is asked: the register knows the present term, not the one before the election.
    """

    def refusal(self, case: "Dispute", act: Acting | None) -> NotAllowed | None:
        if act is None or act.part is None:
            return None
        mediator = act.part.mediator
        if mediator.unit_id != case.unit_id and mediator.unit_id not in {row.partner_id for row in case.joined_committees}:
            return NotAllowed(
                f"{mediator.name}不是受理本案的调委会的调解员，所在的调委会也没有参加联合调解", "人民调解法 第十三条"
            )
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


@online_part_gate(
    "调解员与当事人或者代理人同名：是同一人的不能调解；不是同一人的，请在“利害关系披露”里写明", law="人民调解法 第二十三条第一项"
)
def namesake_is_explained(dispute: "Dispute", part: Any) -> bool:
    names = {name for party in dispute.rows("parties") for name in (party.name, party.agent)}
    return bool(part.disclosure.strip()) or part.mediator.name not in names


@part_gate("调解员与当事人有利害关系的，须披露并经各方当事人同意", law="人民调解法 第二十三条第一项")
def interest_is_accepted(dispute: "Dispute", part: Any) -> bool:
    return not part.disclosure.strip() or part.all_agreed


@part_gate("邀请他人参加调解，须征得当事人同意", law="人民调解法 第二十条第一款")
def parties_agree_to_guest(dispute: "Dispute", part: Any) -> bool:
    return part.parties_agreed


class SomebodyPresides(Gate):
    """Not recused, no mere recorder, and still in office: an election may have passed since."""

    def refusal(self, case: "Dispute", act: Acting | None) -> NotAllowed | None:
        able = [row.mediator for row in case.rows("mediators") if not row.is_recused and row.role != MediatorRole.RECORDER]
        if not able:
            return NotAllowed("没有可以主持的调解员，请先指定或者由当事人选择", "人民调解法 第十九条")
        if act is None or act.via == "import" or any(each.serves_on(act.on) for each in able):
            return None
        gone = "、".join(each.name for each in able)
        return NotAllowed(f"{gone}已经离任，请先办理“增加调解员”，由现任调解员接着调解", "人民调解法 第十三条")


somebody_presides = SomebodyPresides()
