"""A row of a ledger as a life, for the tests of modules."""

from typing import Any

from fazhi.kernel.flow.lives import Life, write

TEXTS = ("text", "choice", "citizen_number", "phone")


def lived(ledger: Any, who: Any, case: Any = None, **cells: Any) -> Any:
    """A row brought in by somebody, about a new case or one that is there: every column blank unless said."""
    row = {column.name: "" if column.kind in TEXTS else None for column in ledger.columns} | cells
    life = Life(case or ledger().case(row))
    if case is not None:
        life.docket.note_before(case)
    ledger().live(life, row, who)
    write([life])
    return type(life.case).objects.get(pk=life.case.pk)
