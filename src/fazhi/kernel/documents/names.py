"""File names as they may be kept: no path, nothing invisible, no more than 255 bytes."""

import re
import unicodedata
from pathlib import PurePath

LONGEST = 255
LONGEST_SUFFIX = 20
UNSEEN = {"Cc", "Cf", "Cs"}
NAMELESS = "未命名"
# What Windows refuses in a name, and what a header or a shell would read as its own.
RESERVED = re.compile(r'[<>:"|?*]')


def clean_name(name: str) -> str:
    """The last part of a name, without what cannot be seen or saved; the suffix is kept when it is cut."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(character for character in last if unicodedata.category(character) not in UNSEEN)
    path = PurePath(RESERVED.sub("_", seen).strip(" .\u3000") or NAMELESS)
    suffix = path.suffix if len(path.suffix.encode()) <= LONGEST_SUFFIX else ""
    return _cut(path.name.removesuffix(suffix), LONGEST - len(suffix.encode())) + suffix


def suffixes(name: str) -> list[str]:
    """Every suffix in small letters, the last one last: 合同.pdf.exe → pdf, exe."""
    return [part.strip().lower() for part in name.split(".")[1:]]


def _cut(stem: str, longest: int) -> str:
    """As much of the stem as fits, never half a character."""
    return stem.encode()[: max(longest, 0)].decode(errors="ignore") or NAMELESS
