"""The papers and files of a record as its page shows them: what can be made, what was made, what was attached."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.template.defaultfilters import filesizeformat

from fazhi.faces.look.parts import Document, Link
from fazhi.kernel import registry
from fazhi.kernel.documents import doubts_of, files_of, issued_papers, papers_of

from . import display
from .held import Held
from .lacking import lacks_of


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with what may be done with it: look, take as Word, make and keep, withdraw."""

    document: Document
    url: str = ""
    word_url: str = ""
    issue_url: str = ""
    withdraw_url: str = ""
    open_url: str = ""
    lacks: tuple[Link, ...] = ()


class Papers(Held):
    """What there is of a record on paper."""

    @cached_property
    def papers(self) -> list[Paper]:
        """What can be made from the record, and what still lacks something."""
        return [self._paper(paper) for paper in papers_of(self.record) if paper.is_meant(self.record)]

    @property
    def ready_papers(self) -> list[Paper]:
        return [paper for paper in self.papers if not paper.lacks]

    @property
    def lacking_papers(self) -> list[Paper]:
        return [paper for paper in self.papers if paper.lacks]

    def _paper(self, paper: Any) -> Paper:
        letter = paper.title[-3:-2]
        lacks = lacks_of(paper, self.record, self.desk, {offer.step.name for offer in self.offers if offer.is_open})
        if lacks:
            named = "、".join(lack.label for lack in lacks[:4])
            return Paper(Document(paper.title, named, letter, missing=True), lacks=tuple(lacks[:4]))
        urls = [self.address("paper", paper.key(), suffix) for suffix in ("pdf", "docx")]
        issue_url = "" if paper.by_step else self.address("issue", paper.key())
        return Paper(Document(paper.title, str(paper.law or "按登记内容生成"), letter), *urls, issue_url)

    @property
    def issued(self) -> list[Paper]:
        """The papers that were made and kept."""
        return [self._issued(row) for row in issued_papers(self.record)]

    def _issued(self, row: Any) -> Paper:
        note = f"{display.words(row.made_at)} {row.made_by or ''}，指纹 {(row.pdf_sha256 or row.docx_sha256)[:12]}"
        pdf = self.address("issued", row.pk, "pdf") if row.pdf_id else ""
        ended = "，已更正" if row.is_superseded else ""
        version = f"，第 {row.ordinal} 版" if row.ordinal > 1 else ""
        shown = Document(f"{row}", f"{note}{version}{ended}", "存")
        return Paper(shown, pdf, self.address("issued", row.pk, "docx"), open_url=self.address("issued_paper", row.pk))

    @property
    def files(self) -> list[Paper]:
        """What was attached."""
        return [self._file(file) for file in self._attached]

    @cached_property
    def _attached(self) -> list[Any]:
        return list(files_of(self.record).select_related("hand"))

    @property
    def doubts(self) -> list[str]:
        """What a person should look at among the signatures."""
        is_signed = any(hasattr(file, "hand") for file in self._attached)
        return doubts_of(registry.label(self.record), self.record.pk) if is_signed else []

    def _file(self, file: Any) -> Paper:
        whose = f"（{display.text(file.hand, 'signer')}）" if hasattr(file, "hand") else ""
        note = (
            f"{file.kind or '附件'}{whose}，{filesizeformat(file.size)}，{file.added_by or '群众'} {display.words(file.added_at)}"
        )
        url = self.address("file", file.pk)
        return Paper(Document(file.name, note, "件"), url, withdraw_url=self.address("withdraw_file", file.pk))
