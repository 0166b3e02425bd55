"""A certificate's life, and what it was worth on any day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from fazhi.kernel.flow import passing_time
from fazhi.kernel.flow.refusals import NotAllowed

from .factories import applied, certified, examined, officer, step


def test_a_certificate_is_good_from_its_issue_to_the_end_of_its_term(lotus):
    certificate = certified(lotus, officer(lotus, "高某"))
    assert (certificate.state, certificate.expires_on) == ("good", date(2027, 3, 1))
    good = {day: certificate.is_good_on(day) for day in (date(2022, 2, 28), date(2022, 3, 1), date(2027, 3, 1), date(2027, 3, 2))}
    assert list(good.values()) == [False, True, True, False]


def test_both_exams_must_be_passed_first(lotus):
    certificate = examined(lotus, applied(lotus, officer(lotus, "高某")), ("public_law", 86), ("professional", 59))
    with pytest.raises(NotAllowed, match="专业法律知识考试还没有合格成绩") as refusal:
        step(lotus, certificate, "issue", certificate_no="1", issuer="省政府", powers=["penalty"], area="荷塘区")
    assert refusal.value.law == "行政处罚法 第四十二条第一款"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"identity": "dispatched"}, "劳务派遣不能申领"),
        ({"identity": "contract"}, "合同制不能申领"),
        ({"service": "lent_out"}, "在编在岗"),
        ({"identity": "institution", "is_auxiliary": True}, "在编在岗"),
        ({"id_number": "99010220060315001X"}, "成年"),
    ],
)
def test_who_may_not_be_certified(lotus, data, words):
    who = officer(lotus, "高某", **data)
    with pytest.raises((NotAllowed, ValidationError), match=words):
        applied(lotus, who)


def test_while_it_is_suspended_it_is_worth_nothing_and_what_was_done_before_stands(lotus):
    certificate = certified(lotus, officer(lotus, "高某"))
    certificate = step(
        lotus,
        certificate,
        "suspend",
        date(2024, 5, 6),
        since=date(2024, 5, 6),
        document_no="荷执监〔2024〕1号",
        reason="程序违法",
    )
    assert not certificate.is_good_on(date(2024, 5, 6)) and certificate.is_good_on(date(2024, 5, 5))
    certificate = step(lotus, certificate, "give_back", date(2024, 8, 6))
    days = (date(2024, 8, 5), date(2024, 8, 6), date(2024, 5, 5))
    assert [certificate.is_good_on(day) for day in days] == [False, True, True]


def test_it_runs_out_by_itself_and_reminds_before(lotus):
    certificate = certified(lotus, officer(lotus, "高某"))
    assert certificate.due_on == date(2027, 3, 1)
    passing_time.lapse(date(2027, 3, 2))
    certificate.refresh_from_db()
    assert (certificate.state, certificate.end, certificate.ended_on) == ("ended", "expired", date(2027, 3, 2))
    assert certificate.is_good_on(date(2027, 3, 1))


def test_a_renewed_one_goes_on_from_the_day_after_its_term(lotus):
    certificate = certified(lotus, officer(lotus, "高某"))
    certificate = step(lotus, certificate, "renew", date(2027, 1, 5))
    assert certificate.expires_on == date(2032, 3, 2) and certificate.due_on == date(2032, 3, 2)


def test_one_number_is_given_once(lotus):
    certified(lotus, officer(lotus, "高某"), certificate_no="990100000001")
    with pytest.raises(ValidationError):
        certified(lotus, officer(lotus, "田某", 1), certificate_no="990100000001")
