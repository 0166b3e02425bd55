"""What cells mean, as people here write them; what cannot be is refused with the reason."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from fazhi.faces.desk.ledgers import values
from fazhi.faces.desk.ledgers.cells import Cell, number_cell
from fazhi.faces.desk.ledgers.values import BadCell

THIRD = dt.date(2024, 9, 3)


def sentence(convert, *given) -> str:
    with pytest.raises(BadCell) as fault:
        convert(*given)
    return fault.value.sentence


@pytest.mark.parametrize(
    "words",
    [
        "2024-9-3",
        "2024/9/3",
        "2024.9.3",
        "20240903",
        "2024年9月3日",
        "2024 年 9 月 3 号",
        "２０２４－０９－０３",
        "\u200b2024-09-03\u3000",
        "2024-09-03 14:30",
        "2024年9月3日14时30分",
        "2024-09-03T14:30:15",
        Cell(THIRD, "2024-09-03"),
        number_cell("45538"),
    ],
)
def test_a_day_is_understood_as_people_write_it(words):
    assert values.day(words) == THIRD


def test_a_moment_keeps_its_time():
    assert values.moment("2024年9月3日14时30分") == dt.datetime(2024, 9, 3, 14, 30)
    assert values.moment(Cell(dt.datetime(2024, 9, 3, 8), "2024-09-03 08:00")) == dt.datetime(2024, 9, 3, 8)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("2024年2月30日", "2024年2月只有 29 天"),
        ("2023-02-29", "2023年2月只有 28 天"),
        ("2024.4.31", "2024年4月只有 30 天"),
        ("20241301", "没有 13 月"),
        ("0001-01-01", "年份不对"),
        ("9999-12-31", "年份不对"),
        ("0000-01-01", "年份不对"),
        ("9月3日", "没有写年份"),
        ("上周", "不是日期"),
        ("2024-9/3", "不是日期"),
        ("²024-09-03²", "不是日期"),
        ("٢٠٢٤-٠٩-٠٣", "不是日期"),
        ("2024-09-03 25:00", "时间不对"),
        ("12", "不是日期"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_the_reason(words, why):
    assert why in sentence(values.day, words)


def test_a_day_without_a_year_takes_the_year_of_the_ledger():
    assert values.day("9月3日", 2024) == THIRD
    assert "2023年2月只有 28 天" in sentence(values.day, "2月29日", 2023)


def test_a_bare_serial_counts_from_1904_where_the_workbook_does():
    assert values.day(number_cell("44076"), None, True) == THIRD


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31)))
def test_every_day_comes_back_from_each_way_of_writing(day):
    for form in ("{0:%Y-%m-%d}", "{0.year}/{0.month}/{0.day}", "{0.year}年{0.month}月{0.day}日", "{0:%Y%m%d}"):
        assert values.day(form.format(day)) == day


@given(st.text(max_size=12))
def test_whatever_is_written_gives_a_value_or_a_sentence(words):
    for convert in (values.text, values.code, values.day, values.number, values.whole, values.yes_no, values.citizen_number):
        try:
            convert(words)
        except BadCell as fault:
            assert len(fault.sentence) > 4
    for convert in (values.day, values.number, values.whole):
        assert convert("  ") is None


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("是", True),
        ("√", True),
        ("有", True),
        ("Ｙ", True),
        ("否", False),
        ("无", False),
        ("×", False),
        ("", None),
        ("—", None),
    ],
)
def test_yes_and_no(words, answer):
    assert values.yes_no(words) is answer


@pytest.mark.parametrize(
    ("words", "unit", "amount"),
    [
        ("1,234.50", "元", "1234.50"),
        ("１，２３４元", "元", "1234"),
        ("3.5万元", "元", "35000"),
        ("3.5万", "元", "35000"),
        ("3.5万元", "万元", "3.5"),
        ("35000元", "万元", "3.5"),
        ("5", "万元", "5"),
        ("￥12", "元", "12"),
        ("-3", "", "-3"),
        ("1.2亿元", "万元", "12000"),
        ("85%", "", "0.85"),
        ("85%", "%", "85"),
        ("1200元整", "元", "1200"),
    ],
)
def test_amounts_are_turned_into_the_unit_of_the_column(words, unit, amount):
    assert values.number(words, unit) == Decimal(amount)


@pytest.mark.parametrize("words", ["1,23", "3人", "约5", "1e5", "٣", "①②", "5²", "1.2.3", "nan", "inf", "一万"])
def test_what_is_no_amount_is_refused(words):
    assert words in sentence(values.number, words, "元")


def test_whole_numbers_are_whole():
    assert values.whole("12人", "人") == 12
    assert values.whole(number_cell("12.0")) == 12
    assert "不是整数" in sentence(values.whole, "12.5")


def test_a_choice_is_found_by_label_key_or_another_word():
    options = [("written", "书面协议"), ("oral", "口头协议")]
    for words in ("书面协议", "written", "书面 协议", "书面"):
        assert values.choice(words, options, {"书面": "written"}) == "written"
    assert values.choice("", options) is None
    assert sentence(values.choice, "书面协义", options) == "没有“书面协义”这一项；是不是“书面协议”？"
    assert "可以填：书面协议、口头协议" in sentence(values.choice, "强制调解", options)


def test_text_keeps_its_form_and_loses_what_cannot_be_seen():
    assert values.text("\u3000张\u200b三\u202e ") == "张三"
    assert values.text("𬭎·ＡＢ") == "𬭎·ＡＢ"
    assert "U+0007" in sentence(values.text, "张\x07")
    assert "U+0000" in sentence(values.text, "张\0三")
    assert "最多 2 个字" in sentence(values.text, "张三丰", 2)


def test_codes_are_plain_and_checked_by_their_field():
    def digits(code: str) -> None:
        if len(code) != 11:
            raise ValidationError("手机号码应为 11 位。")

    assert values.code("１３８ ００００　０００ｘ") == "1380000000X"
    assert values.checked("", digits) == ""
    assert sentence(values.checked, "138", digits) == "手机号码应为 11 位。"


def test_a_citizen_number_that_went_through_a_numeric_column_is_told_so():
    def wrong(code: str) -> None:
        raise ValueError("校验码不对。")

    assert "第 15 位以后的数字已经丢失" in sentence(values.citizen_number, "110105194912310000", wrong)
    assert sentence(values.citizen_number, "110105194912310021", wrong) == "校验码不对。"
    assert "第 15 位" in sentence(values.citizen_number, number_cell("1.1010519491231E+17"))
