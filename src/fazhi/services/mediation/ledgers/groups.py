"""Columns of the dispute ledger that come in groups: a side, an incident, a session, a term."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone

from fazhi.kernel.present.cells import last, nth
from fazhi.kernel.present.declared import Column

from ..models import Dispute
from ..words import AgentKind, Consent, ConsentHow, Injury, PartyKind, Sex, Side
from .cells import of_side, of_term


def party(side: Side, word: str, required: bool = False) -> Iterator[Column]:
    """The columns of one side."""

    def column(header: str, name: str, kind: str = "text", words: Any = None, must: bool = False) -> Column:
        return Column(
            f"{word}{header}",
            f"{side}_{name}",
            kind=kind,
            words=words,
            required=must and required,
            synonyms=(word,) if name == "name" else (),
            write=of_side(side, name),
        )

    yield column("类型", "kind", "choice", PartyKind, must=True)
    yield column("姓名", "name", must=True)
    yield column("性别", "sex", "choice", Sex)
    yield column("证件号", "key_number")
    yield column("电话", "phone", "phone")
    yield column("住址", "address")
    yield column("代理人", "agent")
    yield column("代理类型", "agent_kind", "choice", AgentKind)
    yield column("同意调解", "consent", "choice", Consent, must=True)
    yield column("表态方式", "consent_how", "choice", ConsentHow)


def partner(index: int) -> Iterator[Column]:
    """One committee that mediates along."""
    n = "" if index == 0 else str(index + 1)

    def code(dispute: Dispute) -> str | None:
        rows = dispute.joined_committees
        return rows[index].partner.code if index < len(rows) else None

    yield Column(f"联合调委会编码{n}", f"partner{n}", kind="unit", write=code)


def incident() -> Iterator[Column]:
    """The last incident that the police told of, for what they hand over."""
    yield Column("警情号", "incident_no", write=last("incidents", "incident_no"))
    yield Column("警情时间", "happened_at", kind="time", write=moment_of_incident)
    yield Column("出警单位编码", "station", kind="unit", write=station_code)
    yield Column("伤情", "injury", kind="choice", words=Injury, write=last("incidents", "injury"))
    yield Column("治安案件", "is_security_case", kind="yes_no", write=last("incidents", "is_security_case"))
    yield Column("重复警情", "repeats", kind="whole", write=last("incidents", "repeats"))


def moment_of_incident(dispute: Dispute) -> datetime | None:
    """Without a zone, as a sheet has it."""
    rows = dispute.rows("incidents")
    return timezone.make_naive(rows[-1].happened_at) if rows else None


def station_code(dispute: Dispute) -> str | None:
    rows = dispute.rows("incidents")
    return rows[-1].station.code if rows and rows[-1].station else None


def session(index: int) -> Iterator[Column]:
    """One session that is written out."""
    n = "" if index == 0 else str(index + 1)
    yield Column(f"调解日期{n}", f"session_on{n}", kind="date", write=nth("sessions", index, "held_at"))
    yield Column(f"调解地点{n}", f"session_venue{n}", write=nth("sessions", index, "venue"))
    yield Column(f"调解记录{n}", f"session_told{n}", write=nth("sessions", index, "statements"))


def term(index: int) -> Iterator[Column]:
    """One term of the agreement."""
    n = "" if index == 0 else str(index + 1)
    yield Column(f"义务人{n}", f"obligor{n}", write=of_term(index, "obligor"))
    yield Column(f"权利人{n}", f"obligee{n}", write=of_term(index, "obligee"))
    yield Column(f"履行内容{n}", f"content{n}", write=of_term(index, "content"))
    yield Column(f"履行金额{n}", f"amount{n}", kind="money", write=of_term(index, "amount"))
    yield Column(f"履行期限{n}", f"due_on{n}", kind="date", write=of_term(index, "due_on"))
    yield Column(f"履行日期{n}", f"performed_on{n}", kind="date", write=of_term(index, "performed_on"))


def mediator_key(index: int) -> Any:
    def cell(dispute: Dispute) -> str | None:
        rows = dispute.rows("mediators")
        return rows[index].mediator.source_key if index < len(rows) else None

    return cell


def court_code(dispute: Dispute) -> str | None:
    rows = dispute.rows("confirmations")
    return rows[-1].court.code if rows else None
