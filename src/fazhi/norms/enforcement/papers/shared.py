"""What the papers of enforcement have in common: the letterhead of a sealed document, parties, officers, sums."""

from collections.abc import Iterable
from typing import Any

from fazhi.kernel.calendar.moments import day_words
from fazhi.kernel.documents.blocks import Block, Date, Fields, Heading, Number, Paragraph, Signatures
from fazhi.kernel.documents.declared import Paper

OFFICE = "（印章）"


class InTheBodysName(Paper):
    """A paper that bears the name and the seal of the body that acts: the township's own, or of the organ that entrusted it."""

    def body_of(self, record: Any) -> Any:
        return acting_body(record).unit


def acting_body(record: Any) -> Any:
    """The 执法主体 of a case, of what belongs to one, or of a penalty on the spot."""
    return getattr(record, "case", record).body


def described(party: Any) -> str:
    """张某，公民身份号码……，住……; or an organisation with who speaks for it."""
    known = (
        party.name,
        party.id_number and f"公民身份号码{party.id_number}",
        party.credit_code and f"统一社会信用代码{party.credit_code}",
        party.legal_representative and f"法定代表人（负责人、经营者）{party.legal_representative}",
        party.guardian and f"监护人{party.guardian}",
        party.phone and f"电话{party.phone}",
        party.address and f"住（住所）{party.address}",
    )
    return "，".join(str(each) for each in known if each)


def party_fields(party: Any) -> Fields:
    """①: who it is and where."""
    rows = [("当事人", party.name), ("证件号码", party.id_number or party.credit_code), ("住址（住所）", party.address)]
    more = [("法定代表人（负责人、经营者）", party.legal_representative), ("监护人", party.guardian), ("联系电话", party.phone)]
    return Fields([*rows, *((label, value) for label, value in more if value)])


def officers_of(case: Any) -> str:
    """承办人 with their certificates' numbers."""
    return "、".join(_certified(officer) for officer in case.standing_officers)


def _certified(officer: Any) -> str:
    numbers = [each.certificate_no for each in officer.certificates.all() if each.certificate_no]
    return f"{officer}（执法证号{numbers[0]}）" if numbers else str(officer)


def approval(*labels: str) -> list[Block]:
    """The columns in which each level writes its opinion."""
    return [Heading("审批意见"), Fields([(label, "") for label in labels]), Signatures([f"{label}（签名）" for label in labels])]


def ending(record: Any, day: Any) -> list[Block]:
    """署名 and 成文日期 of a paper that bears the seal of the body."""
    return [Signatures([f"{acting_body(record)}{OFFICE}"]), Date(day or "        年    月    日")]


def told(title: str, *texts: Any) -> list[Block]:
    """A heading with its paragraphs; nothing where nothing is said."""
    said = [Paragraph(str(text)) for text in texts if text]
    return [Heading(title), *said] if said else []


def opening(number: str, party: Any, *after: Block) -> list[Block]:
    return [Number(number or "（编号后填入）"), party_fields(party), *after]


def numbered(lines: Iterable[str]) -> list[Block]:
    return [Paragraph(f"{n}．{line}") for n, line in enumerate(lines, start=1)]


def until(day: Any) -> str:
    return day_words(day) if day else ""
