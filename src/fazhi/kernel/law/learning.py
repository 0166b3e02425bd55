"""Training the ranking: from the articles themselves, and from the questions that the city has answered."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.timezone import localdate

from fazhi.kernel import registry

from .index import build, folder_of, is_built, opened, ranking, stamp_of
from .models import LIBRARY
from .reading import Unreadable

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
    if not is_built(folder):
        build(collection)
    _learn_words(collection, folder, told)
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
    if not is_built(folder):
        build(collection)
    _learn_words(collection, folder, told)
    ranker = opened(collection)
    trained, known = _trained(ranker, collection, answered, told)
    return ranker if trained is None else ranking("keeping").of_training(ranker.learned, trained, known)


def _learn_words(collection: str, folder: Path, told: Told) -> None:
    """What depends on the edition alone is learned once: the meaning of words, and what a given model says of the articles."""
    keeping = ranking("keeping")
    if not (folder / keeping.MEANING).is_dir():
        told("词义")
        _learn_meaning(collection, folder)
    if settings.ENCODER and not wrong_with_encoder() and not keeping.is_encoded(folder):
        told("语义模型")
        keeping.encode([text for _, text in _articles(collection)], folder)


def wrong_with_encoder() -> str:
    """Why the model at settings.ENCODER cannot be used, in words; nothing where it can, or where none is given."""
    try:
        settings.ENCODER and ranking("encoder").encoder_of(settings.ENCODER)
    except Unreadable as error:
        return f"语义模型用不上（FAZHI_ENCODER={settings.ENCODER}）：{error}"
    return ""


def _articles(collection: str) -> list[tuple[str, str]]:
    """Law and text of the articles, in the order of the index."""
    rows = registry.model("law.article").objects.filter(version__law__collection=collection)
    found = {key: (law, text) for key, law, text in rows.values_list("id", "version__law__short_title", "text")}
    return [found[int(key)] for key in opened(collection).learned.index.keys]


def _learn_meaning(collection: str, folder: Path) -> None:
    index, place = opened(collection).learned.index, folder / ranking("keeping").MEANING
    articles = _articles(collection)
    meaning = ranking("meaning").learn([text for _, text in articles], index.counts, index.words)
    draft = Path(mkdtemp(prefix=".draft-", dir=folder))
    ranking("storing").save(ranking("tuning").taught(index, meaning, articles), draft)
    rmtree(place, ignore_errors=True)
    draft.rename(place)


def _trained(ranker: "Ranker", collection: str, answered: "Sequence[Answered]", told: Told) -> tuple[object | None, list]:
    training, learned = ranking("training"), ranker.learned
    past, known = training.past_of(learned.index, answered, places_of(ranker, collection))
    return (training.train(learned, past, told) if known else None), known


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
