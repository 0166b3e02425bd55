"""Four headcounts, never one number; “均” only when every township has a team."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.kernel.indicators.definitions import text_of
from fazhi.kernel.indicators.evaluation import evaluate
from fazhi.kernel.indicators.publication import publish
from fazhi.norms.enforcement.indicators import TEAMS

from .factories import certified, in_force, officer, step, team


def value(code, on):
    return evaluate(code, on=on).value


def test_the_four_headcounts_differ(lotus):
    team(lotus)
    at_work, lent, helper = (
        officer(lotus, "高某", where=lotus.town),
        officer(lotus, "田某", 1, where=lotus.town, service="lent_out"),
        officer(lotus, "辅某", 2, where=lotus.town, identity="contract", is_auxiliary=True),
    )
    officer(lotus, "局某", 3)
    certified(lotus, at_work)
    on = date(2024, 3, 1)
    assert [value(f"enforcement.{code}", on) for code in ("approved_posts", "filled_posts", "on_duty")] == [9, 2, 1]
    assert (lent.service, helper.is_auxiliary) == ("lent_out", True)
    assert [value(f"enforcement.{code}", on) for code in ("on_duty_rate", "certified_rate")] == [50, 100]


def test_powers_that_a_township_holds_are_used_or_not(lotus):
    assert value("enforcement.granted_items", date(2025, 12, 31)) == 0
    in_force(lotus)
    told = ("granted_items", "granted_used_rate", "benchmark_cover_rate")
    assert [value(f"enforcement.{code}", date(2025, 12, 31)) for code in told] == [1, 0, 0]


def test_posts_and_certificates_of_the_teams_as_they_stood_on_the_day(lotus):
    """Nine posts, two filled; one certificate, then two of two officers at work, one of them suspended for a month."""
    team(lotus)
    officers = [officer(lotus, name, place, where=lotus.town) for place, name in enumerate(("高某", "田某"))]
    certified(lotus, officers[0])
    told = ("posts_used_rate", "certified_a_team", "short_teams", "certified_rate")
    assert [value(f"enforcement.{code}", date(2022, 3, 31)) for code in told] == [pytest.approx(Decimal(200) / 9), 1, 1, 50]
    certificate = certified(lotus, officers[1], date(2022, 4, 1))
    step(lotus, certificate, "suspend", date(2022, 5, 6), since=date(2022, 5, 6), document_no="1", reason="程序违法")
    step(lotus, certificate, "give_back", date(2022, 6, 7))
    days = (date(2022, 3, 31), date(2022, 4, 30), date(2022, 5, 31), date(2022, 6, 30))
    assert [value("enforcement.certified_a_team", day) for day in days] == [1, 2, 1, 2]
    assert [value("enforcement.short_teams", day) for day in days] == [1, 0, 1, 0]
    assert evaluate("enforcement.certified_a_team", on=days[1]).denominator == 1


def test_what_looks_at_other_rows_is_published_with_what_proves_it(lotus):
    """Both forms are reckoned from each team alone; the definition is told without the day on which it was asked."""
    team(lotus)
    certified(lotus, officer(lotus, "高某", where=lotus.town))
    codes = ("certified_a_team", "posts_used_rate", "idle_rate", "certified_rate")
    texts = []
    for day in (date(2024, 3, 1), date(2024, 4, 1)):
        values = [evaluate(f"enforcement.{code}", on=day) for code in codes]
        assert [row.text for row in publish(values, None)] == [value.text for value in values]
        texts.append([text_of(value.indicator) for value in values])
    assert texts[0] == texts[1] and "2024" not in "".join(texts[0])


def test_who_was_at_work_is_asked_of_the_day(lotus):
    team(lotus)
    who = officer(lotus, "高某", where=lotus.town)
    step(lotus, who, "serve", date(2024, 4, 1), service="lent_out", since=date(2024, 4, 1))
    days = (date(2022, 1, 3), date(2022, 1, 4), date(2024, 3, 31), date(2024, 4, 1))
    assert [value("enforcement.on_duty", day) for day in days] == [0, 1, 1, 0]
    assert value("enforcement.filled_posts", date(2024, 4, 1)) == 1


def test_every_township_has_a_team_or_the_sentence_does_not_say_so(lotus):
    team(lotus)
    assert TEAMS(date(2024, 3, 1)).text == "3个乡镇(街道)中的1个成立综合执法大队"
    for town in (lotus.world.other_town, lotus.world.far_town):
        team(lotus, unit=lotus.world.county, township=town, established_no=town.code)
    assert TEAMS(date(2024, 3, 1)).text == "3个乡镇(街道)均成立综合执法大队"
    assert TEAMS(date(2021, 8, 31)).text == "无数据"


def test_a_certificate_that_is_suspended_that_day_is_not_counted(lotus):
    certificate = certified(lotus, officer(lotus, "高某"))
    step(lotus, certificate, "suspend", date(2024, 5, 6), since=date(2024, 5, 6), document_no="1", reason="程序违法")
    assert value("enforcement.certificates", date(2024, 5, 5)) == 1
    assert value("enforcement.certificates", date(2024, 5, 6)) == 0
