"""One way to write an entry as bytes: RFC 8785, in a narrow profile that every language writes alike."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from typing import Any

LARGEST = 1 << 53  # integers stay below, so that a browser reads them exactly
SURROGATE = re.compile("[\ud800-\udfff]")
# Within this profile json and RFC 8785 write the same bytes; a test holds them together. Made once: making it costs more than using it.
written = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


class NotCanonical(ValueError):
    """A value the profile does not know; the sentence names where it stands."""


def canonical(value: Any) -> bytes:
    """The bytes of a value: ASCII keys, NFC strings, whole numbers below 2**53, no null in a list; raises `NotCanonical`."""
    _check(value, "$")
    return written(value).encode()


def pair(name: str, value: Any) -> bytes:
    """The bytes of [name, value], or of [name] for no value, by a short way for what is plain: a row has dozens of them."""
    if value is None:
        return _begun(name) + b"]"
    kind = type(value)
    if kind is str and (value.isascii() or _is_normal(value)):
        return _begun(name) + f",{quoted(value)}]".encode()
    if kind is bool:
        return _begun(name) + (b",true]" if value else b",false]")
    if kind is int and -LARGEST < value < LARGEST:
        return b"%b,%d]" % (_begun(name), value)
    return canonical([name, value])


@lru_cache(4096)
def _begun(name: str) -> bytes:
    """[name without its end; the same few hundred names come again and again."""
    return canonical([name])[:-1]


def normal(text: str) -> str:
    """A text in normal form C, as the profile wants it."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _check(value: Any, where: str) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _check_key(key, where)
            _check(inner, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            _check_item(inner, f"{where}[{place}]")
    else:
        _check_plain(value, where)


def _check_key(key: Any, where: str) -> None:
    if not isinstance(key, str) or not key.isascii():
        raise NotCanonical(f"{where}: a key must be ASCII, not {key!r}")


def _check_item(value: Any, where: str) -> None:
    if value is None:
        raise NotCanonical(f"{where}: a list holds no null")
    _check(value, where)


def _check_plain(value: Any, where: str) -> None:
    if isinstance(value, str):
        _check_text(value, where)
    elif isinstance(value, int):
        if not -LARGEST < value < LARGEST:
            raise NotCanonical(f"{where}: {value} does not stay below 2**53")
    elif value is not None:
        raise NotCanonical(
            f"{where}: {type(value).__name__} has no canonical form; write money in fen, ratios as two integers, times as text"
        )


def _check_text(value: str, where: str) -> None:
    if value.isascii() or _is_normal(value):
        return
    if SURROGATE.search(value):
        raise NotCanonical(f"{where}: a lone surrogate")
    raise NotCanonical(f"{where}: the text is not in normal form C")


def _is_normal(value: str) -> bool:
    return unicodedata.is_normalized("NFC", value) and not SURROGATE.search(value)
