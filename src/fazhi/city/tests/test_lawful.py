"""No row says what the law, the calendar or plain sense forbids."""

import re
from collections import Counter, defaultdict
from datetime import datetime, timedelta

import pytest

from fazhi.city import words as w
from fazhi.city.names import check_digit
from fazhi.city.sheets import CONSULTATIONS, DISPUTES, LEADS, MEDIATORS
from fazhi.kernel.records.credit_codes import ALPHABET

WRITTEN_ONLY = {w.DISPUTE_KINDS[code] for code in w.WRITTEN_ONLY}
ORDERS = (
    ("发生日期", "申请日期"),
    ("移送日期", "申请日期"),
    ("申请日期", "受理日期"),
    ("受理日期", "调解日期"),
    ("调解日期", "调解日期2"),
    ("调解日期2", "调解日期3"),
    ("受理日期", "结果日期"),
    ("中止日期", "恢复日期"),
    ("恢复日期", "结果日期"),
    ("结果日期", "签字日期"),
    ("签字日期", "生效日期"),
    ("盖章日期", "生效日期"),
    ("生效日期", "履行日期"),
    ("生效日期", "司法确认申请日期"),
    ("司法确认申请日期", "确认日期"),
    ("结果日期", "回访日期"),
    ("结果日期", "办结日期"),
    ("申请日期", "结果日期"),
    ("办结日期", "归档日期"),
    ("申请日期", "录入日期"),
    ("延期同意日期", "结果日期"),
    ("结果日期", "延期至"),
)


def test_every_must_is_filled_and_every_word_is_allowed(city):
    ledgers = (
        (DISPUTES, city.all_disputes),
        (LEADS, city.leads),
        (CONSULTATIONS, city.all_consultations),
        (MEDIATORS, city.office.cast.mediators),
    )
    for sheet, rows in ledgers:
        assert set().union(*rows) <= set(sheet.headers)
        for column in sheet.columns:
            values = [row.get(column.header) for row in rows]
            assert not column.must or all(value not in (None, "") for value in values), column.header
            assert not column.words or {word for value in set(values) - {None, ""} for word in value.split("、")} <= set(
                column.words
            )


@pytest.mark.parametrize(("earlier", "later"), ORDERS)
def test_dates_are_in_order(city, earlier, later):
    for row in city.all_disputes:
        if row.get(earlier) and row.get(later):
            assert row[earlier] <= row[later], row["台账序号"]


def test_nothing_that_has_happened_lies_after_the_day(city):
    planned = {"履行期限", "履行期限2", "履行期限3", "延期至"}
    for row in city.all_disputes:
        assert all(value <= city.as_of for name, value in row.items() if name not in planned and name.endswith("日期") and value)
    for row in city.all_consultations:
        moments = [row[name] for name in ("咨询时间", "指派时间", "答复时间", "撤回时间", "转办时间") if row.get(name)]
        assert moments == sorted(moments)
        assert max(moments) < datetime.combine(city.as_of, datetime.max.time())


def test_labour_medical_and_land_are_never_settled_by_word_of_mouth(city):
    assert not [row for row in city.all_disputes if row.get("协议形式") == "口头" and row["纠纷类型"] in WRITTEN_ONLY]


def test_an_oral_agreement_is_simple_small_and_kept_at_once(city):
    for row in city.all_disputes:
        if row.get("协议形式") == "口头":
            assert row["难易程度"] == "简易"
            assert row["履行日期"] in (row["结果日期"], None)
            assert not row.get("司法确认申请日期")


def test_the_amount_is_the_sum_of_the_terms_or_nothing_with_a_reason(city):
    for row in city.all_disputes:
        terms = sum(row.get(f"履行金额{n}") or 0 for n in ("", "2", "3"))
        assert (row.get("协议金额") or 0) == terms
        assert bool(row.get("无金额原因")) == (row.get("协议金额") == 0)
        assert (row.get("协议金额") is not None) == (row.get("办理结果") in w.AGREED)


def test_terms_bind_the_parties_of_the_case(city):
    for row in city.all_disputes:
        names = {row["申请人姓名"], row["被申请人姓名"]}
        assert {row[f"{who}{n}"] for who in ("义务人", "权利人") for n in ("", "2", "3") if row.get(f"{who}{n}")} <= names


def test_confirmation_is_applied_for_within_thirty_days(city):
    applied = [row for row in city.all_disputes if row.get("司法确认申请日期")]
    assert applied
    assert all(row["司法确认申请日期"] - row["生效日期"] <= timedelta(30) for row in applied)
    assert all(row["纠纷类型"] != "婚姻家庭纠纷" for row in applied)


