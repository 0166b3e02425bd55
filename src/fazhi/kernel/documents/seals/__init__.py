"""The seal of a body, behind an adapter: who seals is named in the settings, so that a seal server can take the place of the test one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from ..sheets import Imprint

if TYPE_CHECKING:
    from fazhi.kernel.org.models import Unit

__all__ = ["NotSealed", "Sealer", "Verdict", "sealer"]


class NotSealed(ValueError):
    """The seal could not be put on; the sentence says why. Nothing was issued."""

    @property
    def sentence(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one electronic seal on a file says of it."""

    signer: str
    at: datetime | None
    is_intact: bool  # the bytes under the seal are as they were sealed
    covers_all: bool  # nothing was added behind it
    is_trusted: bool  # by an authority that this installation knows
    is_test: bool = False

    @property
    def holds(self) -> bool:
        return self.is_intact and self.covers_all and self.is_trusted

    @property
    def sentence(self) -> str:
        if not self.is_intact:
            return f"“{self.signer}”盖章以后，文件被改动过。"
        if not self.covers_all:
            return f"“{self.signer}”盖章以后，文件后面又加了内容。"
        if not self.is_trusted:
            return f"盖章的证书“{self.signer}”不是本系统认识的机构签发的。"
        return f"由“{self.signer}”加盖电子印章，盖章后没有改动。{'这是测试证书，没有法律效力。' if self.is_test else ''}"


class Sealer(Protocol):
    """What a seal server or a signing machine must offer."""

    def imprint(self, unit: Unit) -> Imprint:
        """How the seal of a unit looks on the paper."""

    def seal(self, pdf: bytes, unit: Unit, reason: str) -> bytes:
        """The same PDF under the electronic seal of a unit; raises NotSealed."""

    def verify(self, pdf: bytes) -> list[Verdict]:
        """What the seals on a file say; none where there is no seal."""


@cache
def sealer() -> Sealer:
    """The one that the settings name (`SEALER`)."""
    return cast(Sealer, import_string(settings.SEALER)())
