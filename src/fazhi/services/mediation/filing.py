"""卷宗: which papers a file must hold, which it may, and what is missing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .words import DEEMED_FAILED, ApplyForm, Consent, PartyKind, Result, Source

if TYPE_CHECKING:
    from .models import Dispute

ENDED_WITHOUT_TALK = (Result.WITHDRAWN, Result.TRANSFERRED, Result.REFUSED)


@dataclass(frozen=True)
class Item:
    """One kind of paper in a file: must it be there, and is it? What need not be there is looked for only when asked."""

    name: str
    is_required: bool
    found: Callable[[], object]
    remark: str = ""

    @property
    def is_there(self) -> bool:
        return bool(self.found())

    @property
    def rule(self) -> str:
        return "必须" if self.is_required else "按需"


def file_checklist(dispute: "Dispute") -> list[Item]:
    """The papers of a file in their order of binding (人民调解法 第二十七条)."""
    return [*_opening(dispute), *_proceedings(dispute), *_ending(dispute)]


def missing(dispute: "Dispute") -> list[str]:
    """What must be in the file and is not."""
    return [item.name for item in file_checklist(dispute) if item.is_required and not item.is_there]


def _opening(dispute: "Dispute") -> Iterator[Item]:
    """Who was never heard need not have been told, nor have shown who they are: 撤回、移送, or refused before anything was said."""
    is_whole, parties = bool(not dispute.result or dispute.is_agreed or dispute.rows("sessions")), dispute.rows("parties")
    form = "申请书" if dispute.apply_form == ApplyForm.WRITTEN and dispute.source != Source.PROACTIVE else "受理登记表"
    unknown = [party.name for party in parties if not (party.id_number or party.credit_code) and _must_show(dispute, party)]
    yield Item(form, True, lambda: dispute.facts and dispute.demands)
    yield Item("权利义务告知书", is_whole, lambda: dispute.rights_told_on)
    yield Item("身份证明", is_whole, lambda: parties and not unknown, f"{'、'.join(unknown)}没有证件号" if unknown else "")
    has_agent = any(party.agent for party in parties if party.kind == PartyKind.PERSON)
    yield Item("授权委托书、监护关系证明", False, lambda: has_agent)


def _must_show(dispute: "Dispute", party: Any) -> bool:
    """All who have agreed to something; elsewhere, who had consented to be mediated."""
    return dispute.is_agreed or party.consent == Consent.AGREES


def _proceedings(dispute: "Dispute") -> Iterator[Item]:
    yield Item("调查记录", False, lambda: dispute.rows("investigations"))
    yield Item("证据材料清单", False, lambda: dispute.rows("evidence"))
    sessions = dispute.rows("sessions")
    unsigned = sum(not session.is_signed for session in sessions)
    told = f"{unsigned}份没有签字" if unsigned else ""
    is_required = bool(sessions) or not (dispute.result in ENDED_WITHOUT_TALK or dispute.end_reason == DEEMED_FAILED)
    yield Item("调解记录", is_required, lambda: sessions and not unsigned, told)


def _ending(dispute: "Dispute") -> Iterator[Item]:
    if dispute.is_agreed:
        name = "调解协议书" if dispute.result == Result.WRITTEN else "口头协议登记表"
        yield Item(name, True, lambda: dispute.effective_on, "" if dispute.effective_on else "签名、印章不全，协议尚未生效")
        yield Item("履行凭证", False, lambda: any(term.performed_on for term in dispute.standing_terms))
    else:
        yield Item("终止调解告知书", dispute.result in (Result.FAILED, Result.REFUSED), lambda: dispute.routes_told)
    yield Item("回访记录", False, lambda: dispute.rows("follow_ups"))
    yield Item("司法确认材料", False, lambda: dispute.rows("confirmations"))
    yield Item("情况说明", False, lambda: dispute.note)
    yield Item("卷宗封底", True, lambda: True, "随卷宗制作")
