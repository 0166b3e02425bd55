"""Sheet: a paper filled from a record, all that is needed to write it again; Imprint: what its issue adds to it."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from .blocks import KINDS, Block, Cover, Number
from .heads import Head, balanced


@dataclass(frozen=True)
class Sheet:
    """What stands on a paper."""

    key: str
    title: str
    law: str
    blocks: tuple[Block, ...]
    head: Head | None = None

    @property
    def number(self) -> str:
        """发文字号, or the number under the title of a form."""
        if self.head and self.head.number:
            return self.head.number
        return next((block.text for block in self.blocks if isinstance(block, Number)), "")

    def as_dict(self) -> dict[str, Any]:
        told = {
            "key": self.key,
            "title": self.title,
            "law": self.law,
            "blocks": [{"block": type(block).__name__.lower(), **asdict(block)} for block in self.blocks],
        }
        return told | ({"head": self.head.as_dict()} if self.head else {})

    @classmethod
    def from_dict(cls, told: dict[str, Any]) -> "Sheet":
        """The sheet that was frozen as a dictionary."""
        blocks = [dict(block) for block in told["blocks"]]
        made = tuple(KINDS[block.pop("block")](**block) for block in blocks)
        head = Head(**told["head"]) if told.get("head") else None
        return cls(told["key"], told["title"], told["law"], made, head)

    @property
    def text(self) -> str:
        """Every character that will be written."""
        told = self.as_dict()
        return "".join([*_strings(told["blocks"]), *_strings(told.get("head", {})), self.title])

    @property
    def is_file(self) -> bool:
        """Several papers bound behind a cover."""
        return bool(self.blocks) and isinstance(self.blocks[0], Cover)

    @property
    def lines(self) -> list[str]:
        """The title in the lines in which an official document sets it."""
        return balanced(self.title)

    def rewritten(self, change: Callable[[str], str]) -> "Sheet":
        """The same sheet with every text changed, as for a public version."""
        return Sheet.from_dict(_rewritten(self.as_dict(), change))


@dataclass(frozen=True)
class Imprint:
    """What the issue of a paper adds: a code to check it by, a seal, or the mark of a draft; never a word of the paper itself."""

    code: str = ""  # 核验码
    draft: str = ""  # across every page of what is not issued: 未签发
    seal: str = ""  # the name that runs round a drawn seal
    seal_note: str = ""  # what a drawn seal says of itself: 测试章
    seal_image: str = ""  # path of a picture of the seal, instead of a drawn one

    def as_dict(self) -> dict[str, str]:
        return asdict(self)

    def with_code(self, code: str) -> "Imprint":
        return replace(self, code=code)

    @property
    def text(self) -> str:
        return "".join((self.code, self.draft, self.seal, self.seal_note))


# What is no text of the paper: which layout, which block, which file.
NOT_TEXT = {"block", "layout", "sha256", "form", "key"}


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from [] if name in NOT_TEXT else _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)


def _rewritten(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: inner if name in NOT_TEXT else _rewritten(inner, change) for name, inner in value.items()}
    return [_rewritten(inner, change) for inner in value] if isinstance(value, list | tuple) else value
