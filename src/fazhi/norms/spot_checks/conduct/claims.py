"""Whether anything was done this year about what was claimed: looked at by the passing of time, asked by name of other rooms."""

from collections.abc import Iterator
from datetime import date

from fazhi.kernel import registry
from fazhi.kernel.flow import doors

from ..models import Inspection, ItemClaim
from ..models.claims import CLAIMED

# Whoever keeps the powers answers: (first, last) → (code, path of the unit) of what was decided on.
USED = "enforcement.powers_used"


def look(today: date) -> int:
    """Begin the year of each claim, and note the first act of the year; how many were noted."""
    claims = ItemClaim.objects.filter(state__in=CLAIMED).select_related("check_list").prefetch_related("years")
    waiting = []
    for claim in claims:
        year = next((row for row in claim.years.all() if row.begins_on.year == today.year), None)
        if year is None:
            begins = max(date(today.year, 1, 1), claim.claimed_on)
            doors.take("begin_year", claim, None, {"begins_on": begins}, via="schedule")
        elif year.acted_on is None:
            waiting.append((claim, year))
    acted = set(_acted(date(today.year, 1, 1), today)) if waiting else set()
    found = [(claim, year) for claim, year in waiting if _is_acted_on(claim, acted)]
    for claim, year in found:
        doors.take("note_act", claim, None, {"acted_on": today}, part=year, via="schedule")
    return len(found)


def _acted(first: date, last: date) -> Iterator[tuple[str, str]]:
    """Key of what was checked or punished, and where."""
    made = Inspection.objects.filter(recorded_on__range=(first, last))
    yield from ((f"item:{item}", path) for item, path in made.values_list("item", "path").distinct())
    told = registry.on("answers").get(USED)
    yield from ((f"power:{code}", path) for code, path in (told(first, last) if told else ()))


def _is_acted_on(claim: ItemClaim, acted: set[tuple[str, str]]) -> bool:
    mine = {f"power:{claim.power_code}"} | ({f"item:{claim.check_list.check_item_id}"} if claim.check_list else set())
    return any(key in mine and path.startswith(claim.path) for key, path in acted)
