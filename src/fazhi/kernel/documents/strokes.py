"""笔迹: what a hand draws on the pad — strokes of points with their moments — and whether two drawings are one and the same.

A stroke is a list of points [x, y, t]: right and down in pixels, milliseconds since the first touch. Nobody draws a signature twice alike: a
drawing that is stroke for stroke another, moved and made larger or smaller as it may be, was played back.
"""

import json
import math
from collections.abc import Iterator
from typing import Any

from django.utils.crypto import salted_hmac

from .contents import Unacceptable

Point = list[float]
Strokes = list[list[Point]]

MOST_STROKES, MOST_POINTS, LONGEST = 200, 20_000, 2_000_000  # characters of JSON
FEWEST = 12  # points below which two drawings may be alike by chance
NEAR = 0.015  # of the larger side: by how much points may differ that are the same
SOON = 40  # milliseconds by which two moments may differ that are the same


def read(text: str) -> Strokes:
    """The strokes as a page sends them; raises Unacceptable."""
    try:
        told = json.loads(text) if len(text) <= LONGEST else None
    except (ValueError, RecursionError):
        told = None
    if not _is_drawing(told):
        raise Unacceptable("没有收到签名的笔迹，请重新签一次。")
    return [[[round(float(number), 1) for number in point] for point in stroke] for stroke in told]


def _is_drawing(told: Any) -> bool:
    if not isinstance(told, list) or not 1 <= len(told) <= MOST_STROKES:
        return False
    if not all(isinstance(stroke, list) and stroke for stroke in told) or sum(map(len, told)) > MOST_POINTS:
        return False
    return all(_is_point(point) for stroke in told for point in stroke)


def _is_point(point: Any) -> bool:
    return (
        isinstance(point, list)
        and len(point) == 3
        and all(isinstance(n, int | float) and not isinstance(n, bool) and math.isfinite(n) and abs(n) < 10**9 for n in point)
    )


def amount(strokes: Strokes) -> int:
    """How many points there are."""
    return sum(map(len, strokes))


def shape_of(strokes: Strokes) -> str:
    """What neither moving nor enlarging changes, as a keyed hash by which likely twins are found; blank where too little was drawn."""
    if amount(strokes) < FEWEST:
        return ""
    return salted_hmac("fazhi.strokes", " ".join(str(len(stroke)) for stroke in strokes), algorithm="sha256").hexdigest()


def is_same(one: Strokes, other: Strokes) -> bool:
    """Whether two drawings go through the same points, once both fill the same square."""
    if [len(stroke) for stroke in one] != [len(stroke) for stroke in other] or amount(one) < FEWEST:
        return False
    return all(math.dist(a, b) <= NEAR for a, b in zip(_fitted(one), _fitted(other), strict=True))


def is_as_fast(one: Strokes, other: Strokes) -> bool:
    """Whether they were drawn in the same time, point by point."""
    return all(abs(a[2] - b[2]) <= SOON for x, y in zip(one, other, strict=True) for a, b in zip(x, y, strict=True))


def _fitted(strokes: Strokes) -> Iterator[tuple[float, float]]:
    """Each point in a square of side one, its proportions kept."""
    points = [point for stroke in strokes for point in stroke]
    left, top = min(point[0] for point in points), min(point[1] for point in points)
    side = max(max(point[0] for point in points) - left, max(point[1] for point in points) - top) or 1.0
    return (((point[0] - left) / side, (point[1] - top) / side) for point in points)
