"""The tree then and now: moves, mergers, new names."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from fazhi.kernel import org
from fazhi.kernel.org.models import Placement, Unit, UnitKind, plant, units_under
from fazhi.kernel.records.models import record_models

MOVED = date(2024, 7, 1)
BEFORE, AFTER = MOVED - timedelta(days=1), MOVED


def ids(*units):
    return {unit.pk for unit in units}


def test_a_new_unit_stands_below_its_parent(city):
    village = city.villages[0]
    assert village.path.startswith(city.towns[0].path)
    assert village.level_no == 4
    assert set(Unit.objects.under(city.east)) == {city.east, *city.towns[:2], *city.villages[:2]}


def test_a_unit_finds_its_regions(city):
    committee = Unit.objects.create(code="c", name="调委会", kind=UnitKind.COMMITTEE, parent=city.villages[0])
    assert committee.region() == city.villages[0]
    assert committee.region(UnitKind.COUNTY) == city.east
    assert city.top.region(UnitKind.TOWN) is None


def test_a_moved_unit_counts_where_it_stood_then_and_where_it_stands_now(city):
    town, village = city.towns[0], city.villages[0]
    town.move(city.west, MOVED)
    assert ids(town, village) <= units_under(city.east, BEFORE, "then")
    assert not ids(town, village) & units_under(city.east, AFTER, "then")
    assert ids(town, village) <= units_under(city.west, AFTER, "then")
    assert ids(town, village) <= units_under(city.west, BEFORE, "now")
    assert not ids(town, village) & units_under(city.east, BEFORE, "now")


def test_a_move_rewrites_the_whole_subtree(city):
    city.towns[0].move(city.west, MOVED)
    village = Unit.objects.get(pk=city.villages[0].pk)
    assert village.path == Unit.objects.get(pk=city.west.pk).path + city.towns[0].path[-6:] + village.path[-6:]
    assert village.level_no == 4
    assert list(village.ancestors().values_list("name", flat=True)) == ["莲城市", "西水县", "青石镇", "青石村"]


def test_a_move_to_another_level_keeps_levels_right(city):
    city.towns[0].move(city.top, MOVED)
    assert Unit.objects.get(pk=city.villages[0].pk).level_no == 3


def test_rows_of_other_rooms_are_told_of_a_move(city, monkeypatch):
    told = []
    monkeypatch.setattr(org, "on_move", [lambda old, new: told.append((old, new))])
    old = city.towns[0].path
    city.towns[0].move(city.west, MOVED)
    assert told == [(old, city.towns[0].path)]


def test_a_move_under_itself_is_refused(city):
    with pytest.raises(ValidationError, match="下级"):
        city.east.move(city.towns[0], MOVED)


def test_a_move_to_where_it_stands_changes_nothing(city):
    city.towns[0].move(city.east, MOVED)
    assert city.towns[0].placements.count() == 1


def test_a_move_ahead_of_its_day_is_refused(city):
    with pytest.raises(ValidationError, match="晚于今天"):
        city.towns[0].move(city.west, timezone.localdate() + timedelta(days=1))
    assert Unit.objects.get(pk=city.towns[0].pk).parent == city.east


def test_a_move_before_a_known_change_is_refused_and_nothing_is_written(city):
    city.villages[0].rename("新青石村", MOVED)
    with pytest.raises(ValidationError, match="已有变动"):
        city.towns[0].move(city.west, BEFORE)
    assert Unit.objects.get(pk=city.villages[0].pk).path.startswith(city.east.path)


def test_two_changes_on_one_day_are_one_page_of_history(city):
    town = city.towns[0]
    town.move(city.west, MOVED)
    town.rename("青石街道", MOVED)
    assert [page.name for page in town.placements.all()] == ["青石镇", "青石街道"]


def test_the_parent_is_not_changed_by_saving(city):
    town = city.towns[0]
    town.parent = city.west
    with pytest.raises(RuntimeError, match="move"):
        town.save()


def test_a_renamed_unit_keeps_its_old_name_in_the_history(city):
    town = city.towns[0]
    town.rename("青石街道", MOVED)
    assert Placement.objects.on(BEFORE).get(unit=town).name == "青石镇"
    assert Placement.objects.on(AFTER).get(unit=town).name == "青石街道"
    assert units_under(city.east, BEFORE, "then") == units_under(city.east, AFTER, "then")


def test_a_merged_unit_counts_for_its_successor(city):
    given_up, heir = city.towns[0], city.towns[2]
    given_up.merge_into(heir, MOVED)
    assert not Unit.objects.in_force(AFTER).filter(pk=given_up.pk).exists()
    assert Unit.objects.in_force(BEFORE).filter(pk=given_up.pk).exists()
    assert ids(given_up, city.villages[0]) <= units_under(city.east, BEFORE, "then")
    assert ids(given_up, city.villages[0]) <= units_under(heir, AFTER, "then")
    assert ids(given_up, city.villages[0]) <= units_under(heir, BEFORE, "now")
    assert not ids(given_up) & units_under(city.east, BEFORE, "now")


def test_what_stood_below_a_merged_unit_goes_over(city):
    city.towns[0].merge_into(city.towns[1], MOVED)
    assert Unit.objects.get(pk=city.villages[0].pk).parent == city.towns[1]


def test_a_chain_of_mergers_ends_at_the_last(city):
    first, second, third = city.towns
    first.merge_into(second, MOVED)
    Unit.objects.get(pk=second.pk).merge_into(third, date(2025, 1, 1))
    assert Unit.objects.get(pk=first.pk).heir() == third
    assert ids(first, second) <= units_under(third, BEFORE, "now")
    assert units_under(city.east, BEFORE, "now") == ids(city.east)


def test_a_unit_is_merged_once_and_into_a_living_one(city):
    first, second, third = city.towns
    first.merge_into(second, MOVED)
    with pytest.raises(ValidationError, match="已由"):
        Unit.objects.get(pk=first.pk).merge_into(third, MOVED)
    with pytest.raises(ValidationError, match="不存在或已撤销"):
        third.merge_into(first, MOVED)


def test_a_merger_that_fails_leaves_the_tree_as_it_was(city, monkeypatch):
    def refuse(old, new):
        raise ValidationError("不行")

    monkeypatch.setattr(org, "on_move", [refuse])
    with pytest.raises(ValidationError):
        city.towns[0].merge_into(city.towns[1], MOVED)
    town = Unit.objects.get(pk=city.towns[0].pk)
    assert town.valid_to is None
    assert town.successor is None


def test_a_figure_of_then_is_empty_before_the_unit_was(city):
    late = Unit.objects.create(code="n", name="新区", kind=UnitKind.COUNTY, parent=city.top, valid_from=MOVED)
    assert units_under(late, BEFORE, "then") == set()
    assert units_under(late, AFTER, "then") == ids(late)
    assert units_under(late, BEFORE, "now") == set()


def test_an_end_before_the_beginning_is_refused_by_the_database(city):
    with pytest.raises(IntegrityError):
        Unit.objects.filter(pk=city.east.pk).update(valid_to=date(1900, 1, 1))


@pytest.mark.parametrize("children", [1, 2, 3])
def test_a_deep_tree_is_planted_whatever_its_shape(db, children):
    units = [Unit(code="0", name="根", kind=UnitKind.CITY)]
    for level in range(3):
        above = [unit for unit in units if len(unit.code) == level + 1]
        units += [Unit(code=f"{up.code}{n}", name="叶", kind=UnitKind.OTHER, parent=up) for up in above for n in range(children)]
    plant(units)
    for unit in Unit.objects.all():
        assert unit.level_no == len(unit.code)
        assert not unit.parent or unit.path.startswith(unit.parent.path)


def test_planted_units_are_as_if_saved_one_by_one(city):
    town = Unit(code="t", name="新镇", kind=UnitKind.TOWN, parent=city.west)
    village = Unit(code="v", name="新村", kind=UnitKind.VILLAGE, parent=town)
    plant([village, town])
    stored = Unit.objects.get(code="v")
    assert (stored.path, stored.level_no) == (village.path, 4)
    assert stored.path.startswith(city.west.path)
    assert stored.placements.get().path == stored.path


def test_a_move_takes_few_queries_whatever_the_size(city, django_assert_max_num_queries):
    # One update for every kind of record that follows the unit; the ledger hears of four writings.
    with django_assert_max_num_queries(30 + len(record_models())):
        city.east.move(None, MOVED)
