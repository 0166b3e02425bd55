"""Of every table: it is sealed or says why not; a change of any field, a deleted, added or exchanged row is found by SQL and named."""

import contextlib
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.ledger import book, checking, rows
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.records.models import Record
from fazhi.kernel.records.rowkeys import give_keys
from fazhi.kernel.records.secret import secret_fields

OWN = {  # what decides no figure, no right and no duty, and why
    "ledger.event": "the ledger itself: each event is held against its entry, each entry against the tree",
    "ledger.log": "its tree follows from the events",
    "ledger.tile": "its hashes follow from the events",
    "ledger.inspection": "what the last check found; a check is repeated, not believed",
    "records.tally": "counted from records at any time",
    "records.searchentry": "words made from records at any time",
    "records.numberseries": "a counter; the numbers that were given stand in sealed rows, each once",
    "records.querycode": "a secret of the applicant, kept as a fingerprint; decides who reads, and expires",
    "indicators.rollup": "summed from records at any time",
    "indicators.dirty": "what is still to be summed",
    "indicators.proof": "opens a figure to an auditor; its fingerprint stands in the sealed figure",
    "indicators.publishing": "how far a publication is; the figure that it becomes is sealed",
    "indicators.doubt": "what the last check of a figure found",
    "records.reading": "who read in the course of duty; each unmasking and each export is an act of its own",
    "flow.reminder": "a sentence about a due day that is itself sealed",
    "law.law": "read from files whose fingerprints are kept",
    "law.lawversion": "read from files whose fingerprints are kept",
    "law.lawfile": "read from files whose fingerprints are kept",
    "law.article": "read from files whose fingerprints are kept",
    "law.edition": "which search index belongs to the library",
    "api.answer": "kept for a day so that a request repeated is done once",
    "desk.importrun": "how far an import is; what it wrote is sealed row by row",
    "desk.importbatch": "how far an import is; what it wrote is sealed row by row",
    "desk.printjob": "how far a batch of papers is; the papers are sealed one by one",
    "desk.savedview": "how somebody likes to see a list",
    "desk.signinfailure": "counts tries for a quarter of an hour",
    "portal.draft": "not submitted: drafts are not in the ledger",
    "portal.draftfile": "not submitted: drafts are not in the ledger",
    "portal.attempt": "counts tries for a day",
}
SEALED = checking.sealed_models()


def label_of(model):
    return registry.label(model)


@pytest.mark.parametrize(
    "model", [model for model in registry.models() if model.__module__.startswith(("fazhi.", "tests."))], ids=label_of
)
def test_each_table_is_sealed_or_says_why_not(model):
    assert (model in SEALED) != (registry.label(model) in OWN)


def put(model, world, turn):
    """A row with something in every column, written past the ledger."""
    places = [world.town, world.other_town, world.far_town]
    unit = places[turn % 3]
    given = {"unit": unit, "path": unit.path, "version": 1} if issubclass(model, Record) else {}
    row = model(**given)
    for place, column in enumerate(model._meta.concrete_fields):
        if not column.primary_key and column.name not in given:
            setattr(
                row, column.attname, related(column, world, turn // 2 + place) if column.is_relation else something(column, turn)
            )
    give_keys([row])
    models.QuerySet(model).bulk_create([row])
    return model._base_manager.get(pk=row.pk)


def related(column, world, turn):
    kind = column.related_model
    if column.null and (kind is column.model or not kind._base_manager.exists()):
        return None
    if column.unique or not kind._base_manager.exists():
        return put(kind, world, turn).pk
    keys = list(kind._base_manager.order_by("pk").values_list("pk", flat=True))
    if len(keys) == 1 and any(column.name in rule.fields for rule in column.model._meta.total_unique_constraints):
        keys.append(put(kind, world, turn).pk)
    return keys[turn % len(keys)]


def something(column, turn):
    """A value of the column's kind, another each turn."""
    if column.choices:
        return column.flatchoices[turn % len(column.flatchoices)][0]
    if isinstance(column, models.DateTimeField):
        return timezone.make_aware(datetime(2024, 1, 2, 9)) + timedelta(hours=turn)
    if isinstance(column, models.DateField):
        return date(2025 if column.name == "valid_to" else 2024, 1, 2) + timedelta(days=turn)
    if isinstance(column, models.BooleanField):
        return turn % 2 == 0
    if isinstance(column, models.DecimalField):
        return Decimal(turn)
    if isinstance(column, models.IntegerField):
        return turn
    return {"n": turn} if isinstance(column, models.JSONField) else str(turn)


def another(row, column):
    """What a forger writes into a column."""
    value = getattr(row, column.attname)
    if column.is_relation:
        return column.related_model._base_manager.exclude(pk=value).values_list("pk", flat=True).first() or 0
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | Decimal):
        return value + 1
    if isinstance(value, date):  # and moments
        return value + timedelta(days=1)
    if isinstance(value, str):
        return f"{value[:-1]}{'y' if value.endswith('x') else 'x'}"
    return {"n": "forged"}


