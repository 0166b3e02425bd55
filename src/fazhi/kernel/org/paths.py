"""Paths of the tree: six digits a level, so that a subtree is a range in any collation."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat, Substr

WIDTH = 6
DEEPEST = 12


def segment(number: int) -> str:
    """A unit's own part of its path."""
    # The last number stays free, so that every subtree has an end of the same width.
    if not 0 < number < 10**WIDTH - 1:
        raise OverflowError(f"a path segment has {WIDTH} digits; {number} does not fit")
    return f"{number:0{WIDTH}d}"


def path_end(path: str) -> str:
    """The first path after the subtree of `path`."""
    return f"{int(path) + 1:0{len(path)}d}"


def depth(path: str) -> int:
    """How many levels a path has; a root has one."""
    return len(path) // WIDTH


def lineage(path: str) -> list[str]:
    """The paths from the root down to `path` itself."""
    return [path[:end] for end in range(WIDTH, len(path) + 1, WIDTH)]


def covers(prefix: str, path: str) -> bool:
    """Whether `path` lies in the subtree of `prefix`."""
    return path.startswith(prefix)


def within(path: str, field: str = "path") -> Q:
    """The rows whose path lies in the subtree of `path`."""
    return Q(**{f"{field}__gte": path, f"{field}__lt": path_end(path)})


def within_any(paths: Iterable[str], field: str = "path") -> Q:
    """The rows in any of the subtrees; no subtree means no row."""
    ranges = Q(pk__in=[])
    for path in paths:
        ranges |= within(path, field)
    return ranges


def widest(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths that lie in no other of them, widest first."""
    kept: list[str] = []
    for path in sorted(set(paths), key=lambda each: (len(each), each)):
        if not any(covers(wide, path) for wide in kept):
            kept.append(path)
    return tuple(kept)


def transplanted(old: str, new: str, field: str = "path") -> Concat:
    """The expression that puts a row of the subtree `old` into the subtree `new`."""
    return Concat(Value(new), Substr(field, len(old) + 1))


def transplant(rows: QuerySet, old: str, new: str) -> int:
    """Rewrite the paths of the rows in the subtree `old`; what a function in `on_move` does."""
    return rows.filter(within(old)).update(path=transplanted(old, new))
