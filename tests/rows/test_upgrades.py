"""U1: rows of an earlier version come through the migrations that move them, with every word they had."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from fazhi.services.advice.models import AnswerReview, Consultation
from fazhi.services.mediation.models import Dispute, JointMeeting
from tests.every.putting import filled
from tests.world import build

# As it stood then; what the house itself is made of as it stands now.
BEFORE = [("mediation", "0003_schemes"), ("advice", "0007_entries_read")]
HOUSE = ("org", "calendar", "law", "records", "ledger", "flow", "documents", "indicators")
HELD, DUE = date(2026, 3, 2), date(2026, 3, 20)
LONG = "查明水渠走向。" * 60


@pytest.fixture
def empty(tmp_path, django_db_setup, django_db_blocker):
    """A database of its own in which nothing stands."""
    given = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        with anew(tmp_path) as name:
            connection.settings_dict["NAME"] = name
            yield
            connection.close()
        connection.settings_dict["NAME"] = given


@contextmanager
def anew(folder):
    """A file of SQLite, or one database more of the server."""
    if connection.vendor == "sqlite":
        yield str(folder / "earlier.sqlite3")
        return
    name = f"{connection.settings_dict['NAME']}_earlier"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        yield name
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')


def moved(targets):
    """The models as they are after those migrations."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


def test_u1_meetings_and_reviews_of_an_earlier_version_arrive_whole(empty):
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()
    apps = moved([*BEFORE, *(leaf for leaf in leaves if leaf[0] in HOUSE)])
    world = build()
    case, asked, sample = (
        put(apps.get_model(label), world) for label in ("mediation.Dispute", "advice.Consultation", "advice.AnswerSample")
    )
    meetings, reviews = old_rows(apps, world, case, asked, sample)
    moved([leaf for leaf in leaves if leaf[0] in dict(BEFORE)])
    assert Dispute.objects.get().pk == case and Consultation.objects.get().pk == asked
    an_open_meeting_waits_for_its_decision(JointMeeting.objects.get(pk=meetings[0]), case, world)
    what_was_done_is_closed(JointMeeting.objects.get(pk=meetings[1]))
    what_was_scored_was_scored_once(*(AnswerReview.objects.get(pk=key) for key in reviews))


def put(model, world):
    """A row of an earlier model with no more than its columns demand."""
    town = model._meta.get_field("unit").related_model.objects.get(pk=world.town.pk)
    row = filled(model, world, id=1, unit=town, title="甲与乙", opened_on=HELD)
    row.save(force_insert=True)
    return row.pk


def old_rows(apps, world, case, asked, sample):
    meeting, review = apps.get_model("mediation", "JointMeeting"), apps.get_model("advice", "AnswerReview")
    place = {"unit_id": world.county.pk, "path": world.county.path}
    held = {**place, "held_on": HELD, "organs": "派出所、水利站"}
    drawn = {
        **place,
        "sample_id": sample,
        "consultation_id": asked,
        "adviser_id": world.clerk.pk,
        "title": "评查",
        "opened_on": HELD,
    }
    meetings = (
        {**held, "title": "研究水渠纠纷", "decisions": "水利站十日内修渠", "decided_by": DUE, "dispute_id": case},
        {**held, "title": "研究界址", "decisions": LONG, "outcome": "已经立界"},
    )
    reviews = (
        {**drawn, "state": "scored", "score": 86, "is_passed": True, "scored_on": DUE, "law_points": 30},
        {**drawn, "state": "drawn", "round": 2},
    )
    return [meeting.objects.create(**row).pk for row in meetings], [review.objects.create(**row).pk for row in reviews]


def an_open_meeting_waits_for_its_decision(meeting, case, world):
    assert (meeting.title, meeting.organs, meeting.state, meeting.due_on) == ("研究水渠纠纷", "派出所、水利站", "following", DUE)
    assert [(clock["due"], clock["state"]) for clock in meeting.clocks] == [(DUE.isoformat(), "running")]
    assert [row.dispute_id for row in meeting.matters.all()] == [case]
    decision = meeting.decisions.get()
    assert (decision.content, decision.due_on, decision.responsible_id) == ("水利站十日内修渠", DUE, world.county.pk)
    assert decision.done_on is None and not decision.report


def what_was_done_is_closed(meeting):
    """Decided without a day: thirty days are taken. What is too long for one decision stands whole in the summary."""
    assert (meeting.state, meeting.summary, meeting.closed_on) == ("closed", LONG, date(2026, 4, 1))
    assert (meeting.decisions.get().report, meeting.decisions.get().was_in_time) == ("已经立界", True)
    assert not meeting.matters.exists() and meeting.due_on is None


def what_was_scored_was_scored_once(scored, waiting):
    assert (scored.score, scored.first_score, scored.law_points, scored.is_passed, scored.scored_on) == (86, 86, 30, True, DUE)
    assert (scored.objection, scored.re_law_points, scored.rechecker) == ("", None, None)
    assert waiting.first_score is None
