"""The ledger of the library: what comes in is a draft until other eyes publish it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.lives import lived

from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.services.advice.library_ledger import QALedger
from fazhi.services.advice.models import QAEntry

TEXT = {"question": "没有签合同怎么办？", "answer": "可以要求每月二倍工资。", "cited": "劳动合同法 第八十二条"}
SHOWN = {"state": "published", "reviewed_on": date(2024, 9, 5)}


def row(lotus, **cells):
    return {"unit": lotus.unit, "opened_on": date(2024, 9, 3), "topic": "labour", "state": "draft", **TEXT, **cells}


def test_an_entry_is_drafted_by_one_and_published_by_another(lotus):
    with pytest.raises(NotAllowed, match="拟写人不能审核"):
        lived(QALedger, lotus.clerk, **row(lotus, **SHOWN))
    assert not QAEntry.objects.exists()
    entry = lived(QALedger, lotus.clerk, **row(lotus))
    entry = lived(QALedger, lotus.checker, entry, **row(lotus, **SHOWN))
    assert (entry.state, entry.reviewed_by, entry.expires_on) == ("published", lotus.checker, date(2025, 9, 5))
    gone = lived(QALedger, lotus.checker, entry, **row(lotus, **SHOWN | {"state": "withdrawn", "closed_on": date(2024, 9, 9)}))
    assert (gone.state, gone.closed_on, gone.expires_on) == ("withdrawn", date(2024, 9, 9), None)


def test_what_names_people_is_not_published_by_a_ledger_either(lotus):
    named = {"answer": "打15400000001"}
    entry = lived(QALedger, lotus.clerk, **row(lotus, **named))
    with pytest.raises(NotAllowed, match="还有电话"):
        lived(QALedger, lotus.checker, entry, **row(lotus, **named, **SHOWN))
    with pytest.raises(ValidationError, match="写了“在用”"):
        lived(QALedger, lotus.checker, entry, **row(lotus, **named, state="published"))
