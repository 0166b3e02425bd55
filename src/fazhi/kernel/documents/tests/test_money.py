"""Amounts in capital numerals, as they stand in an agreement."""

from decimal import Decimal

import pytest

from fazhi.kernel.documents.money import in_capitals, written_amount


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("0", "零元整"), ("0.05", "伍分"), ("0.5", "伍角整"), ("1", "壹元整"), ("10", "壹拾元整"), ("105.06", "壹佰零伍元零陆分"),
        ("6800", "陆仟捌佰元整"), ("10001", "壹万零壹元整"), ("100000", "壹拾万元整"), ("100500.3", "壹拾万零伍佰元叁角整"),
        ("1002003.40", "壹佰万贰仟零叁元肆角整"), ("10000000", "壹仟万元整"), ("100000001", "壹亿零壹元整"), ("-3", "负叁元整"),
    ],
)  # fmt: skip
def test_an_amount_is_written_in_capitals(amount, told):
    assert in_capitals(Decimal(amount)) == told


def test_an_agreement_writes_both():
    assert written_amount(Decimal("6800")) == "6,800.00元（人民币陆仟捌佰元整）"
