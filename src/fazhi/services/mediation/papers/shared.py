"""What the papers of a dispute have in common: its parties, its mediators, its terms, who signs."""

from fazhi.kernel.documents.blocks import Fields, Signatures, Table

from ..models import Dispute, Party
from ..words import PartyKind

FREE = "人民调解委员会调解民间纠纷，不收取任何费用。"


def described(party: Party) -> str:
    """张建，男，汉族，58岁，农民，电话……，住……; or an organisation with who speaks for it."""
    age = f"{party.age}岁" if party.kind == PartyKind.PERSON and party.id_number else ""
    known = (
        party.name,
        party.get_sex_display(),
        party.ethnicity,
        age,
        party.occupation,
        party.id_number or party.credit_code,
        party.phone and f"电话{party.phone}",
        party.address and f"住{party.address}",
        party.agent and f"{party.get_agent_kind_display() or '代理人'}{party.agent}",
    )
    return "，".join(str(each) for each in known if each)


def parties_of(dispute: Dispute) -> Fields:
    return Fields((party.get_side_display(), described(party)) for party in dispute.rows("parties"))


def signed_by(dispute: Dispute, *others: str) -> Signatures:
    """A line for each party, then for the others."""
    return Signatures([*(f"{party.get_side_display()}（{party.name}）" for party in dispute.rows("parties")), *others])


def mediators_of(dispute: Dispute) -> str:
    return "、".join(row.mediator.name for row in dispute.rows("mediators") if not row.is_recused)


def numbered(dispute: Dispute) -> str:
    """The number of the agreement that stands: that of the case, and which one it is."""
    return f"{dispute.number}-{dispute.agreement.ordinal if dispute.agreement else 1}"


def terms_table(dispute: Dispute) -> Table:
    """The terms of the agreement that stands."""
    rows = (
        (
            n,
            term.content,
            term.obligor,
            term.obligee,
            term.amount if term.amount is not None else "无",
            term.method,
            term.due_on or "即时",
        )
        for n, term in enumerate(dispute.standing_terms, start=1)
    )
    return Table(("项", "履行内容", "义务人", "权利人", "金额（元）", "方式", "期限"), rows)
