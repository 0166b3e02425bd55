"""A model of meaning that the house has as files: one more way of looking, beside what is learned here. Nothing is downloaded.

A folder with vocab.txt, a word a line, and either vectors.npy (a vector a word, the frequent words first; numpy reads it) or
model.onnx (a sentence model, opened by the package onnxruntime where it is installed).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

import numpy as np

from ..reading import Unreadable
from .bags import Vector
from .meaning import unit
from .sentences import SentenceModel
from .words import longest_words

VOCABULARY, VECTORS, MODEL = "vocab.txt", "vectors.npy", "model.onnx"
COMMON = 1e-3  # a word this frequent counts half; frequencies by Zipf's law from the order of the vocabulary


class Encoder(Protocol):
    """Whatever gives texts a vector of length 1 each; questions may be put in another way than articles."""

    def articles(self, texts: Sequence[str]) -> Vector:
        """One row an article."""

    def question(self, text: str) -> Vector:
        """One vector."""


@dataclass(frozen=True)
class Encoded:
    """The articles as the model sees them, and the model."""

    vectors: Vector
    encoder: Encoder

    @cached_property
    def seen(self) -> Vector:
        """Ready to be multiplied; on disk they are in half precision."""
        return self.vectors.astype(np.float32)

    def likeness(self, text: str) -> Vector:
        """Of every article to a question."""
        return self.seen @ self.encoder.question(text)


@dataclass(frozen=True)
class WordVectors:
    """A text is the sum of its words' vectors; a frequent word says less."""

    places: Mapping[str, int]
    vectors: Vector

    def articles(self, texts: Sequence[str]) -> Vector:
        return unit(np.stack([self._sum(text) for text in texts]))

    def question(self, text: str) -> Vector:
        return unit(self._sum(text))

    def _sum(self, text: str) -> Vector:
        rows = np.array([self.places[word] for word in longest_words(text, self.places)], np.int64)
        return self._weights[rows] @ self.vectors[rows].astype(np.float32)

    @cached_property
    def _weights(self) -> Vector:
        size = len(self.places)
        frequency = 1 / (np.arange(1, size + 1) * (np.log(size) + 1))
        return (COMMON / (COMMON + frequency)).astype(np.float32)


def encoder_of(folder: Path) -> Encoder:
    """The model of a folder; raises Unreadable with a sentence that says what is wrong with its files."""
    places = _vocabulary(folder / VOCABULARY)
    for name, reader in FORMS.items():
        if (folder / name).is_file():
            return reader(folder / name, places)
    raise Unreadable(f"{folder} 中没有 {VECTORS}，也没有 {MODEL}")


def _vocabulary(file: Path) -> dict[str, int]:
    try:
        words = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"{file} 读不出来：{error}") from error
    return {word: place for place, word in enumerate(words)}


def _word_vectors(file: Path, places: Mapping[str, int]) -> WordVectors:
    try:
        vectors = np.load(file, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise Unreadable(f"{file} 读不出来：{error}") from error
    if vectors.ndim != 2 or len(vectors) != len(places) or not np.issubdtype(vectors.dtype, np.floating):
        raise Unreadable(f"{file} 应为每词一行的小数：{VOCABULARY} 有{len(places)}个词，这里是{vectors.shape}的{vectors.dtype}")
    return WordVectors(places, np.asarray(vectors))


FORMS: dict[str, Callable[[Path, Mapping[str, int]], Encoder]] = {VECTORS: _word_vectors, MODEL: SentenceModel.read}


def stamp_of(folder: Path) -> str:
    """What tells one model from another, from the names, sizes and times of its files."""
    return blake2b(";".join(sorted(_named(folder))).encode(), digest_size=8).hexdigest()


def _named(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*"):
        if file.is_file():
            found = file.stat()
            yield f"{file.relative_to(folder)} {found.st_size} {found.st_mtime_ns}"
