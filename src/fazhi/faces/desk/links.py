"""A record as a link to its page."""

from typing import Any

from django.urls import reverse

from fazhi.faces.look.parts import Link
from fazhi.kernel import registry


def link_to(record: Any) -> Link:
    return Link(str(record), reverse("desk:record", args=[registry.label(record), record.pk]), note=record.number)
