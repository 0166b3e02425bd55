"""L5: whatever is committed gets exactly one place, whoever writes, rolls back, comes late or is killed."""

from threading import Event as Signal
from threading import Thread

import pytest
from django.db import connection, transaction

from fazhi.kernel.ledger import book, sequencing
from fazhi.kernel.ledger.models import Event, Log, Tile
from tests.rows.parallel import at_once

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 32


class Undone(Exception):
    """What makes a writer take everything back."""


def note(title):
    return book.write(book.Act(None, "note", title))


def places():
    return sorted(Event.objects.filter(log=Log.objects.get().origin).values_list("seq", flat=True))


def test_l5_of_thirty_two_writers_each_committed_entry_has_one_place_and_no_other(db):
    finished = Signal()

    def write(number):
        if number == WRITERS:
            while not finished.wait(0.02):
                sequencing.sequence_batch(7)
            return 0
        for turn in range(6):
            try:
                with transaction.atomic():
                    note(f"{number}.{turn}")
                    if turn % 3 == 2:
                        raise Undone
            except Undone:
                continue
        return 4

    sequencer = Thread(target=lambda: (write(WRITERS), connection.close()))
    sequencer.start()
    answers = at_once(WRITERS, write)
    finished.set()
    sequencer.join(60)
    sequencing.sequence()
    assert answers == [4] * WRITERS
    assert places() == list(range(Log.objects.get().size)) and len(places()) == 4 * WRITERS
    assert not Event.objects.filter(title__endswith=".2").exists()


def test_l5_a_transaction_that_commits_late_with_a_lower_id_is_not_lost(db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer: nobody commits late on it")
    note("first")
    written, may_commit = Signal(), Signal()

    def late():
        with transaction.atomic():
            note("late")
            written.set()
            may_commit.wait(30)
        connection.close()

    thread = Thread(target=late)
    thread.start()
    written.wait(30)
    note("later")
    sequencing.sequence()
    may_commit.set()
    thread.join(30)
    sequencing.sequence()
    assert list(Event.objects.order_by("seq").values_list("title", flat=True)) == ["first", "later", "late"]
    assert Event.objects.get(title="late").pk < Event.objects.get(title="later").pk


def test_l5_a_sequencer_killed_at_any_statement_leaves_the_same_tree(db):
    for number in range(300):
        note(str(number))
    with transaction.atomic():
        sequencing.sequence()
        whole = tree()
        statements = len(counted(sequencing.sequence_batch))
        transaction.set_rollback(True)
    for place in range(statements + 8):
        with pytest.raises(Undone), connection.execute_wrapper(killed_at(place)):
            sequencing.sequence_batch()
            raise Undone
        if Event.objects.filter(seq__isnull=True).exists():
            assert not Log.objects.exists() and not Tile.objects.exists(), "half of a batch"
    sequencing.sequence()
    assert tree() == whole


def tree():
    log = Log.objects.get()
    return log.size, bytes(log.peaks), sorted((tile.level, tile.index, bytes(tile.hashes)) for tile in Tile.objects.all())


def counted(act):
    found = []
    with connection.execute_wrapper(lambda execute, sql, *rest: (found.append(sql), execute(sql, *rest))[1]):
        act()
    return found


def killed_at(place):
    """As many statements as that are let through."""
    left = iter(range(place))

    def wrapper(execute, sql, params, many, context):
        if next(left, None) is None:
            raise Undone
        return execute(sql, params, many, context)

    return wrapper
