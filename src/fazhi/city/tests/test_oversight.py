"""Oversight: what is asked of a row by the law, and the few that are late, refused, not mended or fatal."""

from collections import Counter

from fazhi.city import file_reviews, oversight, oversight_sheets, penalties
from fazhi.norms.oversight.review_words import SAMPLE


def test_every_word_is_one_of_the_ledger_s(some_city):
    office = some_city.office
    for sheet, rows in (
        (oversight_sheets.COMPLAINTS, oversight.complaints(office)),
        (oversight_sheets.REMINDERS, oversight.reminders(office)),
        (oversight_sheets.FILINGS, oversight.filings(office)),
        (oversight_sheets.CASES, oversight.cases(office)),
        (oversight_sheets.INSTRUMENTS, oversight.documents(office)),
        (oversight_sheets.FILES, file_reviews.drawn_files(office, is_told=True)),
        (oversight_sheets.SCORES, file_reviews.score_sheets(office)),
    ):
        for row in rows:
            assert set(row) <= set(sheet.headers)
            for column in sheet.columns:
                value = row.get(column.header)
                assert not column.must or value not in (None, ""), (sheet.file, column.header)
                said = str(value).split("、") if column.type == "words" else [value]
                assert not column.words or value is None or set(said) <= set(column.words), (column.header, value)


def test_nothing_that_was_done_lies_after_the_day(some_city):
    office = some_city.office
    for rows in (oversight.complaints, oversight.reminders, oversight.filings, oversight.cases, oversight.documents):
        for row in rows(office):
            assert all(value <= some_city.as_of for name, value in row.items() if name.endswith("日期") and value), row


def test_what_is_served_belongs_to_a_case_with_findings(city):
    cases = {row["监督案件序号"]: row for row in oversight.cases(city.office)}
    states = Counter(row["状态"] for row in oversight.documents(city.office))
    assert set(states) == {"待报告", "待验收", "整改不合格", "已了结"}
    for row in oversight.documents(city.office):
        case = cases[row["监督案件序号"]]
        assert case["发现的问题"] and case["监督人员1"] != case["监督人员2"] and row["签发日期"] >= case["作出结论日期"]


def test_the_list_holds_large_fines_under_the_numbers_of_their_decisions(city):
    numbers = {number: one for one, number in penalties.numbered(city.office)}
    rows = list(oversight.filings(city.office))
    assert len(rows) > 100 and {row["状态"] for row in rows} >= {"已备案", "转监督线索"}
    assert all(numbers[row["决定文号"]].fine >= oversight.LARGE for row in rows)
    late = sum((row["收到备案日期"] - row["决定日期"]).days > 15 for row in rows)
    assert 0 < late < 0.1 * len(rows)


def test_files_are_reviewed_by_two_who_are_near_each_other(city):
    files = list(file_reviews.files(city.office))
    assert len({file.number for file in files}) == len(files) > 80
    points = {str(each["text"]): each["points"] for each in SAMPLE}
    assert all(taken <= points[item] for file in files for place in (0, 1) for item, taken, _ in file.taken_off(place))
    assert all(abs(file.total(0) - file.total(1)) < file_reviews.GAP for file in files)
    assert {file.grade for file in files} >= {"优秀", "良好", "不合格"}
