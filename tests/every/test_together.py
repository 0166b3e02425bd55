"""What hangs on a record is read by one question, and is what the database says when it is asked for each kind alone."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.kernel import registry
from fazhi.kernel.records.models import Case, parts_of, record_models
from tests.every.putting import bare, record_of

KINDS = [model for model in record_models() if issubclass(model, Case) and (parts_of(model) or model.read_with)]


@pytest.mark.parametrize("model", KINDS, ids=registry.label)
def test_all_parts_are_read_by_one_question_and_are_as_each_alone(world, model):
    record = record_of(model, world)
    for kind in parts_of(model).values():
        bare(kind, world, of=record)
    wanted = [*parts_of(model), *(path for path in model.read_with.split() if "__" not in path)]
    read = model.objects.select_related(*model.acts_with.split()).get(pk=record.pk)
    with CaptureQueriesContext(connection) as seen:
        found = {name: read.rows(name) for name in wanted}
    assert len(seen) == 1
    for name in wanted:
        alone = list(getattr(model.objects.get(pk=record.pk), name).all())
        assert [_told(row) for row in found[name]] == [_told(row) for row in alone], name
        assert getattr(read, name).filter(pk__in=[row.pk for row in alone]).count() == len(alone) >= (name in parts_of(model))


def _told(row):
    return {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields}


def test_what_several_rows_name_is_read_whatever_it_lacks(world):
    """Versions of laws stand by the day from which they hold; one may have none yet."""
    consultation = record_of(registry.model("advice.consultation"), world)
    citation, version = registry.model("advice.citation"), registry.model("law.lawversion")
    law = registry.model("law.law").objects.create(title="试点法", short_title="试点法")
    for place, day in enumerate((None, date(2024, 1, 1))):
        read = version.objects.create(law=law, adopted_on=date(2023, 1, 1 + place), in_force_on=day)
        bare(citation, world, of=consultation, version=read)
    read = type(consultation).objects.get(pk=consultation.pk)
    assert [row.version.in_force_on for row in read.rows("citations")] == [None, date(2024, 1, 1)]
