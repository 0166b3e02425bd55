"""What is suggested on intake: the kind of a dispute by its words, and whether a quarrel that comes again is known again.

The 97 published cases of ../shared/data/mediation. Each is cut in two, as if told at two windows by the same parties: a dispute is linked
to an earlier one of the same parties and kind, so it is known again where both halves suggest one kind. Another quarrel of the same
parties (the next case of another type) should stay apart. Contacts for advice of one person are shown as one matter by their words too.
"""

import json
import os
import tempfile
from pathlib import Path

os.environ["FAZHI_HOME"] = tempfile.mkdtemp(prefix="fazhi-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "fazhi.site.settings"
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from fazhi.services.advice.sameness import WORDS_ALIKE, likeness  # noqa: E402
from fazhi.services.mediation.kinds import guesses  # noqa: E402
from fazhi.services.mediation.tests.test_kinds import SAME  # noqa: E402

CASES = Path(__file__).resolve().parents[2] / "shared/data/mediation/cases.jsonl"


def main() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    kinds = [kinds_of(case["text"]) for case in cases]
    right = [SAME[case["type"]] for case in cases]
    share("kind at once", [bool(found) and found[0] in same for found, same in zip(kinds, right, strict=True)])
    share("kind among three", [bool(same & set(found[:3])) for found, same in zip(kinds, right, strict=True)])
    halves = [[kinds_of(half)[:1] for half in halved(case["text"])] for case in cases]
    share("told twice, linked by kind", [bool(first) and first == second for first, second in halves])
    others = [next_of_another_type(cases, place) for place in range(len(cases))]
    share("another quarrel, kept apart", [found[:1] != kinds[other][:1] for found, other in zip(kinds, others, strict=True)])
    told = [halved(case["text"]) for case in cases]
    share("told twice, alike in words", [likeness(*halves) >= WORDS_ALIKE for halves in told])
    apart = [likeness(told[place][0], told[other][1]) < WORDS_ALIKE for place, other in enumerate(others)]
    share("another quarrel, unlike in words", apart)


def kinds_of(text: str) -> list[str]:
    return [guess.kind for guess in guesses(text)]


def halved(text: str) -> tuple[str, str]:
    """Every other sentence: each half tells of the whole."""
    sentences = text.split("。")
    return "。".join(sentences[::2]), "。".join(sentences[1::2])


def next_of_another_type(cases: list[dict], place: int) -> int:
    following = (*range(place + 1, len(cases)), *range(place))
    return next(other for other in following if cases[other]["type"] != cases[place]["type"])


def share(label: str, found: list[bool]) -> None:
    print(f"{label:<34}{sum(found) / len(found):.3f}  ({sum(found)} of {len(found)})")


main()
