"""The chance of a draw: what departments keep secret until T1, and what is drawn in public after it (RFC 3797, RFC 5869)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from hashlib import sha256
from hmac import digest
from typing import Any

from .lists import NotDrawable
from .plan import fingerprint

CODE = 32  # bytes


def new_code() -> str:
    """A department's secret, in hexadecimal; it is told to nobody before the lists are closed."""
    return secrets.token_hex(CODE)


def commitment_to(code: str) -> str:
    """What a department publishes beforehand: SHA-256 of its code. Raises `NotDrawable` for what is no code."""
    try:
        raw = bytes.fromhex(code)
    except ValueError:
        raw = b""
    if len(raw) != CODE or code != code.lower():
        raise NotDrawable("承诺码应当是 64 位小写十六进制字符")
    return sha256(raw).hexdigest()


def revealed(plan: Mapping[str, Any], codes: Mapping[str, str]) -> list[str]:
    """The codes in the plan's order; those never revealed are left out. Raises `NotDrawable` for a wrong or a foreign one."""
    promised = {each["department"]: each["commitment"] for each in plan["codes"]}
    for department, code in codes.items():
        if commitment_to(code) != promised.get(department):
            raise NotDrawable(f"{department}公开的承诺码与抽查方案里的承诺值不一致")
    return [codes[each["department"]] for each in plan["codes"] if each["department"] in codes]


def source_text(sources: Sequence[Sequence[int]]) -> str:
    """RFC 3797 §4: the numbers of each source in order, each ended by a point, each source by a slash."""
    if not sources or not all(sources):
        raise NotDrawable("每个公开随机源都应当有号码")
    if any(not isinstance(number, int) or number < 0 for numbers in sources for number in numbers):
        raise NotDrawable("公开随机源的号码应当是不小于 0 的整数")
    return "".join("".join(f"{number}." for number in sorted(numbers)) + "/" for numbers in sources)


def key_of(plan: Mapping[str, Any], codes: Sequence[str], text: str) -> bytes:
    """K = HKDF-Extract(salt = SHA-256(plan) ‖ codes, source text): the public source comes last, so nobody can steer by withholding."""
    salt = bytes.fromhex(fingerprint(plan)) + b"".join(map(bytes.fromhex, codes))
    return digest(salt, text.encode(), "sha256")
