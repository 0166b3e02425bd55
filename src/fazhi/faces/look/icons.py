"""The icons there are, so that a name that draws nothing is found at the start."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fazhi.kernel import registry

SPRITE = Path(__file__).parent / "static/look/icons.svg"


@cache
def names() -> frozenset[str]:
    """Every icon of the sprite by its name."""
    return frozenset(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()))


@registry.check
def icons_hold() -> Iterator[str]:
    """Every icon of a desk or a public form is in the sprite."""
    for declared in (*registry.on("desks").values(), *registry.on("intakes").values()):
        if declared.icon not in names():
            yield f"{declared.__name__}: there is no icon “{declared.icon}”; there are: {', '.join(sorted(names()))}"
