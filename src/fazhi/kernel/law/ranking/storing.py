"""Dataclasses of arrays on disk: an .npy a plain array, three a sparse one; opened without being read."""

from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix, issparse

Kept = TypeVar("Kept")
LAYOUTS = {"csr": csr_matrix, "csc": csc_matrix}


def save(kept: Any, folder: Path) -> None:
    """Write every field of a dataclass whose fields are arrays, sparse matrices or numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    for field in fields(kept):
        _save(getattr(kept, field.name), folder, field.name)


def _save(value: Any, folder: Path, name: str) -> None:
    if issparse(value):
        for part, array in {"data": value.data, "indices": value.indices, "indptr": value.indptr}.items():
            np.save(folder / f"{name}.{value.format}.{part}.npy", array)
        np.save(folder / f"{name}.{value.format}.shape.npy", np.array(value.shape))
    else:
        np.save(folder / f"{name}.npy", np.asarray(value))


def is_whole(kind: type, folder: Path) -> bool:
    """Whether every field of the dataclass lies there."""
    return all(any(folder.glob(f"{field.name}.*npy")) for field in fields(kind))


def load(kind: type[Kept], folder: Path) -> Kept:
    """The dataclass that was saved there; OSError where something is missing."""
    return kind(**{field.name: _load(folder, field.name) for field in fields(kind)})


def _load(folder: Path, name: str) -> Any:
    for layout, matrix in LAYOUTS.items():
        stem = f"{name}.{layout}"
        if (folder / f"{stem}.data.npy").exists():
            parts = [_mapped(folder / f"{stem}.{part}.npy") for part in ("data", "indices", "indptr")]
            return _sparse(matrix, parts, tuple(np.load(folder / f"{stem}.shape.npy")))
    found = _mapped(folder / f"{name}.npy")
    return found if found.ndim else found.item()


def _mapped(path: Path) -> np.ndarray:
    """A plain array over the file: slices of a memmap cost ten times as much."""
    return np.asarray(np.load(path, mmap_mode="r"))


def _sparse(matrix: Any, parts: list[np.ndarray], shape: tuple[int, ...]) -> Any:
    """Put together without the checks that would read all of it."""
    made = matrix(shape, dtype=parts[0].dtype)
    made.data, made.indices, made.indptr = parts
    return made
