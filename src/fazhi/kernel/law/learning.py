"""Training the ranking: from the articles themselves, and from the questions that the city has answered."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from fazhi.kernel import registry

from .index import build, folder_of, opened, ranking, stamp_of
from .models import LIBRARY

if TYPE_CHECKING:
    from .ranking.past import Answered
    from .ranking.ranker import Ranker

MOST_QUESTIONS = 2000  # the latest; the time to learn grows with their square
NIGHT = range(1, 6)  # hours in which nobody waits for the machine
Told = Callable[[str], None]


def _silent(step: str) -> None:
    """Nobody listens."""


def train(collection: str = LIBRARY, on: date | None = None, told: Told = _silent) -> int:
    """Learn from the articles and from what the city answered; how many answered questions could be used."""
    stamp = stamp_of(collection)
    if stamp is None:
        return 0
    folder = folder_of(collection, stamp)
    if not folder.is_dir():
        build(collection)
    _learn_meaning(collection, folder, told)
    answered = ranking("past").of_the_city(on or localdate(), MOST_QUESTIONS)
    trained, known = _trained(opened(collection), collection, answered, told)
    if trained is not None:
        ranking("keeping").keep(trained, known, folder)
    return len(known)


def trained_on(answered: "Sequence[Answered]", collection: str, told: Told = _silent) -> "Ranker | None":
    """A ranker that knows these questions alone; nothing is kept but the meaning of words."""
    stamp = stamp_of(collection)
    if stamp is None:
        return None
    folder = folder_of(collection, stamp)
    if not folder.is_dir():
        build(collection)
    _learn_meaning(collection, folder, told)
    ranker = opened(collection)
    trained, known = _trained(ranker, collection, answered, told)
    learned = ranker.learned
    return ranker if trained is None else ranking("keeping").of_training(learned.index, learned.meaning, trained, known)


def _learn_meaning(collection: str, folder: Path, told: Told) -> None:
    """The meaning of words depends on the edition alone: learned once."""
    keeping, place = ranking("keeping"), folder / ranking("keeping").MEANING
    if place.is_dir():
        return
    told("词义")
    index = opened(collection).learned.index
    texts = dict(registry.model("law.article").objects.filter(version__law__collection=collection).values_list("id", "text"))
    meaning = ranking("meaning").learn([texts[int(key)] for key in index.keys], index.counts, index.words)
    draft = Path(mkdtemp(prefix=".draft-", dir=folder))
    ranking("storing").save(meaning, draft)
    rmtree(place, ignore_errors=True)
    draft.rename(folder / keeping.MEANING)


def _trained(ranker: "Ranker", collection: str, answered: "Sequence[Answered]", told: Told) -> tuple[object | None, list]:
    training, learned = ranking("training"), ranker.learned
    past, known = training.past_of(learned.index, answered, places_of(ranker, collection))
    return (training.train(learned.index, learned.meaning, past, told) if known else None), known


def places_of(ranker: "Ranker", collection: str) -> dict[str, int]:
    """The row of each article by its document id; of several versions the last one."""
    rows = registry.model("law.article").objects.filter(version__law__collection=collection)
    dated = rows.order_by("version__in_force_on", "version__adopted_on").values_list("document_id", "id")
    places = ranker.learned.index.places
    return {name: places[key] for name, key in dated if key in places}


def train_each_night(now: datetime) -> int | None:
    """Once a night, of the library; None by day, where it is done, or where there is nothing to learn from."""
    stamp, today = stamp_of(LIBRARY), now.date()
    if now.hour not in NIGHT or stamp is None or not folder_of(LIBRARY, stamp).is_dir():
        return None
    if (ranking("keeping").trained_on(folder_of(LIBRARY, stamp)) or date.min) >= today:
        return None
    return train(LIBRARY, today) if ranking("past").of_the_city(today, 1) else None
