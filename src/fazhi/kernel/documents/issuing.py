"""Issue a paper: fill it, write it in both forms, put the seal on, and keep what it said for good; correct it by a new version."""

from dataclasses import dataclass
from secrets import randbelow
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet

from fazhi.kernel import registry
from fazhi.kernel.ledger.book import Act, write
from fazhi.kernel.org.models import Person, Unit

from . import fonts
from .attaching import attach_made
from .contents import KINDS
from .declared import Paper
from .fonts import NotDrawn
from .handing_over import PaperService, PaperSignature
from .models import File, IssuedPaper, PublicVersion
from .pdf import render_pdf
from .redaction import Internal, public_sheet
from .seals import sealer
from .sheets import Imprint, Sheet
from .word import render_docx


@dataclass(frozen=True, slots=True)
class Made:
    """A paper in both forms, before it is kept."""

    docx: bytes
    pdf: bytes | None
    notice: str


def issue(paper: type[Paper], record: Model, person: Person | None = None) -> IssuedPaper:
    """Make a paper from a record and keep it; raises Missing. Without a font a form is there as DOCX, with a notice.

    What bears the seal of the body needs a PDF to put it on: it raises NotDrawn or NotSealed, and nothing is issued.
    """
    return _issued(paper, record, person, None, "")


def correct(wrong: IssuedPaper, record: Model, person: Person | None, why: str) -> IssuedPaper:
    """The paper anew from the record as it stands now; the wrong one stays, and says what corrects it."""
    if not why.strip():
        raise ValidationError({"reason": "更正文书必须写明更正说明"})
    with transaction.atomic():
        held = IssuedPaper.objects.select_for_update().get(pk=wrong.pk)
        if IssuedPaper.objects.filter(corrects=held).exists():
            raise ValidationError("这一版已经更正过，请在最新的一版上更正")
        return _issued(registry.find("papers", held.key), record, person, held, why.strip())


def issued_papers(record: Model) -> QuerySet[IssuedPaper]:
    """The papers of a record, the newest first."""
    found = IssuedPaper.objects.filter(of_label=registry.label(record), of_id=record.pk)
    return found.select_related("docx", "pdf", "made_by", "corrected_by", "public")


def sign(issued: IssuedPaper, record: Model, signature: PaperSignature, person: Person | None) -> PaperSignature:
    """Note that somebody has signed a paper; what was signed is named by its fingerprint."""
    signature.of, signature.recorded_by, signature.sha256 = issued, person, issued.pdf_sha256 or issued.docx_sha256
    signature.full_clean(exclude=["of", "recorded_by", "scan"])
    return _kept(signature, record, person, "sign_paper", f"签署{issued.title}")


def serve(issued: IssuedPaper, record: Model, service: PaperService, person: Person | None) -> PaperService:
    """Note that a paper came to somebody; raises ValidationError by field where the way of service lacks what it must show."""
    service.of, service.recorded_by = issued, person
    service.full_clean(exclude=["of", "recorded_by", "scan"])
    return _kept(service, record, person, "serve_paper", f"送达{issued.title}", law=service.law)


def publish(issued: IssuedPaper, record: Model, person: Person | None) -> PublicVersion:
    """The public version, made once: personal data masked before a line is drawn; raises NotDrawn or StillThere."""
    if known := PublicVersion.objects.filter(of=issued).first():
        return known
    if issued.key in registry.on("papers") and registry.find("papers", issued.key).is_internal:
        raise Internal(f"《{issued.title}》是内部材料，不对当事人和社会公开，不能制作公开版。")
    sheet = public_sheet(Sheet.from_dict(issued.data), record)
    pdf = render_pdf(sheet, Imprint(code=issued.code))
    with transaction.atomic():
        [file] = attach_made(record, (f"{issued.title}（公开版）.pdf", pdf, KINDS["pdf"].mime), person=person)
        made = PublicVersion.objects.create(of=issued, file=file, sha256=file.sha256, made_by=person)
        told = Act(record, "publish_paper", f"制作{issued.title}公开版", actor=person, rows=[made, file])
        told.changes = {"pdf": [None, file.sha256]}
        _tell(told)
    return made


