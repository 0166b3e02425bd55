"""What a module declares of a recording that is heard on its record's page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from fazhi.kernel.org.models import Person


@dataclass(frozen=True, slots=True)
class Plays:
    """A recording that is played to whoever has said what for, for a while; what may be heard is the module's word."""

    step: str  # by which one says what for
    until: Callable[[Any, Person], datetime | None]  # when that ends; None where it was not said or has ended
    file: Callable[[Any], Path]  # raises NotAllowed where it is not here, or no longer what was registered
    note: Callable[[Any, Person], str]  # what stands beside the player: who hears it, what for
    is_kept: Callable[[Any], bool]  # whether there is one at all
