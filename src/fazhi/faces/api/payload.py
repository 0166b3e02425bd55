"""The bodies of requests and answers: strict JSON, so that what was sent is what is understood."""

import json
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar

from django.http import HttpRequest
from ninja.renderers import JSONRenderer

from .problems import Problem

LARGEST = 1024 * 1024
DEEPEST = 20
LONGEST_NUMBER = 15  # digits: every program reads such a number alike
# Control characters but tab and line ends, and halves of characters: no text of people holds them.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class PlainRenderer(JSONRenderer):
    """Writes Chinese as it is read."""

    json_dumps_params: ClassVar = {"ensure_ascii": False}


def read(request: HttpRequest) -> dict[str, Any]:
    """The JSON object of a request; raises Problem with what is wrong with it."""
    if request.content_type not in ("application/json", "application/merge-patch+json"):
        raise Problem("media-type", "请求内容应为 JSON（Content-Type: application/json）")
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise Problem("too-large", f"JSON 不能超过 {LARGEST // 1024} KB")
    found = parsed(request.body)
    if not isinstance(found, dict):
        raise Problem("malformed", "JSON 最外层应为对象 {…}")
    return found


def parsed(body: bytes) -> Any:
    """Any JSON value; raises Problem."""
    try:
        value = json.loads(
            body.decode("utf-8"), object_pairs_hook=_object, parse_int=_whole, parse_float=_number, parse_constant=_constant
        )
    except UnicodeDecodeError:
        raise Problem("malformed", "JSON 应为 UTF-8 编码") from None
    except (json.JSONDecodeError, RecursionError) as error:
        where = f"（第 {error.lineno} 行第 {error.colno} 列）" if isinstance(error, json.JSONDecodeError) else "：嵌套太深"
        raise Problem("malformed", f"不是完整的 JSON{where}") from None
    for at, wrong in faults(value, ""):
        raise Problem("malformed", f"{at or '/'}：{wrong}", pointer=at)
    return value


def faults(value: Any, at: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Where a value is too deep or holds what cannot be written; JSON Pointer and sentence."""
    if depth > DEEPEST:
        yield at, f"嵌套不能超过 {DEEPEST} 层"
    elif isinstance(value, str) and (wrong := UNWRITABLE.search(value)):
        yield at, f"有看不见的字符（U+{ord(wrong[0]):04X}），请删去"
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from faults(each, f"{at}/{place}", depth + 1)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from faults(name, at, depth + 1)
            yield from faults(each, f"{at}/{name}", depth + 1)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Problem("malformed", f"“{name[:40]}”写了两次")
        found[name] = value
    return found


def _whole(digits: str) -> int:
    if len(digits.lstrip("-")) > LONGEST_NUMBER:
        raise Problem("malformed", f"数字太长，最多 {LONGEST_NUMBER} 位")
    return int(digits)


def _number(digits: str) -> Decimal:
    """A fraction as it was written: money is never a binary fraction."""
    value = Decimal(digits)
    if len(digits) > 2 * LONGEST_NUMBER or abs(value.adjusted()) > LONGEST_NUMBER:
        raise Problem("malformed", "数字太长或者太大")
    return value


def _constant(name: str) -> Any:
    raise Problem("malformed", f"JSON 里不能有 {name}")


def is_plain(text: str) -> bool:
    """Whether a text from an address can be asked for."""
    return not UNWRITABLE.search(unicodedata.normalize("NFC", text))
