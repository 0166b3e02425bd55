"""What the papers of a dispute have in common: its parties, its mediators, its terms, who signs."""

from fazhi.kernel.calendar.moments import day_words
from fazhi.kernel.documents.blocks import Block, Fields, Paragraph, Signatures
from fazhi.kernel.documents.money import written_amount

from ..models import Dispute, Party, Term
from ..words import PartyKind

FREE = "人民调解委员会调解民间纠纷，不收取任何费用。"


def described(party: Party) -> str:
    """张建，男，汉族，58岁，农民，电话……，住……; or an organisation with who speaks for it."""
    age = f"{party.age}岁" if party.kind == PartyKind.PERSON and party.id_number else ""
    known = (
        party.name,
        party.head_office and f"{party.head_office}的分支机构",
        party.get_sex_display(),
        party.ethnicity,
        age,
        party.occupation,
        party.id_number and f"公民身份号码{party.id_number}",
        party.credit_code and f"统一社会信用代码{party.credit_code}",
        party.phone and f"电话{party.phone}",
        party.address and f"住{party.address}",
        party.ended_on and f"{party.ended_on}死亡（终止）",
        party.agent and f"{party.get_agent_kind_display() or '代理人'}{party.agent}",
    )
    return "，".join(str(each) for each in known if each)


def parties_of(dispute: Dispute) -> Fields:
    return Fields((party.get_side_display(), described(party)) for party in dispute.rows("parties"))


def signed_by(dispute: Dispute, *others: str) -> Signatures:
    """A line for each party, then for the others."""
    return Signatures([*(f"{party.get_side_display()}（{party.name}）" for party in dispute.living_parties), *others])


def mediators_of(dispute: Dispute) -> str:
    return "、".join(row.mediator.name for row in dispute.rows("mediators") if not row.is_recused)


def numbered(dispute: Dispute) -> str:
    """The number of the agreement that stands: that of the case, and which one it is."""
    return f"{dispute.number}-{dispute.agreement.ordinal if dispute.agreement else 1}"


def demands_of(dispute: Dispute) -> list[str]:
    """What is asked for, and what each side asks for itself."""
    own = (f"{party.name}：{party.demand}" for party in dispute.rows("parties") if party.demand)
    return [dispute.demands, *own]


def terms_told(dispute: Dispute) -> list[Block]:
    """The terms of the agreement that stands, each a numbered paragraph with who owes whom what, how and by when."""
    return [
        Paragraph(f"{n}．{term.content.strip().rstrip('。；')}。{_particulars(term)}")
        for n, term in enumerate(dispute.standing_terms, start=1)
    ]


def _particulars(term: Term) -> str:
    told = (
        f"义务人{term.obligor}",
        term.obligee and f"权利人{term.obligee}",
        term.amount is not None and f"金额{written_amount(term.amount)}",
        term.method and f"履行方式{term.method}",
        f"履行期限{day_words(term.due_on)}前" if term.due_on else "即时履行",
    )
    return f"（{'；'.join(str(each) for each in told if each)}）"
