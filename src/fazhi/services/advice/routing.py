"""Which services a question is likely to need, with the words or the rule that say so; a person chooses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .rules import DANGER_WORDS, SERVICE_WORDS
from .words import Group, Suggestion

MOST = 3
# Whose means are not looked into when they ask for legal aid, and what it rests on.
AID_GROUPS = {
    Group.POOR: "法律援助法 第四十二条第二项",
    Group.MINOR: "法律援助法 第四十二条第一项",
    Group.OLD: "法律援助法 第四十二条第一项",
    Group.DISABLED: "法律援助法 第四十二条第一项",
}
# 法律援助法 第四十二条第三项: migrant workers who claim pay or damages for an injury at work.
MIGRANT_LAW, MIGRANT_CLAIMS = "法律援助法 第四十二条第三项", ("工资", "欠薪", "讨薪", "报酬", "工钱", "工伤")


@dataclass(frozen=True)
class Route:
    """A service, what in the question speaks for it, and the article where a rule does."""

    service: Suggestion
    because: tuple[str, ...]
    law: str = ""

    def __str__(self) -> str:
        return f"{self.service.label}（{'、'.join(self.because)}{f'，{self.law}' if self.law else ''}）"


def routes(question: str, groups: list[str] | None = None, on: date | None = None) -> list[Route]:
    """The likely services, best first. Danger goes before everything, and is found by words alone."""
    danger = tuple(word for word in DANGER_WORDS.value(on) if word in question)
    first = [Route(Suggestion.POLICE, danger)] if danger else []
    found = sorted(_by_words(question, on), key=lambda route: -sum(map(len, route.because)))
    by_rule = list(_by_group(question, groups or []))
    ruled = {route.service for route in by_rule}
    rest = [route for route in found if route.service not in ruled and not (danger and route.service == Suggestion.POLICE)]
    return [*first, *(by_rule + rest)[:MOST]]


def _by_words(question: str, on: date | None) -> Iterator[Route]:
    for service, words in SERVICE_WORDS.value(on).items():
        fired = tuple(word for word in words.split() if word in question)
        if fired and service in Suggestion.values:
            yield Route(Suggestion(service), fired)


def _by_group(question: str, groups: list[str]) -> Iterator[Route]:
    """Legal aid for whom the law spares the proof of need."""
    claims = tuple(word for word in MIGRANT_CLAIMS if word in question)
    if Group.MIGRANT in groups and claims:
        yield Route(Suggestion.AID, (Group.MIGRANT.label, *claims), MIGRANT_LAW)
        return
    fired = [Group(group) for group in AID_GROUPS if group in groups]
    if fired:
        yield Route(Suggestion.AID, tuple(group.label for group in fired), AID_GROUPS[fired[0]])
