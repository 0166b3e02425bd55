"""监管事项认领: assigned, claimed by whose power it is, declined, passed on; its list, and whether anything was done in the year."""

import json
from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from tests.keeping import once
from tests.ledgers import round_trip
from tests.lives import lived
from tests.world import person

from fazhi.kernel import registry
from fazhi.kernel.flow import doors
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators import evaluate
from fazhi.kernel.org.roles import CLERK, SUPERVISOR
from fazhi.norms.spot_checks.conduct import claims
from fazhi.norms.spot_checks.ledgers import ItemClaimLedger
from fazhi.norms.spot_checks.models import ItemClaim
from fazhi.norms.spot_checks.models.claims import HOLDS

from .test_entering import DOOR
from .test_supervision import recorded, taken, with_list

END = date(2025, 12, 31)


@pytest.fixture(autouse=True)
def at_the_door():
    with time_machine.travel(DOOR, tick=False):
        yield


@pytest.fixture
def checks(world):
    return once(with_list, world)


@pytest.fixture(autouse=True)
def powers(monkeypatch):
    """Who holds which power, as the room of enforcement would answer."""
    held = {("330217001000", "county")}
    shelf = registry.on("answers")
    monkeypatch.setitem(shelf, HOLDS, lambda code, unit, day: (code, "county") in held)


def assigned(checks, unit=None):
    return doors.register(ItemClaim, checks.clerk, {"unit": unit or checks.unit, "supervised": checks.supervised}, at=DOOR)


def test_an_item_is_claimed_by_whose_power_it_is_listed_and_seen_to_be_acted_on(checks, client):
    claim = assigned(checks)
    assert (claim.state, claim.due_on) == ("assigned", date(2025, 9, 26))
    with pytest.raises(ValidationError, match="已经有这一监管事项的认领任务"):
        assigned(checks)
    client.force_login(checks.clerk.account)
    url = f"/desk/spot_checks.itemclaim/{claim.pk}/step/claim/"
    page = client.post(url, {"power_code": "330299999999", "version": claim.version, "key": "a"})
    assert page.status_code == 422 and "本单位没有这一项执法权" in page.content.decode()
    assert client.post(url, {"power_code": "330217001000", "version": claim.version, "key": "b"}).status_code == 302
    claim = checks.take(claim, "draw_up", DOOR, check_list=checks.list)
    with pytest.raises(NotAllowed, match="由编制人以外的人审核"):
        checks.take(claim, "approve_list", DOOR)
    claim = checks.take(claim, "approve_list", DOOR, by=checks.head)
    assert (claim.state, claim.listed_on) == ("listed", DOOR.date())
    rate = {name: evaluate(f"spot_checks.{name}", on=END).value for name in ("claim_rate", "list_rate")}
    assert rate == {"claim_rate": 100, "list_rate": 100}
    covered = [claims.look(END), evaluate("spot_checks.covered_rate", on=END).value]
    recorded(checks)
    covered += [claims.look(END), evaluate("spot_checks.covered_rate", on=END).value, claims.look(END)]
    assert covered == [0, 0, 1, 100, 0]
    assert round_trip(ItemClaimLedger, checks.clerk) == {"same": 1}


def told(checks, who, case=None, **cells):
    row = {"unit": checks.unit, "supervised": checks.supervised, "opened_on": date(2025, 8, 1)}
    return lived(ItemClaimLedger, who, case, **{**row, **cells})


def test_a_ledger_tells_a_claim_to_its_end_and_nobody_looks_at_his_own(checks):
    drawn = {"power_code": "330217001000", "claimed_on": date(2025, 8, 4), "check_list": checks.list}
    drawn |= {"drawn_up_on": date(2025, 8, 20), "state": "checking"}
    listed = drawn | {"listed_on": date(2025, 8, 22), "state": "listed"}
    with pytest.raises(NotAllowed, match="由编制人以外的人审核"):
        told(checks, checks.clerk, **listed)
    other = person("复核某", checks.unit, CLERK)
    claim = told(checks, other, told(checks, checks.clerk, **drawn), **listed)
    assert (claim.state, claim.drawn_up_on, claim.listed_on) == ("listed", date(2025, 8, 20), date(2025, 8, 22))
    ended = told(checks, other, claim, **{**listed, "state": "ended", "closed_on": date(2025, 8, 30)})
    declined = {"declined_on": date(2025, 8, 4), "declined_because": "由省级直接监管", "state": "released"}
    with pytest.raises(NotAllowed, match="由登记以外的人核定"):
        told(checks, checks.clerk, **declined, closed_on=date(2025, 8, 8))
    waiting = told(checks, checks.clerk, **{**declined, "state": "declined"})
    released = told(checks, other, waiting, **declined, closed_on=date(2025, 8, 8))
    assert (ended.state, released.state, released.declined_because) == ("ended", "released", "由省级直接监管")
    assert round_trip(ItemClaimLedger, checks.clerk) == {"same": 2}


def test_who_does_not_hold_it_says_why_and_it_goes_to_another_or_back(checks, world):
    chief = person("统筹某", world.county, SUPERVISOR, CLERK)
    claim = checks.take(assigned(checks), "decline", DOOR, why="由渔歌镇承接")
    with pytest.raises(NotAllowed, match="由登记以外的人核定"):
        checks.take(claim, "move", DOOR, moved_to=world.town)
    back = checks.take(claim, "insist", DOOR, by=chief, why="权责清单在本单位")
    assert (back.state, back.due_on) == ("assigned", date(2025, 9, 26))
    claim = checks.take(back, "decline", DOOR, why="已经承接出去")
    claim = checks.take(claim, "move", DOOR, by=chief, moved_to=world.town)
    new = ItemClaim.objects.get(follows=claim)
    assert (claim.state, claim.declined_because, new.unit, new.state) == ("moved", "已经承接出去", world.town, "assigned")
    assert evaluate("spot_checks.claim_rate", on=END).value == 0


def test_a_list_waits_for_the_claim_and_an_act_before_it_does_not_go_out(checks, client):
    recorded(checks)
    claim = assigned(checks)
    assert "本单位没有认领这一监管事项" in taken(client, checks, "json").decode()
    names = ("unit", "supervised", "body_code", "points", "frequency")
    again = type(checks.list)(**{name: getattr(checks.list, name) for name in names}, code="Q2")
    with pytest.raises(ValidationError, match="还没有认领这一监管事项"):
        again.clean()
    with time_machine.travel(date(2025, 9, 20), tick=False):
        checks.take(claim, "claim", None, power_code="330217001000")
    again.clean()
    assert "早于认领监管事项的日期（2025-09-20）" in taken(client, checks, "json").decode()


def test_what_was_done_after_an_item_was_given_up_does_not_go_out(checks, client):
    claim = checks.take(assigned(checks), "claim", DOOR, power_code="330217001000")
    recorded(checks)
    assert json.loads(taken(client, checks, "json"))["refused"] == []
    checks.take(claim, "end", DOOR, by=checks.head, why="收归省级")
    assert "这一监管事项已于2025-09-12取消认领" in taken(client, checks, "json").decode()