def written(row, column):
    """The same as it lies in the row: who has the keys too can encrypt."""
    value = another(row, column)
    return column.closed(column.said(value), row.pk) if getattr(column, "is_secret", False) else value


@contextlib.contextmanager
def forged(statement, *values):
    """A statement past everything, undone afterwards."""
    with transaction.atomic():
        run(statement, *values)
        yield
        transaction.set_rollback(True)


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def sealed(request, world):
    """(model, two rows, what finds) of a table, each row sealed by an event of its own."""
    model = request.param
    pair = [put(model, world, turn) for turn in (3, 5)]
    events = [book.write(book.Act(None, "put", "放入", of=label_of(model), rows=[row])) for row in pair]
    latest = {row.pk: event.pk for row, event in zip(pair, events, strict=True)}
    others = model._base_manager.exclude(pk__in=latest)
    latest |= {row.pk: book.write(book.Act(None, "put", "放入", of=label_of(model), rows=[row])).pk for row in others}

    def found():
        return [(one.row, one.what, one.columns) for one in checking.of_model(model, latest)]

    return model, pair, found


@pytest.mark.django_db
@pytest.mark.parametrize("sealed", SEALED, indirect=True, ids=label_of)
def test_every_forgery_by_sql_is_found_and_the_row_and_field_are_named(sealed):
    model, (one, two), found = sealed
    table, name, other = model._meta.db_table, f"{label_of(model)}:{one.pk}", f"{label_of(model)}:{two.pk}"
    assert not found()
    columns = [field for field in model._meta.concrete_fields if not field.primary_key and field.name not in rows.derived(model)]
    for half in (columns[::2], columns[1::2]):
        with transaction.atomic():
            names = tuple(sorted(field.name for field in half if overwritten(one, field)))
            assert found() == [(name, "changed", names)] * bool(names)
            transaction.set_rollback(True)
    with forged(f"DELETE FROM {table} WHERE id = %s", one.pk):
        assert found() == [(name, "deleted", ())]
    with forged(f"UPDATE {table} SET id = id + 1000000 WHERE id = %s", one.pk):
        assert {(row, what) for row, what, _ in found()} == {
            (name, "deleted"),
            (f"{label_of(model)}:{one.pk + 1000000}", "inserted"),
        }
    with forged(f"UPDATE {table} SET id = 2000000 WHERE id = %s", one.pk):
        run(f"UPDATE {table} SET id = %s WHERE id = %s", one.pk, two.pk)
        run(f"UPDATE {table} SET id = %s WHERE id = 2000000", two.pk)
        told = {row: what for row, what, _ in found()}
        # What is encrypted is bound to its row: under another key it cannot be read, and so was not merely exchanged.
        assert told == dict.fromkeys((name, other), "changed" if secret_fields(model) else "exchanged")
    with exchanged_salts():
        assert {row for row, what, _ in found()} >= {name, other}
    assert not found()


def overwritten(row, column):
    """Whether the database let a forger write another value into the column."""
    value = column.get_db_prep_save(written(row, column), connection)
    try:
        with transaction.atomic():
            run(f'UPDATE {row._meta.db_table} SET "{column.column}" = %s WHERE id = %s', value, row.pk)
    except DatabaseError:
        return False
    return True


@contextlib.contextmanager
def exchanged_salts():
    """The salts of the two events that sealed the pair change places."""
    events = Event.objects.filter(act="put").order_by("pk")[:2]
    salts = [bytes(event.salt) for event in events]
    with transaction.atomic():
        for event, salt in zip(events, reversed(salts), strict=True):
            Event.objects.filter(pk=event.pk).update(salt=salt)
        yield
        transaction.set_rollback(True)
