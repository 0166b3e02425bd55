"""A row changed, deleted, inserted or swapped by SQL is found and named; clean data gives no alarm."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from tests.example.flow import VisitFlow
from tests.example.models import Visit, Visitor

from fazhi.kernel.flow import doors, lives
from fazhi.kernel.ledger import checking, sequencing
from fazhi.kernel.ledger.models import Event, Log, Tile
from fazhi.kernel.registry.inserting import FEW

pytestmark = pytest.mark.django_db


def sql(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def visits(sealed_world):
    world = sealed_world
    made = [
        doors.register(
            Visit,
            world.clerk,
            {"unit": world.town, "title": f"来访{number}", "topic": "advice", "question": "?"},
            {"visitors": [Visitor(name="某甲"), Visitor(name="某乙")]},
        )
        for number in range(3)
    ]
    for visit in made:
        doors.take("answer", visit, world.clerk, {"answer": "可以", "amount": "12.5"})
    sequencing.sequence()
    return made


def found() -> list[tuple[str, str, tuple[str, ...]]]:
    return [(finding.row, finding.what, finding.columns) for finding in checking.findings()]


def test_clean_data_gives_no_alarm(visits):
    assert not found()
    assert Log.objects.get().size == Event.objects.count()


def test_a_changed_column_is_named(visits):
    sql("UPDATE example_visit SET title = %s WHERE id = %s", "另一件", visits[1].pk)
    assert found() == [(f"example.visit:{visits[1].pk}", "changed", ("title",))]


def test_a_deleted_part_is_named(visits):
    gone = visits[0].visitors.first()
    sql("DELETE FROM example_visitor WHERE id = %s", gone.pk)
    assert found() == [(f"example.visitor:{gone.pk}", "deleted", ())]


def test_a_row_put_in_beside_the_ledger_is_named(visits):
    sql(
        "INSERT INTO example_visitor (of_id, name, recorded_at, id_number, phone) SELECT of_id, name, recorded_at, id_number, phone FROM example_visitor LIMIT 1"
    )
    assert [what for _, what, _ in found()] == ["inserted"]


def test_two_exchanged_rows_are_both_named(visits):
    one, two = visits[0].visitors.first(), visits[1].visitors.last()
    sql(
        "UPDATE example_visitor SET of_id = CASE id WHEN %s THEN %s ELSE %s END WHERE id IN (%s, %s)",
        one.pk,
        two.of_id,
        one.of_id,
        one.pk,
        two.pk,
    )
    rows = {f"example.visitor:{one.pk}", f"example.visitor:{two.pk}"}
    assert {(row, what) for row, what, _ in found()} == {(row, "exchanged") for row in rows}


def test_an_event_rewritten_or_deleted_is_named(visits):
    event = Event.objects.order_by("id")[1]
    sql("UPDATE ledger_event SET reason = 'another' WHERE id = %s", event.pk)
    assert found() == [(f"ledger.event:{event.pk}", "changed", ())]
    sql("DELETE FROM ledger_event WHERE id = %s", event.pk)
    assert any(row.endswith(f"#{event.seq}") and what == "deleted" for row, what, _ in found())


def test_a_changed_tile_is_named(visits):
    tile = Tile.objects.get(level=0)
    tile.hashes = bytes(32) + bytes(tile.hashes)[32:]
    tile.save()
    log = Log.objects.get()
    assert found() == [(f"{log.origin}/tile/0/000#0", "changed", ())]


def test_batches_of_any_size_give_the_same_tree(visits, world):
    whole = bytes(Log.objects.get().peaks)
    Event.objects.update(seq=None)
    Tile.objects.all().delete()
    Log.objects.all().delete()
    while sequencing.sequence_batch(2):
        pass
    assert bytes(Log.objects.get().peaks) == whole


def test_many_rows_written_at_once_are_what_was_committed(sealed_world):
    """An import's way to the database says the same of each column as that of a single row."""
    world, day = sealed_world, date(2026, 3, 2)
    cases = [
        Visit(unit=world.town, title=f"来访{n}", topic="advice", question="“?”\n", amount=Decimal("1.5")) for n in range(FEW + 5)
    ]
    lives.give_keys(cases)
    told = [lives.Life(case) for case in cases]
    for life in told:
        life.begin(world.clerk, day, {"visitors": [Visitor(name="某甲", phone="13987654321"), Visitor(name="某乙")]})
        life.take(VisitFlow.answer, world.clerk, day, {"answer": "可以"})
    with transaction.atomic():
        lives.write(told)
    sequencing.sequence()
    assert (Visit.objects.count(), Visitor.objects.count(), Event.objects.filter(act="answer").count()) == (25, 50, 25)
    assert not found()
    assert Visitor.objects.filter(phone="13987654321").count() == len(cases)
