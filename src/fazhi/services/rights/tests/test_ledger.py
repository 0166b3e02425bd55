"""The ledger of requests: it tells who asked and why not, and never erases."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.lives import lived

from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.services.rights.ledgers import RightsLedger
from fazhi.services.rights.models import RightsRequest

GIVEN = {
    "opened_on": date(2024, 9, 3),
    "kind": "erase",
    "name": "欧阳娜",
    "asker": "self",
    "phone": "13987654321",
    "wish": "不再需要调解",
    "is_identified": True,
    "identified_by": "窗口核对身份证原件",
    "numbers": "甲1号、乙2号",
}


def test_a_refusal_comes_in_with_its_reason_and_its_day(world):
    told = {"unit": world.town, "state": "refused", "done_on": date(2024, 9, 9), **GIVEN}
    with pytest.raises(ValidationError, match="不予办理的理由"):
        lived(RightsLedger, world.clerk, **told)
    case = lived(RightsLedger, world.clerk, **told, refused_because="在档案保管期内")
    assert (case.state, case.done_on, case.targets.count(), case.is_identified) == ("refused", date(2024, 9, 9), 2, True)


def test_an_erasure_is_never_brought_in_as_done(world):
    with pytest.raises(NotAllowed, match="请打开这件请求办理"):
        lived(RightsLedger, world.clerk, unit=world.town, state="done", done_on=date(2024, 9, 9), **GIVEN)
    assert not RightsRequest.objects.exists()