def test_nobody_is_mediated_against_a_refusal(city):
    refused = [row for row in city.all_disputes if "拒绝" in (row["申请人同意调解"], row["被申请人同意调解"])]
    assert refused
    assert not [row for row in refused if row.get("调解日期") or row["受理日期"]]


def test_a_minor_has_a_legal_representative(city):
    minors = [row for row in city.all_disputes if born(row) and (row["申请日期"] - born(row)).days < 18 * 365]
    assert minors
    assert all(row["申请人代理类型"] == "法定代理人" and row["申请人代理人"] for row in minors)


def born(row):
    if row["申请人类型"] != "个人":
        return None
    return datetime.strptime(row["申请人证件号"][6:14], "%Y%m%d").date()


def test_a_chain_refers_to_a_first_case_above_it_in_the_same_year(city):
    for rows in city.disputes.values():
        seen = {}
        for row in rows:
            first = seen.get(row["首案引用"])
            assert not row["首案引用"] or (first and first["申请人证件号"] == row["申请人证件号"])
            seen[row["台账序号"]] = row


def test_each_dispute_has_at_most_one_amount(city):
    amounts = defaultdict(set)
    for row in city.all_disputes:
        if row.get("协议金额") is not None:
            amounts[row["首案引用"] or row["台账序号"]].add(row["协议金额"])
    assert all(len(each) == 1 for each in amounts.values())


def test_units_exist_on_the_day_and_mediators_belong_to_the_committee(city):
    units, cast = city.office.city.by_code, city.office.cast
    members = {(row["调委会编码"], row["调解员编号"]) for row in cast.mediators}
    for row in city.all_disputes:
        assert units[row["调委会编码"]].holds(row["申请日期"])
        assert units[row["发生地编码"]].holds(row["申请日期"])
        assert (row["调委会编码"], row["经办人编号"]) in members


def test_citizen_numbers_are_right_of_no_place_and_of_one_person(city):
    numbers = {}
    for row in city.all_disputes:
        for side in ("申请人", "被申请人", "第三方"):
            if row.get(f"{side}类型") == "个人":
                number = row[f"{side}证件号"]
                assert re.fullmatch(r"99010[2-6]\d{11}[\dX]", number)
                assert number[17] == check_digit(number[:17])
                assert (int(number[16]) % 2 == 1) == (row[f"{side}性别"] == "男")
                assert numbers.setdefault(number, row[f"{side}姓名"]) == row[f"{side}姓名"]
    assert all(row["证件号"][17] == check_digit(row["证件号"][:17]) for row in city.office.cast.mediators)


def test_credit_codes_have_their_check_sign(city):
    codes = {row["被申请人证件号"] for row in city.all_disputes if row["被申请人类型"] == "单位"}
    for code in codes:
        signs = [ALPHABET.index(sign) for sign in code]
        assert (sum(sign * pow(3, place, 31) for place, sign in enumerate(signs[:17])) + signs[17]) % 31 == 0


def test_telephones_are_of_a_range_nobody_has(city):
    phones = {row[name] for row in city.all_disputes for name in ("申请人电话", "被申请人电话")}
    assert all(re.fullmatch(r"1540\d{7}", phone) for phone in phones)


def test_rare_characters_occur(city):
    names = "".join(row["申请人姓名"] for row in city.all_disputes)
    assert "䶮" in names
    assert "𠮷" in names


def test_nearly_all_committees_keep_the_rules_and_some_do_not(city):
    members = defaultdict(list)
    for row in city.office.cast.mediators:
        if row["身份"] == "委员":
            members[row["调委会编码"]].append(row)
    broken = [code for code, rows in members.items() if not lawful(rows)]
    assert len(members) == len(city.office.cast.committees)
    assert 0.02 < len(broken) / len(members) < 0.04


def lawful(rows):
    """人民调解法 第八条: three to nine members, one director, a woman among them."""
    posts = Counter(row["职务"] for row in rows)
    return 3 <= len(rows) <= 9 and posts["主任"] == 1 and any(row["性别"] == "女" for row in rows)


def test_leads_become_disputes_of_the_same_place_and_day(city):
    disputes = {row["台账序号"]: row for row in city.all_disputes}
    for row in city.leads:
        assert (row["处置方式"] == "转调解") == bool(row.get("转调解台账序号"))
        if row.get("转调解台账序号"):
            assert disputes[row["转调解台账序号"]]["发生地编码"] == row["发生地编码"]
