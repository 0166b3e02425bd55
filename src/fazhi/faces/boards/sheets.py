"""Any table of the board as .xlsx or .csv; the ledger keeps who took records out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.http import FileResponse, Http404

from fazhi.faces.desk import display
from fazhi.faces.desk.ledgers import leaving, writing
from fazhi.faces.desk.ledgers.outgoing import written_and_sent
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person

from .listing import Selection, columns_of, owner_of, related, title_of

CHUNK = 1000
FORMS = ("xlsx", "csv")


def download(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], form: str) -> FileResponse:
    """A table as a file; 404 for a form there is not."""
    return _sent(title, form, lambda path: _write(path, title, heads, rows))


def records(selection: Selection, form: str) -> FileResponse:
    """The records that the viewer may see, personal data masked."""
    model, person = selection.indicator.model, selection.person
    leaving.refuse_large(selection.visible.count())
    heads = ["编号", "名称", *(display.label(model, name) for name in columns_of(model))]

    def written(path: Path) -> None:
        _note(person, selection, _write(path, selection.value.label, heads, _lines(selection)))

    return _sent(f"{selection.value.label}_{selection.title}", form, written)


def _lines(selection: Selection) -> Iterator[list[Any]]:
    model = selection.indicator.model
    names = columns_of(model)
    for row in selection.visible.select_related(*related(model, names)).order_by("pk").iterator(CHUNK):
        yield [owner_of(row).number, title_of(row), *(display.text(row, name) for name in names)]


def _note(person: Person, selection: Selection, amount: int) -> None:
    act = book.Act(None, "export", f"导出“{selection.value.label}”背后的记录 {amount} 行", actor=person, unit=person.unit)
    act.reason = f"核对数字：{selection.title}"
    book.write(act)


def _write(path: Path, title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    columns = [writing.Column(label=head, kind="text" if at == 0 else "number") for at, head in enumerate(heads)]
    with path.open("wb") as target:
        if path.suffix == ".csv":
            return writing.write_csv(target, columns, rows)
        return writing.write_xlsx(target, title, columns, rows)


def _sent(title: str, form: str, write: Callable[[Path], object]) -> FileResponse:
    if form not in FORMS:
        raise Http404
    return written_and_sent(write, f"{title}.{form}")
