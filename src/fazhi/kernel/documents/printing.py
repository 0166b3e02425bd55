"""Many papers as one PDF to print: each begins on the front of a sheet, and one that cannot be made is named, not fatal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model

from .declared import Missing, Paper
from .fonts import NotDrawn
from .pages import Stack


@dataclass(frozen=True, slots=True)
class Left:
    """A record of which the paper could not be made, and why."""

    record: str
    why: str


def printed_together(paper: type[Paper], records: Iterable[Model], done: Callable[[int], None]) -> tuple[bytes, list[Left]]:
    """One PDF of all that can be made, and what was left out; tells how many are done after each."""
    stack, left = Stack(), []
    for amount, record in enumerate(records, start=1):
        try:
            stack.lay(paper.printable(record))
        except (Missing, NotDrawn) as refusal:
            left.append(Left(str(record), str(refusal)))
        done(amount)
    return stack.content() if stack.pages else b"", left
