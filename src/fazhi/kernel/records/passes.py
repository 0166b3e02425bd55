"""A code that opens one record to whoever scans it: reckoned from the record and its salt, so that it can be shown again and is stored nowhere."""

from typing import Any

from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac

from fazhi.kernel import registry

LENGTH = 32  # hexadecimal signs


def token_of(record: models.Model, salt: str) -> str:
    """Empty while there is no salt."""
    return f"{record.pk}-{_mark(record, salt)}" if salt else ""


def behind(model: type[models.Model], field: str, token: str) -> Any:
    """The record that a token opens; None for any other token."""
    key, _, mark = token.partition("-")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    record = model._default_manager.filter(pk=int(key)).first()
    salt = getattr(record, field) if record else ""
    return record if salt and constant_time_compare(mark.encode(), _mark(record, salt).encode()) else None


def _mark(record: models.Model, salt: str) -> str:
    told = f"{registry.label(record)}:{record.pk}:{salt}"
    return salted_hmac("fazhi.pass", told, algorithm="sha256").hexdigest()[:LENGTH]