def _issued(paper: type[Paper], record: Model, person: Person | None, corrects: IssuedPaper | None, why: str) -> IssuedPaper:
    sheet, code = paper.sheet(record), f"{randbelow(10**8):08d}"
    made = _sealed(sheet, paper, record, code) if paper.is_sealed_by_body else _plain(sheet, code)
    with transaction.atomic():
        row = _unsaved(sheet, record, person, paper().body_of(record) if hasattr(record, "unit") else None)
        row.code, row.is_sealed_by_body, row.notice = code, paper.is_sealed_by_body, made.notice[:500]
        row.ordinal, row.corrects, row.correction = (corrects.ordinal + 1 if corrects else 1), corrects, why
        row.docx, row.pdf = _files(row, record, made)
        row.docx_sha256, row.pdf_sha256 = row.docx.sha256, row.pdf.sha256 if row.pdf else ""
        row.save()
        fingerprints = {"docx": [None, row.docx_sha256], "pdf": [None, row.pdf_sha256]}
        rows = [each for each in (row, row.docx, row.pdf) if each]
        title = f"{'更正' if corrects else '制作'}{row.title}"
        _tell(Act(record, "issue", title, actor=person, changes=fingerprints, law=row.law, reason=why, rows=rows))
    return row


def printed(code: str) -> str:
    """1234 5678, as it stands on the paper."""
    return f"{code[:4]} {code[4:]}"


def _plain(sheet: Sheet, code: str) -> Made:
    imprint = Imprint(code=printed(code))
    try:
        pdf, notice = render_pdf(sheet, imprint), _drawn_by(sheet)
    except NotDrawn as refusal:
        pdf, notice = None, refusal.sentence
    return Made(render_docx(sheet, imprint), pdf, notice)


def _sealed(sheet: Sheet, paper: type[Paper], record: Model, code: str) -> Made:
    unit = paper().body_of(record)
    imprint = sealer().imprint(unit).with_code(printed(code))
    pdf = sealer().seal(render_pdf(sheet, imprint), unit, paper.title)
    return Made(render_docx(sheet, imprint), pdf, _drawn_by(sheet))


def _drawn_by(sheet: Sheet) -> str:
    """Which official fonts are not here, and which characters another font had to draw."""
    drawn = fonts.substituted(sheet.text)
    rare = "、".join(f"{character}（{family}）" for character, family in list(drawn.items())[:20])
    return fonts.notice() + (f"这些字由备用字体写出：{rare}。" if rare else "")


def _unsaved(sheet: Sheet, record: Model, person: Person | None, unit: Unit | None) -> IssuedPaper:
    return IssuedPaper(
        of_label=registry.label(record),
        of_id=record.pk,
        unit=unit,
        key=sheet.key,
        title=(sheet.title or (sheet.head.mark if sheet.head else ""))[:160],
        number=sheet.number[:120],
        law=sheet.law,
        data=sheet.as_dict(),
        made_by=person,
    )


def _files(issued: IssuedPaper, record: Model, made: Made) -> tuple[File, File | None]:
    forms = (("docx", made.docx), ("pdf", made.pdf))
    told = [(f"{issued}.{suffix}", content, KINDS[suffix].mime) for suffix, content in forms if content]
    files = attach_made(record, *told, person=issued.made_by)
    return files[0], files[1] if len(files) > 1 else None


def _kept(row: Any, record: Model, person: Person | None, act: str, title: str, law: str = "") -> Any:
    with transaction.atomic():
        row.save()
        _tell(Act(record, act, title, actor=person, law=law, rows=[row]))
    return row


def _tell(act: Act) -> None:
    act.title = act.title[:120]
    write(act)
