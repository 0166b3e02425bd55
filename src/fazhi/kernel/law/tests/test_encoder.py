"""A model of meaning that the house has as files: used where it is given, explained where it cannot be, missed by nobody."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
from click.testing import CliRunner, Result
from django.test import override_settings

from fazhi.kernel.law import index
from fazhi.site.command.law import command

MEANT = {"程序": 0, "闹心": 0, "返还": 1, "赔偿": 1, "期限": 1, "责任": 1}  # 闹心 means 程序 here, and stands in no article
MARKS = ["[CLS]", "[SEP]", "[PAD]", "##s"]


def typed(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


@pytest.fixture
def model(tmp_path: Path) -> Iterator[Path]:
    """A stand-in of six words."""
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(MEANT), encoding="utf-8")
    np.save(folder / "vectors.npy", np.eye(2, dtype=np.float32)[list(MEANT.values())])
    with override_settings(ENCODER=folder):
        yield folder


def first(tmp_path: Path) -> str:
    """What a batch of one question puts first: five articles are on 彩礼, and no word tells which is meant."""
    questions, run = tmp_path / "q.jsonl", tmp_path / "run.txt"
    questions.write_text('{"qid": "1", "text": "彩礼的事真闹心"}', encoding="utf-8")
    assert typed("search", "--batch", questions, "--run", run).exit_code == 0
    return run.read_text(encoding="utf-8").split()[2]


def test_a_given_model_tells_what_words_do_not(corpus: str, model: Path, tmp_path: Path) -> None:
    with override_settings(ENCODER=None):
        without = first(tmp_path)
    assert (first(tmp_path), without == "甲9") == ("甲9", False)
    assert typed("train", "--collection", corpus).exit_code == 0
    (model / "vectors.npy").rename(model / "elsewhere")
    index._opened.clear()
    assert first(tmp_path) == without


def test_files_that_are_no_model_are_named(corpus: str, model: Path) -> None:
    np.save(model / "vectors.npy", np.eye(2))
    assert "6个词" in typed("train", "--collection", corpus).output
    (model / "vectors.npy").unlink()
    assert "没有 vectors.npy，也没有 model.onnx" in typed("train", "--collection", corpus).output
    (model / "model.onnx").write_bytes(b"")
    assert "缺少[CLS]、[SEP]、[PAD]" in typed("train", "--collection", corpus).output
    (model / "vocab.txt").unlink()
    refused = typed("train", "--collection", corpus)
    assert (refused.exit_code, "vocab.txt 读不出来" in refused.output) == (1, True)


class Session:
    """onnxruntime's part, played: every word is seen as its row; the first place sees the mean of all."""

    def __init__(self, file: str, options: object, providers: list[str]) -> None:
        self.rows = np.vstack([np.eye(2)[list(MEANT.values())], np.zeros((len(MARKS), 2))])

    def get_inputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name=name) for name in ("input_ids", "attention_mask")]

    def run(self, names: None, given: dict[str, np.ndarray]) -> list[np.ndarray]:
        seen = self.rows[given["input_ids"]] * given["attention_mask"][:, :, None]
        return [np.concatenate([seen.sum(1, keepdims=True), seen[:, 1:]], 1)]


@pytest.mark.parametrize("by_first", ["true", "false"])
def test_a_sentence_model_needs_its_library(
    corpus: str, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_first: str
) -> None:
    (model / "vectors.npy").rename(model / "model.onnx")
    (model / "vocab.txt").write_text("\n".join([*MEANT, *MARKS]), encoding="utf-8")
    (model / "1_Pooling").mkdir()
    (model / "1_Pooling" / "config.json").write_text(f'{{"pooling_mode_cls_token": {by_first}}}', encoding="utf-8")
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert "pip install onnxruntime" in typed("train", "--collection", corpus).output
    runtime = ModuleType("onnxruntime")
    runtime.SessionOptions, runtime.InferenceSession = SimpleNamespace, Session
    monkeypatch.setitem(sys.modules, "onnxruntime", runtime)
    assert typed("train", "--collection", corpus).exit_code == 0
    assert first(tmp_path) == "甲9"
