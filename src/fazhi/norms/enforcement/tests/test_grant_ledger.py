"""The ledger of powers given to townships: the same gates, in the order of its days."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.lives import lived

from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.norms.enforcement.ledgers import GrantLedger
from fazhi.norms.enforcement.ledgers.grants import evaluations_told
from fazhi.norms.enforcement.models import PowerGrant

from .factories import TAKEN_UP

EVALUATED = "2023-02-01 能够有效承接 人员、装备、培训已到位\n2024-02-20 能够有效承接 复评"


def row(lotus, **cells):
    given = {"unit": lotus.world.county, "township": lotus.town, "mode": "taken_up", "support": lotus.body}
    told = {"opened_on": date(2023, 1, 10), "codes": lotus.item.code, "evaluated": EVALUATED, "state": "in_force"}
    return {**given, **told, **TAKEN_UP, **cells}


def test_a_grant_comes_in_assessed_in_force_and_taken_back(lotus):
    case = lived(GrantLedger, lotus.keeper, **row(lotus))
    assert (case.state, case.taken_up_on, evaluations_told(case)) == ("in_force", date(2023, 3, 1), EVALUATED)
    back = {"state": "withdrawn", "withdrawn_no": "荷政发〔2024〕9号", "withdrawn_on": date(2024, 6, 1)}
    case = lived(GrantLedger, lotus.keeper, case, **row(lotus, **back))
    assert (case.state, case.evaluations.count(), case.withdrawn_on) == ("withdrawn", 2, date(2024, 6, 1))


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"evaluated": ""}, "没有评估"),
        ({"evaluated": "2024-02-20 能够有效承接 施行以后才评估"}, "没有评估"),
        ({"evaluated": "2023-02-01 不能有效承接 人手不足"}, "不能有效承接"),
        ({"evaluated": "去年评过"}, "看不懂"),
        ({"codes": "999"}, "清单里没有999"),
        ({"codes": ""}, "没有列明事项"),
        ({"decision_published_on": date(2023, 3, 2)}, "晚于施行日期"),
        ({"taken_up_on": None}, "写了“施行中”"),
        ({"taken_up_on": date(2999, 1, 1)}, "还没有到"),
        ({"mode": "entrusted"}, "载明期限"),
    ],
)
def test_a_grant_that_the_law_does_not_allow_is_refused(lotus, cells, words):
    with pytest.raises((NotAllowed, ValidationError), match=words):
        lived(GrantLedger, lotus.keeper, **row(lotus, **cells))
    assert not PowerGrant.objects.exists()


def test_an_entrustment_that_is_over_comes_in_ended(lotus):
    case = lived(GrantLedger, lotus.keeper, **row(lotus, mode="entrusted", ends_on=date(2024, 12, 31), state="ended"))
    assert (case.state, case.closed_on) == ("ended", date(2025, 1, 1))
