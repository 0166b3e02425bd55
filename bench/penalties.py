"""Penalty cases beside the bars of any case: registering, a step after many, a whole life, a page of the list. BENCH_SIZES as in `kernel`."""

import itertools
import sys
import time
from datetime import date, timedelta

from django.db.models import Count
from rich.console import Console

from bench import _kernel
from bench._kernel import SIZES, Sheet, entered
from fazhi.kernel.records.models import Tally
from fazhi.norms.enforcement.models import CaseParty, PenaltyCase
from fazhi.norms.enforcement.tests import penalties as told
from fazhi.norms.enforcement.tests.factories import county

ACTS = 16  # from the lead to the archive
LIVED = 40
NUMBERS = itertools.count(1)


def register(bureau):
    return told.lead(bureau, facts=f"倾倒建筑垃圾，第{next(NUMBERS)}起")


def life(bureau) -> None:
    """Sixteen acts; the paper is not made, which has a bench of its own."""
    case = told.concluded(bureau, told.filed(bureau, register(bureau)))
    decision = told.proposed(bureau, told.decision_of(case))
    decision = told.served(bureau, told.decided(bureau, told.notified(bureau, told.reviewed(bureau, decision))))
    paid = date(2025, 10, 9)
    decision = told.take(bureau, decision, "pay", paid, paid_on=paid, amount=3000, channel="bank")
    told.take(bureau, decision, "close", paid + timedelta(1))
    told.take(bureau, PenaltyCase.objects.get(pk=case.pk), "archive", paid + timedelta(9), retention="ten")


def acts(sheet: Sheet, bureau) -> None:
    sheet.row("register a case", lambda: register(bureau), sql=12, cpu=15)
    worn = [told.filed(bureau, register(bureau))]

    def once_more() -> None:
        worn[0] = told.take(bureau, worn[0], "collect", told.FILED, **told.evidence(bureau))

    for _ in range(40):
        once_more()
    sheet.row("a step after 40 others", once_more, sql=10)
    sheet.row(f"a whole life, {ACTS} acts", lambda: life(bureau), sql=round(ACTS * 80 / 6), cpu=round(ACTS * 100 / 6))


def multiply(size: int, units) -> int:
    """The cases that were lived, copied as often as it takes, with their parties and tallies; a third of them in each of three units."""
    last, party = PenaltyCase.objects.latest("pk").pk, CaseParty.objects.latest("pk").pk
    for copy in range(1, max(2, round(size / PenaltyCase.objects.count()))):
        unit = units[copy % len(units)]
        shifted = {"id": f"id + {copy * last}", "number": f"CASE number WHEN '' THEN '' ELSE number || '-{last}.{copy}' END"}
        shifted |= {"unit_id": str(unit.pk), "path": f"'{unit.path}'"}
        _kernel._filling._copy(PenaltyCase, shifted, f"id <= {last}")
        _kernel._filling._copy(CaseParty, {"id": f"id + {copy * party}", "of_id": f"of_id + {copy * last}"}, f"id <= {party}")
    counted = PenaltyCase.objects.order_by().values("unit_id", "state").annotate(amount=Count("pk"))
    Tally.objects.filter(of="enforcement.penaltycase").delete()
    Tally.objects.bulk_create(Tally(of="enforcement.penaltycase", **row) for row in counted)
    return PenaltyCase.objects.count()


def lists(sheet: Sheet, people) -> None:
    for name, person in people.items():
        client = entered(person)
        for query in ("", "?state=lead&sort=due_on"):

            def page(client=client, query=query) -> None:
                assert client.get(f"/desk/enforcement.penaltycase/{query}").status_code == 200

            sheet.row(f"list page of 50, {name} {query}", page, sql=8, cpu=40)


def main() -> list[str]:
    _kernel.call_command("migrate", verbosity=0)
    world = _kernel.build()
    bureau, sheet = told.squad(county(world)), Sheet()
    for _ in range(LIVED):
        life(bureau)
    register(bureau)
    began = time.perf_counter()
    amount = multiply(SIZES[0], (bureau.bureau, world.town, world.far_town))
    acts(sheet, bureau)
    sheet.section(f"among {amount:,} (filled in {time.perf_counter() - began:.0f} s)")
    lists(sheet, {"city": world.city_leader, "department": bureau.head})
    Console(file=sys.stdout, width=130).print(sheet.table)
    return sheet.missed


if __name__ == "__main__":
    if missed := main():
        print("bars missed:", ", ".join(missed), file=sys.stderr)
        raise SystemExit(1)
