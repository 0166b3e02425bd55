"""The ledger of documents: a draft comes in, a signature does not."""

from datetime import date

import pytest
from tests.lives import lived

from fazhi.kernel.dispatch.ledgers import DocumentLedger
from fazhi.kernel.dispatch.models import Document
from fazhi.kernel.flow.refusals import NotAllowed


def row(world, **cells):
    return {"unit": world.town, "opened_on": date(2024, 9, 3), "kind": "notice", "title": "关于宣传的通知", "body": "一", **cells}


def test_a_draft_comes_in_on_its_day(world):
    case = lived(DocumentLedger, world.clerk, **row(world, state="drafting"))
    assert (case.state, case.opened_on, case.openness, case.number) == ("drafting", date(2024, 9, 3), "public", "")


def test_what_was_signed_elsewhere_is_not_brought_in_as_signed(world):
    with pytest.raises(NotAllowed, match="只能在本系统里办理"):
        lived(DocumentLedger, world.clerk, **row(world, state="released"))
    assert not Document.objects.exists()
