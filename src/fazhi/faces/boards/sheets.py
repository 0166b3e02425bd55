"""Any table of the board as .xlsx or .csv; the ledger keeps who took records out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.http import FileResponse, Http404

from fazhi.faces.desk import display
from fazhi.faces.desk.ledgers import leaving, writing
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person

from .listing import Selection, columns_of, owner_of, related, title_of

CHUNK = 1000
FORMS = ("xlsx", "csv")


def download(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], form: str) -> FileResponse:
    """A table as a file; 404 for a form there is not."""
    return _answer(title, form, *_written(title, heads, rows, form))


def records(selection: Selection, form: str) -> FileResponse:
    """The records that the viewer may see, personal data masked."""
    model, person = selection.indicator.model, selection.person
    leaving.refuse_large(selection.visible.count())
    heads = ["编号", "名称", *(display.label(model, name) for name in columns_of(model))]
    path, amount = _written(selection.value.label, heads, _lines(selection), form)
    _note(person, selection, amount)
    return _answer(f"{selection.value.label}_{selection.title}", form, path, amount)


def _lines(selection: Selection) -> Iterator[list[Any]]:
    model = selection.indicator.model
    names = columns_of(model)
    for row in selection.visible.select_related(*related(model, names)).order_by("pk").iterator(CHUNK):
        yield [owner_of(row).number, title_of(row), *(display.text(row, name) for name in names)]


def _note(person: Person, selection: Selection, amount: int) -> None:
    act = book.Act(None, "export", f"导出“{selection.value.label}”背后的记录 {amount} 行", actor=person, unit=person.unit)
    act.reason = f"核对数字：{selection.title}"
    book.write(act)


def _written(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], form: str) -> tuple[Path, int]:
    if form not in FORMS:
        raise Http404
    columns = [writing.Column(label=head, kind="text" if at == 0 else "number") for at, head in enumerate(heads)]
    with NamedTemporaryFile(suffix=f".{form}", delete=False) as target:
        path = Path(target.name)
        amount = writing.write_csv(target, columns, rows) if form == "csv" else writing.write_xlsx(target, title, columns, rows)
    return path, amount


def _answer(title: str, form: str, path: Path, amount: int) -> FileResponse:
    content = path.open("rb")
    path.unlink()  # the open file lives until it is sent
    return FileResponse(content, as_attachment=True, filename=f"{title}.{form}")
