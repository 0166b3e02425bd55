"""A record as a link to its page, and its deadline as one to why the day is the day."""

from functools import cache
from typing import Any

from django.urls import reverse

from fazhi.faces.look.parts import Link
from fazhi.kernel import registry
from fazhi.kernel.flow import clocks


def link_to(record: Any) -> Link:
    return Link(str(record), reverse("desk:record", args=[registry.label(record), record.pk]), note=record.number)


def why_url(case: Any) -> str:
    """Where it is told why the day by which something must happen next is that day; the record's page while no clock runs."""
    row, at = clocks.nearest(case), f"{list_at(registry.label(case))}{case.pk}/"
    return f"{at}clock/{row['name']}/" if row else at


@cache
def list_at(label: str) -> str:
    """Where the list of a kind stands, with its records behind it: looked up once, as pages show hundreds of them."""
    return reverse("desk:list", args=[label])
