"""A million cases in a minute or two: real lives through the doors, then copies of them by SQL, with tallies, words and roll-ups."""

from datetime import date, timedelta

from django.db import connection
from tests.example.models import Visit, Visitor

from fazhi.kernel.flow.lives import Life, give_keys, write
from fazhi.kernel.indicators import rollups
from fazhi.kernel.records.models import SearchEntry, Tally

LIVED = 10_000
AT_ONCE = 1000


def live(world) -> None:
    """The first ten thousand, each registered through its gates."""
    while (start := Visit.objects.count()) < LIVED:
        units = (world.town, world.other_town, world.far_town)
        cases = [
            Visit(unit=units[i % 3], title=f"第{i}件邻里来访", topic="advice", question="问")
            for i in range(start, min(start + AT_ONCE, LIVED))
        ]
        give_keys(cases)
        lives = [Life(case) for case in cases]
        for number, one in enumerate(lives, start):
            day = date(2022, 1, 4) + timedelta(days=number % 700)
            one.begin(world.city_leader, day, {"visitors": [Visitor(name="某甲")]})
        write(lives)


def multiply(times: int) -> None:
    """Copy what is there so many times over; numbers stay unique, tallies, words and roll-ups agree."""
    step, part_step = _last(Visit), _last(Visitor)
    for copy in range(1, times):
        shifted = {"id": f"id + {copy * step}", "number": f"number || '-{step}.{copy}'"}
        _copy(Visit, shifted, f"id <= {step}")
        _copy(Visitor, {"id": f"id + {copy * part_step}", "of_id": f"of_id + {copy * step}"}, f"id <= {part_step}")
        words = {"id": None, "record_id": f"record_id + {copy * step}", "words": f"words || ' {copy}'"}
        _copy(SearchEntry, words, f"record_id <= {step}")
    _run(f"UPDATE {Tally._meta.db_table} SET amount = amount * {times}")
    rollups.recompute()
    if connection.vendor == "postgresql":
        for model in (Visit, Visitor):
            table = model._meta.db_table
            _run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        _run("ANALYZE")


def _last(model) -> int:
    return model.objects.order_by("-pk").values_list("pk", flat=True)[0]


def _copy(model, changed: dict[str, str | None], where: str) -> None:
    columns = [field.column for field in model._meta.concrete_fields if changed.get(field.column, "") is not None]
    table, quoted = model._meta.db_table, ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(changed.get(column) or f'"{column}"' for column in columns)
    _run(f"INSERT INTO {table} ({quoted}) SELECT {values} FROM {table} WHERE {where}")


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
