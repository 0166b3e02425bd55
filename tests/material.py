"""Material that lies beside the repository; tests that need it are skipped by name where it is absent."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_data(path: str) -> Path:
    """A file or folder of ../shared/data, or a skip that names it."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"needs ../shared/data/{path}")
    return found


def import_laws_of(citations: Iterable[str]) -> set[str]:
    """Into the library come the statutes of ../shared/data/laws that are cited; their names."""
    from fazhi.kernel.law import cite  # noqa: PLC0415  (Django must be set up first)
    from fazhi.kernel.law.importing import import_paths  # noqa: PLC0415

    titles = {cite(text).law for text in citations}
    files = shared_data("laws").rglob("*")
    import_paths([path for path in files if path.suffix in (".md", ".docx") and re.split(r"[(（.-]", path.name)[0] in titles])
    return titles
