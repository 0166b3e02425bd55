"""What was learned, in a folder: written whole or not at all, the newest is read, earlier ones are dropped."""

import json
import shutil
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import mkdtemp

from django.utils.timezone import localtime

from .blend import Judge
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
    (draft / "names.json").write_text(json.dumps([each.name for each in answered], ensure_ascii=False), encoding="utf-8")
    if trained.judge:
        save(trained.judge.slope, draft / "slope")
        (draft / "forest.json").write_text(json.dumps(trained.judge.forest.texts), encoding="utf-8")
    earlier = list(folder.glob("learned-*"))
    kept = folder / f"learned-{localtime():%Y%m%d%H%M%S%f}"
    draft.rename(kept)
    for old in earlier:
        shutil.rmtree(old, ignore_errors=True)
    return kept


def ranker(folder: Path, index: Index | None = None) -> Ranker:
    """All there is in an edition's folder."""
    opened = index if index is not None else load(Index, folder / INDEX)
    meaning = load(Meaning, folder / MEANING) if (folder / MEANING).is_dir() else None
    learned = newest(folder) if meaning else None
    if learned is None:
        return Ranker(Learned(opened, meaning))
    memory, salience = load(Memory, learned / "memory"), load(Salience, learned / "salience")
    return Ranker(Learned(opened, meaning, memory, salience), _judge(learned), _names(learned))


def of_training(index: Index, meaning: Meaning, trained: Trained, answered: Sequence[Answered]) -> Ranker:
    """The same without a folder."""
    return Ranker(Learned(index, meaning, trained.memory, trained.salience), trained.judge, tuple(each.name for each in answered))


def _judge(folder: Path) -> Judge | None:
    forest = folder / "forest.json"
    if not forest.exists():
        return None
    return Judge(Forest(tuple(json.loads(forest.read_text(encoding="utf-8")))), load(Slope, folder / "slope"))


def _names(folder: Path) -> tuple[str, ...]:
    """The questions themselves are not kept, only what they are called."""
    return tuple(json.loads((folder / "names.json").read_text(encoding="utf-8")))
