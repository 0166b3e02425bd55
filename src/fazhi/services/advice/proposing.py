"""What is proposed while a question is being written: services by rule and word, articles in force, entries of the library."""

from collections.abc import Mapping
from dataclasses import replace

from django.db.models import QuerySet
from django.utils.timezone import localdate

from fazhi.kernel.org.models import Person
from fazhi.kernel.present import proposing
from fazhi.kernel.present.proposing import Earlier, Proposed, Way

from . import library, routing
from .models import Consultation, QAEntry
from .rules import DANGER_WORDS
from .sameness import earlier, of_form
from .suggesting import best_articles

NAME = "advice.question"
LEAST = 4  # characters below which nothing can be meant yet


def dangers(text: str) -> tuple[str, ...]:
    """The words in a text that tell of danger to life."""
    return tuple(word for word in DANGER_WORDS.value() if word in text)


def proposed(text: str, person: Person | None, given: Mapping[str, str]) -> Proposed:
    """All that can be proposed for a question; the public is shown words alone, never whose question was like it."""
    told = Proposed(dangers(text), earlier=tuple(_earlier(person, given)))
    if len(text.strip()) < LEAST:
        return told
    hits = best_articles(text, localdate())
    return replace(
        told,
        ways=tuple(Way(each.service.label, each.because, each.law) for each in routing.routes(text) if each.law or each.because),
        hits=tuple(hits if person else (replace(hit, grounds=()) for hit in hits)),
        alike=tuple(library.alike(text, _shown_to(person), localdate())),
    )


def _shown_to(person: Person | None) -> "QuerySet[QAEntry]":
    return library.standing(localdate()) if person else library.public(localdate())


def _earlier(person: Person | None, given: Mapping[str, str]) -> list[Earlier]:
    """Contacts of the same person, for whoever registers at the desk; the public is told of nobody's."""
    return earlier(of_form(given), Consultation.objects.visible_to(person)) if person else []


proposing.leave(NAME, proposing.Proposer(dangers, proposed))
