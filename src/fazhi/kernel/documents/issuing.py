"""Issue a paper: fill it, write it in both forms, and keep what it said for good."""

from django.db import transaction
from django.db.models import Model, QuerySet

from fazhi.kernel import registry
from fazhi.kernel.ledger.book import Act, write
from fazhi.kernel.org.models import Person

from .attaching import attach_made
from .contents import KINDS
from .declared import Paper
from .fonts import NotDrawn
from .models import File, IssuedPaper
from .pdf import render_pdf
from .sheets import Sheet
from .word import render_docx


def issue(paper: type[Paper], record: Model, person: Person | None = None) -> IssuedPaper:
    """Make a paper from a record and keep it; raises Missing. Without a font there is the DOCX and a notice."""
    sheet = paper.sheet(record)
    docx, (pdf, notice) = render_docx(sheet), _pdf_or_notice(sheet)
    with transaction.atomic():
        issued = _unsaved(sheet, record, person)
        issued.docx = _made(issued, record, "docx", docx)
        issued.pdf = _made(issued, record, "pdf", pdf) if pdf else None
        issued.docx_sha256, issued.pdf_sha256 = issued.docx.sha256, issued.pdf.sha256 if issued.pdf else ""
        issued.notice = notice[:500]
        issued.save()
        _tell(issued, record)
    return issued


def issued_papers(record: Model) -> QuerySet[IssuedPaper]:
    """The papers of a record, the newest first."""
    found = IssuedPaper.objects.filter(of_label=registry.label(record), of_id=record.pk)
    return found.select_related("docx", "pdf", "made_by")


def _pdf_or_notice(sheet: Sheet) -> tuple[bytes | None, str]:
    try:
        return render_pdf(sheet), ""
    except NotDrawn as notice:
        return None, notice.sentence


def _unsaved(sheet: Sheet, record: Model, person: Person | None) -> IssuedPaper:
    return IssuedPaper(
        of_label=registry.label(record),
        of_id=record.pk,
        key=sheet.key,
        title=sheet.title,
        number=sheet.number[:120],
        law=sheet.law,
        data=sheet.as_dict(),
        made_by=person,
    )


def _made(issued: IssuedPaper, record: Model, suffix: str, content: bytes) -> File:
    return attach_made(record, f"{issued}.{suffix}", content, KINDS[suffix].mime, issued.made_by)


def _tell(issued: IssuedPaper, record: Model) -> None:
    fingerprints = {"docx": [None, issued.docx_sha256], "pdf": [None, issued.pdf_sha256]}
    title = f"制作{issued.title}"[:120]
    write(Act(record, "issue", title, actor=issued.made_by, changes=fingerprints, law=issued.law))
