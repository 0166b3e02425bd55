"""Cells of somebody's file as a page may show them: personal data hidden as everywhere else."""

from __future__ import annotations

import re
from collections.abc import Callable

from fazhi.kernel.present.declared import Ledger
from fazhi.kernel.records.fields import CitizenNumber, Personal, Phone, personal_fields
from fazhi.kernel.records.models import parts_of

Mask = Callable[[str], str]

LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])(\d{4})\d{7,11}(\d{2,3}[0-9Xx])(?![0-9A-Za-z])", re.ASCII)
MOBILE = re.compile(r"(?<![0-9A-Za-z])(1\d{2})\d{4}(\d{4})(?![0-9A-Za-z])", re.ASCII)
BY_KIND: dict[str, Personal] = {"citizen_number": CitizenNumber(), "phone": Phone()}


def veils(ledger: type[Ledger]) -> dict[str, Mask]:
    """Column name → how its cells are hidden: of a personal field's kind, or named after one (applicant_phone)."""
    personal = [field for model in (ledger.model, *parts_of(ledger.model).values()) for field in personal_fields(model)]
    found: dict[str, Mask] = {}
    for column in ledger.columns:
        ends = [field for field in personal if column.name == field.name or column.name.endswith(f"_{field.name}")]
        if field := BY_KIND.get(column.kind) or next(iter(ends), None):
            found[column.name] = field.mask
    return found


def hidden(words: str, mask: Mask | None = None) -> str:
    """Words with a person's name, numbers or address hidden; long numbers are hidden wherever they stand."""
    if mask and words and "*" not in words:
        words = mask(words)
    return MOBILE.sub(r"\1****\2", LONG_NUMBER.sub(r"\1**********\2", words))
