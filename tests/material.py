"""Material that lies beside the repository; tests that need it are skipped by name where it is absent."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_data(path: str) -> Path:
    """A file or folder of ../shared/data, or a skip that names it."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"needs ../shared/data/{path}")
    return found
