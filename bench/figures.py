"""The whole figure table of the demonstration city from its roll-ups, beside the same table read from the records.

BENCH_CITY names a home in which a city stands (`FAZHI_HOME=… fazhi demo --size city --no-serve`); without it the small city is built, which takes
a minute.
"""

import os
import sys
import tempfile
from datetime import date

os.environ["FAZHI_HOME"] = os.environ.get("BENCH_CITY") or tempfile.mkdtemp(prefix="fazhi-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "fazhi.site.settings"
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from bench._measured import Measured  # noqa: E402
from fazhi.city import building, standing  # noqa: E402
from fazhi.city.standing import Asked  # noqa: E402
from fazhi.kernel.indicators import figures  # noqa: E402
from fazhi.kernel.indicators.models import RollUp  # noqa: E402

BAR = 1000  # ms


def main() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    city = standing.built() or Asked("small", 7, date(2023, 12, 4))
    if standing.built() is None:
        building.build(city, lambda sentence: None)
        standing.finish(city)
    ours = Measured(lambda: figures.figure_table(city.as_of))
    plain = Measured(lambda: figures.figure_table(city.as_of, from_records=True), 3)
    amount = len(figures.figure_table(city.as_of))
    print(f"{city}: {amount} figures, {RollUp.objects.count():,} cells of roll-ups")
    print(f"from roll-ups: {ours.statements} SQL, {ours.cpu:.0f} ms CPU, {ours.wall:.0f} ms wall, bar {BAR} ms")
    print(f"from records:  {plain.statements} SQL, {plain.cpu:.0f} ms CPU, {plain.wall:.0f} ms wall")
    if ours.wall > BAR:
        print("bars missed: the figure table", file=sys.stderr)


main()
