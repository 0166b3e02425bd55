"""The Excel ledger: a row is a life through the same gates, and the sheet that comes out says what went in."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from fazhi.kernel.flow.lives import Life, give_keys, write
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.services.advice.ledgers import ConsultationLedger
from fazhi.services.advice.models import Consultation

LEDGER = ConsultationLedger()


def row(lotus, **cells: Any) -> dict[str, Any]:
    """A typed row as the importer gives it: every column, blank unless said."""
    blank = dict.fromkeys((column.name for column in LEDGER.columns), None)
    return {
        **blank,
        "row_key": "C-2024-000001",
        "unit": lotus.unit,
        "channel": "window",
        "asked_at": datetime(2024, 3, 1, 9, 20),  # noqa: DTZ001  a sheet has no zone
        "is_anonymous": False,
        "asker_name": "王建",
        "asker_phone": "15400000001",
        "asker_role": "self",
        "group_size": 1,
        "region": lotus.village,
        "topic": "labour",
        "legal_field": "civil",
        "question": "没有签合同怎么办？",
        "urgency": "ordinary",
        "state": "submitted",
        "entry_mode": "online",
        "recorded_on": date(2024, 3, 1),
        **cells,
    }


def told(lotus, **cells: Any) -> dict[str, Any]:
    """Answered on the spot by a lawyer, followed up and closed."""
    return row(
        lotus,
        **{
            "handler": lotus.lawyer,
            "assigned_at": datetime(2024, 3, 1, 9, 21),  # noqa: DTZ001
            "answered_at": datetime(2024, 3, 1, 9, 40),  # noqa: DTZ001
            "answer": "可以要求二倍工资。",
            "cited": "劳动合同法 第八十二条、劳动合同法 第十条",
            "basis": "article",
            "aid_told": True,
            "suggestion": "arbitration",
            "visited_on": date(2024, 3, 9),
            "rating": "5",
            "closed_on": date(2024, 3, 9),
            "state": "closed",
            **cells,
        },
    )


def lived(lotus, values: dict[str, Any]) -> Consultation:
    """The case of one row, written as the importer writes it."""
    case = LEDGER.case(values)
    with transaction.atomic():
        give_keys([case])
        life = Life(case)
        LEDGER.live(life, values, lotus.world.city_leader)
        write([life])
    return Consultation.objects.get(pk=case.pk)


def test_a_row_is_a_whole_life(lotus):
    case = lived(lotus, told(lotus))
    assert (case.state, case.handler, case.rating, case.closed_on, case.is_late) == (
        "closed",
        lotus.lawyer,
        "5",
        date(2024, 3, 9),
        False,
    )
    assert [str(each) for each in case.citations.all()] == ["《劳动合同法》第八十二条", "《劳动合同法》第十条"]
    given = case.answers.get()
    assert (given.given_by, given.given_as, f"{given.given_at.astimezone():%H:%M}") == (lotus.lawyer, "lawyer", "09:40")


def test_what_came_by_the_net_was_assigned_before_it_was_answered(lotus):
    case = lived(lotus, told(lotus, channel="website"))
    assert (f"{case.assigned_at.astimezone():%H:%M}", case.reply_by, case.state) == ("09:21", "phone", "closed")


def test_what_was_handed_on_is_not_sent_a_second_time(lotus):
    handed = {"handed_to": lotus.committee, "handed_at": datetime(2024, 3, 1, 10), "suggestion": "mediation"}  # noqa: DTZ001
    case = lived(lotus, told(lotus, **handed, closed_on=None, state="referred"))
    assert (case.state, case.handed_kind, case.handed_to, case.last_visit_on) == (
        "referred",
        "mediation",
        lotus.committee,
        date(2024, 3, 9),
    )
    assert not HandOver.objects.exists()


def test_an_open_row_gets_its_articles_and_its_topic(lotus, pilot):
    case = lived(lotus, row(lotus, topic="", legal_field="", question="单位没有订立书面劳动合同，每月支付几倍工资？"))
    assert (case.topic, case.legal_field, case.state) == ("labour", "civil", "submitted")
    assert [each.article for each in case.suggestions.all()][:1] == ["第二条"]
    assert not lived(lotus, told(lotus, row_key="C-2")).suggestions.exists()


def test_withdrawn_and_unanswerable_rows_are_no_contacts(lotus):
    case = lived(lotus, row(lotus, withdrawn_at=datetime(2024, 3, 1, 10), state="withdrawn"))  # noqa: DTZ001
    assert (case.state, case.answered_on) == ("withdrawn", None)
    case = lived(lotus, row(lotus, basis="none", answer="材料不足", closed_on=date(2024, 3, 9), state="declined"))
    assert (case.state, case.answered_on, case.closed_on) == ("declined", None, date(2024, 3, 9))


def test_what_nobody_asked_about_again_is_closed_by_time(lotus):
    case = lived(lotus, told(lotus, visited_on=None, rating=None, closed_on=None, state="answered"))
    assert (case.state, case.closed_on) == ("closed", date(2024, 3, 19))


def test_a_second_contact_stays_a_contact_of_the_first_matter(lotus):
    first = lived(lotus, told(lotus))
    again = lived(lotus, told(lotus, row_key="C-2", asked_at=datetime(2024, 3, 20, 9), answered_at=datetime(2024, 3, 20, 10),  # noqa: DTZ001
                              closed_on=None, visited_on=None, rating=None, state="answered", duplicate_of=first))  # fmt: skip
    assert (again.matter_key, again.is_repeat) == (first.pk, True)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"closed_on": None}, "状态与内容不符：没有填办结日期"),
        ({"answered_at": datetime(2024, 2, 1, 9)}, "答复时间不能早于咨询时间"),  # noqa: DTZ001
        ({"is_anonymous": True}, "匿名咨询不登记姓名"),
        ({"cited": "第八十二条"}, "不是可识别的法条引用"),
        ({"asker_role": "spokesman"}, "至少是 2 人"),
    ],
)
def test_a_row_that_tells_the_impossible_is_refused_in_words(lotus, cells, sentence):
    with pytest.raises((NotAllowed, ValidationError), match=sentence):
        lived(lotus, told(lotus, **cells))
    assert not Consultation.objects.exists()


def test_a_row_goes_out_as_it_came_in(lotus):
    values = told(lotus, channel="village", topic="loan", amount=3000)
    case = lived(lotus, values)
    cells = {column.name: column.write(case) for column in LEDGER.columns if column.write}
    told_again = {
        name: cells[name] for name in ("asker_name", "question", "answer", "cited", "answered_at", "visited_on", "state")
    }
    expected = {name: values[name] for name in told_again} | {"state": "已办结"}
    assert told_again == expected
