"""Which ledger a file is, and who may bring it in."""

from __future__ import annotations

from fazhi.kernel import registry
from fazhi.kernel.org.models import Person
from fazhi.kernel.org.roles import Role
from fazhi.kernel.present.declared import Ledger

from .guard import Refused
from .heading import Heading
from .reading import Sheet

VERSION = "版本"
VERSION_KEY = "#version"  # no column of a ledger can be called so


class Unrecognised(Exception):
    """No ledger has the headers of this file, or several have."""


def labels_of(ledger: type[Ledger]) -> dict[str, tuple[str, ...]]:
    """Key → its header and synonyms, as the reader looks for them."""
    labels = {column.name: (column.header, *column.synonyms) for column in ledger.columns}
    return labels if any(VERSION in words for words in labels.values()) else labels | {VERSION_KEY: (VERSION,)}


def missing_from(heading: Heading, ledger: type[Ledger]) -> list[str]:
    """The required columns that a file lacks."""
    return [column.header for column in ledger.columns if column.required and column.name not in heading.columns]


def recognised(sheet: Sheet) -> type[Ledger]:
    """The ledger whose headers the file has, the most of them deciding; raises Unrecognised."""
    found = []
    for ledger in registry.on("ledgers").values():
        try:
            heading = sheet.heading(labels_of(ledger))
        except Refused:
            continue
        found.append((bool(missing_from(heading, ledger)), len(heading.unknown), -len(heading.columns), ledger))
    best = min(found, key=lambda one: one[:3], default=None)
    if best is None or best[0]:
        raise Unrecognised(f"“{sheet.name}”的表头不像任何一种台账，请用 --as 指明")
    return best[3]


def importers_of(ledger: type[Ledger]) -> tuple[Role, ...]:
    """The roles that may bring this ledger in: those it names, else those of its flow or register."""
    flow = registry.on("flows").get(registry.label(ledger.model))
    return ledger.by or (flow.importers if flow else ledger.model.keepers())


def may_import(person: Person, ledger: type[Ledger]) -> bool:
    """Whether there is any unit for which this person may bring the ledger in."""
    roles = importers_of(ledger)
    return bool(roles and person.scope(*roles))
