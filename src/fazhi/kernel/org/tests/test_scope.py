"""What people may see and sign, and what follows when units move."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from fazhi.kernel import registry
from fazhi.kernel.org.models import Account, ApprovalLevel, Grant, Incumbency, Person, Post, Substitute, Unit
from fazhi.kernel.org.roles import ADMINISTRATOR, CLERK, LEADER, PUBLIC, Role, roles_can_be_told_apart

FIRST, LAST = date(2024, 7, 1), date(2024, 7, 5)


def again(person):
    """The person as the next request meets it."""
    return Person.objects.get(pk=person.pk)


def test_a_stranger_has_an_empty_scope(people, city):
    assert people.stranger.scope() == ()
    assert not people.stranger.may_at(city.villages[0].path, CLERK)
    assert people.stranger.levels_at(city.top.path) == set()


def test_a_grant_reaches_all_below_its_unit_and_nothing_beside(people, city):
    assert people.clerk.scope(CLERK) == (city.east.path,)
    assert people.clerk.may_at(city.villages[0].path, CLERK)
    assert not people.clerk.may_at(city.villages[2].path, CLERK)
    assert not people.clerk.may_at(city.top.path, CLERK)
    assert not people.clerk.may_at(city.villages[0].path, LEADER)


def test_no_prefix_of_a_scope_lies_in_another(people, city):
    Grant.objects.create(person=people.clerk, role=LEADER, unit=city.towns[0])
    Grant.objects.create(person=people.clerk, role=LEADER, unit=city.top)
    assert people.clerk.scope(CLERK, LEADER) == (city.top.path,)
    assert people.clerk.scope() == (city.top.path,)


def test_an_administrator_sees_no_content(people, city):
    Grant.objects.create(person=people.stranger, role=ADMINISTRATOR, unit=city.top)
    assert people.stranger.scope() == ()
    assert people.stranger.scope(ADMINISTRATOR) == (city.top.path,)


def test_a_grant_holds_from_its_first_to_its_last_day(people, city):
    Grant.objects.create(person=people.stranger, role=CLERK, unit=city.west, valid_from=FIRST, valid_to=LAST)
    assert [bool(people.stranger.scope(on=day)) for day in days_around()] == [False, True, True, False]


def test_a_stand_in_sees_what_the_absent_sees_on_those_days_alone(people, city):
    Substitute.objects.create(absent=people.clerk, stand_in=people.stranger, valid_from=FIRST, valid_to=LAST, reason="休假")
    assert [people.stranger.scope(on=day) for day in days_around()] == [(), (city.east.path,), (city.east.path,), ()]
    (granted,) = people.stranger.grants(FIRST)
    assert granted.as_substitute_for == people.clerk
    assert people.clerk.grants(FIRST)[0].as_substitute_for is None


def test_standing_in_is_not_handed_on(people):
    Substitute.objects.create(absent=people.clerk, stand_in=people.other, valid_from=FIRST, reason="休假")
    Substitute.objects.create(absent=people.other, stand_in=people.stranger, valid_from=FIRST, reason="休假")
    assert [each.as_substitute_for for each in people.stranger.grants(FIRST)] == [people.other]


def test_nobody_stands_in_for_himself(people):
    with pytest.raises(IntegrityError):
        Substitute.objects.create(absent=people.clerk, stand_in=people.clerk, valid_from=FIRST, reason="休假")


def test_whoever_has_left_sees_nothing(people):
    Substitute.objects.create(absent=people.other, stand_in=people.clerk, valid_from=FIRST, reason="休假")
    Person.objects.filter(pk=people.clerk.pk).update(valid_to=LAST)
    assert again(people.clerk).scope(on=LAST)
    assert again(people.clerk).scope(on=LAST + timedelta(days=1)) == ()


def test_scope_and_levels_take_two_queries_a_request(people, city, django_assert_num_queries):
    Substitute.objects.create(absent=people.other, stand_in=people.clerk, valid_from=FIRST, reason="休假")
    with django_assert_num_queries(2):
        for village in city.villages:
            people.clerk.may_at(village.path, CLERK, on=LAST)
            people.clerk.scope(on=LAST)
            people.clerk.levels_at(village.path, on=LAST)


def test_levels_follow_posts_and_their_days(people, city):
    post = Post.objects.create(unit=city.east, title="局长", level=ApprovalLevel.PRINCIPAL)
    post.leads.add(city.towns[0])
    Incumbency.objects.create(post=post, person=people.stranger, valid_from=FIRST, valid_to=LAST)
    held = [people.stranger.levels_at(city.towns[0].path, day) for day in days_around()]
    assert held == [set(), {ApprovalLevel.PRINCIPAL}, {ApprovalLevel.PRINCIPAL}, set()]
    assert people.stranger.levels_at(city.east.path, FIRST) == {ApprovalLevel.PRINCIPAL}
    assert people.stranger.levels_at(city.west.path, FIRST) == set()


def test_nobody_signs_for_a_unit_below_that_the_post_does_not_lead(people, city):
    post = Post.objects.create(unit=city.east, title="局长", level=ApprovalLevel.PRINCIPAL)
    Incumbency.objects.create(post=post, person=people.stranger, valid_from=FIRST)
    assert [people.stranger.levels_at(place.path, FIRST) for place in (city.top, *city.towns)] == [set()] * (1 + len(city.towns))


def test_rights_follow_at_once_when_a_unit_moves_to_another_county(people, city):
    people.clerk.scope()
    city.towns[0].move(city.west, FIRST)
    village = Unit.objects.get(pk=city.villages[0].pk)
    assert not again(people.clerk).may_at(village.path, CLERK)
    assert again(people.other).may_at(village.path, CLERK)


def test_a_grant_in_the_moved_unit_moves_with_it(people, city):
    Grant.objects.create(person=people.stranger, role=CLERK, unit=city.towns[0])
    city.towns[0].move(city.west, FIRST)
    village = Unit.objects.get(pk=city.villages[0].pk)
    assert again(people.stranger).may_at(village.path, CLERK)


def test_the_successor_sees_the_cases_of_a_merged_unit(people, city):
    city.towns[0].merge_into(city.towns[2], FIRST)
    assert again(people.other).may_at(Unit.objects.get(pk=city.towns[0].pk).path, CLERK)
    assert not again(people.clerk).may_at(Unit.objects.get(pk=city.towns[0].pk).path, CLERK)


def test_an_account_signs_in_whatever_the_case_of_its_name(people):
    account = Account.objects.create_user("Wang", "correct-horse", people.clerk)
    assert authenticate(username="wang", password="correct-horse") == account
    assert authenticate(username="wang", password="wrong") is None
    with pytest.raises(IntegrityError):
        Account.objects.create_user("WANG")


def test_an_account_without_a_password_cannot_sign_in(people):
    Account.objects.create_user("wang", person=people.clerk)
    assert authenticate(username="wang", password="") is None


def test_a_request_gets_account_person_and_unit_at_once(people, django_assert_num_queries):
    account = Account.objects.create_user("wang", "correct-horse", people.clerk)
    with django_assert_num_queries(1):
        assert Account.objects.get(pk=account.pk).person.unit.name == "东山县"


def test_a_role_that_nobody_declared_or_holds_is_refused(people, city):
    for role in ("chief", PUBLIC):
        with pytest.raises(ValidationError, match="角色"):
            Grant(person=people.clerk, role=role, unit=city.east).full_clean()


def test_roles_with_the_same_label_are_found_at_start():
    with registry.opened():
        Role("second_clerk", "办事员")
        assert any("second_clerk" in sentence for sentence in roles_can_be_told_apart())
    assert list(roles_can_be_told_apart()) == []


def days_around():
    return FIRST - timedelta(days=1), FIRST, LAST, LAST + timedelta(days=1)
