"""A record as a link to its page, and its deadline as one to why the day is the day."""

from typing import Any

from django.urls import reverse

from fazhi.faces.look.parts import Link
from fazhi.kernel import registry
from fazhi.kernel.flow import clocks


def link_to(record: Any) -> Link:
    return Link(str(record), reverse("desk:record", args=[registry.label(record), record.pk]), note=record.number)


def why_url(case: Any) -> str:
    """Where it is told why the day by which something must happen next is that day; the record's page while no clock runs."""
    at, row = [registry.label(case), case.pk], clocks.nearest(case)
    return reverse("desk:clock", args=[*at, row["name"]]) if row else reverse("desk:record", args=at)
