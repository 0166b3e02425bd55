"""Which column of a file is which of the ledger: as it was found, and as a person sets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms

from fazhi.kernel.present.declared import Column, Ledger

from .cells import letter
from .comparing import UNREAD
from .heading import Heading
from .reading import Sheet
from .recognising import labels_of

NUMERIC = {"money", "number", "whole"}


def described(found: Heading, ledger: type[Ledger]) -> dict[str, Any]:
    """What the pages need to know of the columns."""
    columns = {column.name: column for column in ledger.columns}
    known = {name: at for name, at in found.columns.items() if name in columns}
    return {
        "number": found.number,
        "labels": {str(at): label for at, label in found.labels.items()},
        "columns": found.columns,
        "read": [at for name, at in known.items() if UNREAD not in columns[name].note],
        "key": found.columns.get(ledger.key),
        "numeric": [at for name, at in known.items() if columns[name].kind in NUMERIC],
        "synonyms": [[said, columns[name].header] for name, said in found.synonyms.items() if name in columns],
        "unknown": list(found.unknown.values()),
        "missing": [column.header for column in ledger.columns if column.required and column.name not in known],
        "twice": [columns[name].header for name in found.twice if name in columns],
    }


def matching(sheet: Sheet, ledger: type[Ledger], mapped: Mapping[str, int] | None) -> Heading | None:
    """The heading with its columns as a person has set them; None where nobody has."""
    if mapped is None:
        return None
    found = sheet.heading(labels_of(ledger))
    asked = {column.name for column in ledger.columns if UNREAD not in column.note}
    columns = {name: at for name, at in found.columns.items() if name not in asked} | dict(mapped)
    unknown = {at: label for at, label in found.labels.items() if at not in columns.values() and at != found.result}
    return replace(found, columns=columns, unknown=unknown, synonyms={}, twice=())


class ColumnsForm(forms.Form):
    """For each column of the ledger, the column of the file that holds it."""

    def __init__(self, *args: Any, ledger: type[Ledger], heading: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = sorted((int(at), label) for at, label in heading["labels"].items())
        choices = [("", "不读"), *((str(at), f"{letter(at)} {label}") for at, label in places)]
        self.of: dict[str, Column] = {f"c{n}": column for n, column in enumerate(ledger.columns) if UNREAD not in column.note}
        for name, column in self.of.items():
            at = heading["columns"].get(column.name)
            initial = "" if at is None else str(at)
            self.fields[name] = forms.ChoiceField(
                label=column.header, choices=choices, initial=initial, required=column.required, help_text=column.note
            )

    def clean(self) -> dict[str, Any]:
        """No column of the file stands for two of the ledger."""
        told = super().clean() or {}
        taken: dict[str, str] = {}
        for name, at in list(told.items()):
            if at and taken.setdefault(at, name) != name:
                self.add_error(name, f"这一列已经对应“{self.of[taken[at]].header}”")
        return told

    def columns(self) -> dict[str, int]:
        """Name of the ledger's column → place in the file."""
        return {self.of[name].name: int(at) for name, at in self.cleaned_data.items() if at}
