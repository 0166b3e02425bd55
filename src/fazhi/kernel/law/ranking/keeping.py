"""What was learned, in a folder: written whole or not at all, the newest is read, earlier ones are dropped."""

import json
import shutil
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
from django.conf import settings
from django.utils.timezone import localtime

from ..reading import Unreadable
from .blend import Judge
from .encoder import Encoded, encoder_of, stamp_of
from .forest import Forest
from .index import Index
from .meaning import Meaning
from .memory import Memory
from .past import Answered
from .ranker import Ranker
from .salience import Salience
from .slope import Slope
from .storing import load, save
from .training import Trained
from .view import Learned

INDEX, MEANING = "index", "meaning"
ENCODED, VECTORS = "encoded", "vectors.npy"


def newest(folder: Path) -> Path | None:
    """The last training under an edition's folder."""
    return max(folder.glob("learned-*"), default=None)


def trained_on(folder: Path) -> date | None:
    """The day of the last training."""
    found = newest(folder)
    return datetime.strptime(found.name[8:16], "%Y%m%d").date() if found else None  # noqa: DTZ007


def keep(trained: Trained, answered: Sequence[Answered], folder: Path) -> Path:
    """Write a training under an edition's folder, and drop those before it."""
    draft = Path(mkdtemp(prefix=".draft-", dir=folder))
    save(trained.memory, draft / "memory")
    save(trained.salience, draft / "salience")
    save(trained.tuned, draft / "tuned")
    (draft / "names.json").write_text(json.dumps([each.name for each in answered], ensure_ascii=False), encoding="utf-8")
    if trained.judge:
        save(trained.judge.slope, draft / "slope")
        (draft / "forest.json").write_text(json.dumps(trained.judge.forest.texts), encoding="utf-8")
        (draft / "columns.json").write_text(json.dumps(trained.judge.names), encoding="utf-8")
    earlier = list(folder.glob("learned-*"))
    kept = folder / f"learned-{localtime():%Y%m%d%H%M%S%f}"
    draft.rename(kept)
    for old in earlier:
        shutil.rmtree(old, ignore_errors=True)
    return kept


def has_words_of(index: Index, folder: Path) -> bool:
    """Whether an index lies there, perhaps of an earlier version, with the same articles and the same words in the same columns."""
    files = {name: folder / INDEX / f"{name}.npy" for name in ("keys", "numbers", "columns")}
    return all(file.is_file() and np.array_equal(np.load(file), getattr(index, name)) for name, file in files.items())


def ranker(folder: Path, index: Index | None = None) -> Ranker:
    """All there is in an edition's folder."""
    opened = index if index is not None else load(Index, folder / INDEX)
    meaning = load(Meaning, folder / MEANING) if (folder / MEANING).is_dir() else None
    learned = newest(folder) if meaning else None
    # A training by an earlier version of the program lacks a part; the next night makes one anew.
    learned = learned if learned and (learned / "tuned").is_dir() else None
    if learned is None:
        return Ranker(Learned(opened, meaning, encoded=encoded(folder)))
    parts = load(Memory, learned / "memory"), load(Salience, learned / "salience"), load(Meaning, learned / "tuned")
    return Ranker(Learned(opened, meaning, *parts, encoded(folder)), _judge(learned), _names(learned))


def encode(texts: Sequence[str], folder: Path) -> None:
    """The articles as the model of settings.ENCODER sees them, kept under an edition's folder; raises Unreadable."""
    draft, kept = Path(mkdtemp(prefix=".draft-", dir=folder)), _encoded(folder)
    np.save(draft / VECTORS, encoder_of(settings.ENCODER).articles(texts).astype(np.float16))
    for earlier in folder.glob(f"{ENCODED}-*"):
        shutil.rmtree(earlier, ignore_errors=True)
    draft.rename(kept)


def is_encoded(folder: Path) -> bool:
    """Whether the articles were seen by the very files that lie at settings.ENCODER."""
    return _encoded(folder).is_dir()


def encoded(folder: Path) -> Encoded | None:
    """What a given model says of an edition; nothing where none is given, or until the articles were seen by it."""
    if settings.ENCODER is None or not is_encoded(folder):
        return None
    try:
        return Encoded(np.load(_encoded(folder) / VECTORS, mmap_mode="r"), encoder_of(settings.ENCODER))
    except (OSError, ValueError, Unreadable):  # `fazhi law train` says it in words; a question is answered without the model
        return None


def _encoded(folder: Path) -> Path:
    return folder / f"{ENCODED}-{stamp_of(settings.ENCODER)}"


def of_training(before: Learned, trained: Trained, answered: Sequence[Answered]) -> Ranker:
    """The same without a folder."""
    learned = Learned(before.index, before.meaning, trained.memory, trained.salience, trained.tuned, before.encoded)
    return Ranker(learned, trained.judge, tuple(each.name for each in answered))


def _judge(folder: Path) -> Judge | None:
    forest, columns = (folder / name for name in ("forest.json", "columns.json"))
    if not columns.exists():
        return None
    return Judge(Forest(_texts(forest)), load(Slope, folder / "slope"), _texts(columns))


def _names(folder: Path) -> tuple[str, ...]:
    """The questions themselves are not kept, only what they are called."""
    return _texts(folder / "names.json")


def _texts(file: Path) -> tuple[str, ...]:
    return tuple(json.loads(file.read_text(encoding="utf-8")))
