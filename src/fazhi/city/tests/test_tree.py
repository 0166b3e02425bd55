"""The tree: its size, its codes, and that the organisation's own import takes it."""

from collections import Counter
from datetime import date

import pytest

from fazhi.city.ledgers import trees
from fazhi.kernel.org.files import own_form
from fazhi.kernel.org.importing import import_units
from fazhi.kernel.org.models import Unit


@pytest.fixture
def made(city):
    return city.office.city


def test_the_city_has_its_five_counties_and_seventy_townships(made):
    kinds = Counter(row.kind for row in made.rows)
    assert {kind: kinds[kind] for kind in ("county", "town", "village", "office", "police", "court", "firm", "department")} == {
        "county": 5,
        "town": 70,
        "village": 1010,
        "office": 70,
        "police": 70,
        "court": 6,
        "firm": 35,
        "department": 32,
    }
    assert sum(row.sector == "警司联动" for row in made.rows) == 6


def test_every_region_has_its_committee_and_every_county_the_sectoral_ones(made):
    assert all(made.body(row, "committee") for row in made.rows if row.kind in ("town", "village"))
    assert all(len(made.bodies(row, "committee")) == 8 for row in made.rows if row.kind == "county")


def test_codes_are_twelve_digits_of_no_real_place_and_short_names_are_unique(made):
    assert all(len(row.code) == 12 and row.code.isdigit() and row.code.startswith("99") for row in made.rows)
    assert len({row.code for row in made.rows}) == len(made.rows)
    short = [row.short_name for row in made.rows if row.kind == "committee"]
    assert len(set(short)) == len(short)


def test_parents_stand_above_their_children(made):
    seen = {""}
    for row in made.rows:
        assert row.parent_code in seen
        seen.add(row.code)


@pytest.mark.django_db
def test_the_units_are_imported_without_a_refusal(made, tmp_path):
    first, renamed = trees(tmp_path, made)
    outcome = import_units(own_form(first))
    assert not outcome.refused
    assert outcome.new == len(made.rows)
    later = import_units(own_form(renamed), on=date(2022, 10, 1))
    assert not later.refused
    assert later.changed == len(made.former_names)
    assert Unit.objects.get(code=renamed_town(made)).name == "银山镇"
    gone = Unit.objects.get(name="云岭镇" + merged(made).name + "人民调解委员会")
    assert gone.successor is not None
    assert gone.valid_to == date(2022, 6, 30)


def renamed_town(made):
    return next(row.code for row in made.rows if row.name == "银山镇")


def merged(made):
    return next(row for row in made.rows if row.kind == "village" and row.successor_code)
