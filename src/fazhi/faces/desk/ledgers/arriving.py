"""A file comes in: looked at, kept on the shelf, and entered as an import that waits for its worker."""

from __future__ import annotations

from typing import Any

from fazhi.kernel import registry
from fazhi.kernel.documents import shelf
from fazhi.kernel.documents.names import clean_name
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Ledger

from .columns import described
from .guard import Refused
from .keeping import ImportRun
from .reading import Sheet, open_sheet
from .recognising import importers_of, labels_of, may_import, missing_from, recognised

MOST = shelf.LARGEST


def take_in(upload: Any, ledger: type[Ledger] | None, person: Person, size: int) -> ImportRun:
    """Keep a file and enter its import, into the ledger that its heading names where none is given.

    Raises Refused or Unrecognised with a sentence, and then keeps nothing.
    """
    if size > MOST:
        raise Refused(f"文件有 {size / shelf.CHUNK:.1f} MB，最多 {MOST // shelf.CHUNK} MB；请按年份或者单位拆成几份再传")
    name = clean_name(upload.name or "")
    with shelf.arriving(name, upload.chunks()) as arrived:
        sheet = open_sheet(arrived.content.read(), name)
        run = _entered(sheet, ledger or recognised(sheet), person, arrived.sha256, arrived.size)
        shelf.keep(arrived)
    return run


def again(run: ImportRun, title: str) -> ImportRun:
    """The same file, another worksheet."""
    sheet = open_sheet(run.content(), run.name, title)
    return _entered(sheet, run.ledger, run.person, run.sha256, run.size)


def _entered(sheet: Sheet, ledger: type[Ledger], person: Person, sha256: str, size: int) -> ImportRun:
    heading = sheet.heading(labels_of(ledger))
    if not may_import(person, ledger):
        raise Refused(f"您没有导入“{ledger.title}”的岗位，请找本单位的系统管理员")
    return ImportRun.objects.create(
        label=registry.label(ledger.model),
        person=person,
        unit=person.unit,
        reach=sorted({granted.unit_id for granted in person.grants() if granted.role in importers_of(ledger)}),
        name=sheet.name,
        sha256=sha256,
        size=size,
        sheet=sheet.title if sheet.sheets else "",
        encoding=sheet.encoding,
        heading=described(heading, ledger) | {"sheets": list(sheet.sheets)},
        state=ImportRun.State.MAPPING if missing_from(heading, ledger) else ImportRun.State.JUDGING,
    )


def earlier(run: ImportRun) -> ImportRun | None:
    """The last time that the same file was written, if ever."""
    same = ImportRun.objects.filter(sha256=run.sha256, label=run.label, state=ImportRun.State.DONE, pk__lt=run.pk)
    return same.defer("findings", "told").select_related("person").order_by("-pk").first()
