"""A sentence model in ONNX, of the family of BERT: opened by onnxruntime, which the house installs if it wants one."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from ..reading import Unreadable
from .bags import Vector
from .meaning import unit
from .words import longest_words

FIRST, LAST, BLANK = "[CLS]", "[SEP]", "[PAD]"
POOLING = Path("1_Pooling") / "config.json"  # as sentence-transformers writes it
PREFIX = "question_prefix.txt"  # what the model wants before a question
MOST_WORDS = 256
BATCH = 32


@dataclass(frozen=True)
class SentenceModel:
    """`by_first`: the vector of the first place stands for the text; else the mean of all places."""

    session: Any
    places: Mapping[str, int]
    prefix: str
    by_first: bool

    @classmethod
    def read(cls, file: Path, places: Mapping[str, int]) -> "SentenceModel":
        """Raises Unreadable where onnxruntime is missing or cannot open the file."""
        missing = [mark for mark in (FIRST, LAST, BLANK) if mark not in places]
        if missing:
            raise Unreadable(f"{file.parent} 的 vocab.txt 缺少{'、'.join(missing)}")
        return cls(_session(file), places, _prefix(file.parent), _by_first(file.parent))

    def articles(self, texts: Sequence[str]) -> Vector:
        """In batches."""
        return np.concatenate([self._vectors(texts[start : start + BATCH]) for start in range(0, len(texts), BATCH)])

    def question(self, text: str) -> Vector:
        return self._vectors([self.prefix + text])[0]

    def _vectors(self, texts: Sequence[str]) -> Vector:
        rows = [[FIRST, *longest_words(text, self.places)[: MOST_WORDS - 2], LAST] for text in texts]
        shape = len(rows), max(map(len, rows))
        numbers, mask = np.full(shape, self.places[BLANK], np.int64), np.zeros(shape, np.int64)
        for place, row in enumerate(rows):
            numbers[place, : len(row)], mask[place, : len(row)] = [self.places[word] for word in row], 1
        return unit(self._pooled(self._seen(numbers, mask), mask)).astype(np.float32)

    def _seen(self, numbers: Vector, mask: Vector) -> Vector:
        given = {"input_ids": numbers, "attention_mask": mask, "token_type_ids": np.zeros_like(mask)}
        asked = {each.name for each in self.session.get_inputs()}
        return self.session.run(None, {name: values for name, values in given.items() if name in asked})[0]

    def _pooled(self, seen: Vector, mask: Vector) -> Vector:
        if seen.ndim == 2:
            return seen
        return seen[:, 0] if self.by_first else (seen * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)


def _session(file: Path) -> Any:
    try:
        runtime = import_module("onnxruntime")
    except ImportError as error:
        raise Unreadable(
            f"打开 {file} 需要 onnxruntime：请在程序的环境中执行 pip install onnxruntime，或者改用 vectors.npy"
        ) from error
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        return runtime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # noqa: BLE001 - the library has no common class of its own
        raise Unreadable(f"{file} 打不开：{error}") from error


def _prefix(folder: Path) -> str:
    file = folder / PREFIX
    return file.read_text(encoding="utf-8").strip() if file.is_file() else ""


def _by_first(folder: Path) -> bool:
    file = folder / POOLING
    return file.is_file() and bool(json.loads(file.read_text(encoding="utf-8")).get("pooling_mode_cls_token"))
