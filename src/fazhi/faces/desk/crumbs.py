"""Where a page stands: pillar, list, and further."""

from typing import Any

from django.urls import reverse

from fazhi.faces.look.parts import Link
from fazhi.kernel import registry

from .shell import PILLARS


def crumbs(desk: Any, *more: Link) -> list[Link]:
    """Pillar, list, and further."""
    return [Link(PILLARS[desk.pillar()], ""), Link(desk.named(), reverse("desk:list", args=[registry.label(desk.model)])), *more]
