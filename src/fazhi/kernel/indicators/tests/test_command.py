"""`fazhi figures`: the table as of a day, exact values in their own unit, and what does not agree with the records."""

import json

from click.testing import CliRunner

from fazhi.kernel.indicators.models import RollUp
from fazhi.site.command.figures import command

from .test_figures import visit, year  # noqa: F401  (the fixture)


def run(*words):
    return CliRunner().invoke(command, ["--as-of", "2024-06-20", *words])


def test_the_table_is_told_exactly_and_money_in_yuan(year):  # noqa: F811
    rows = {row["code"]: row for row in json.loads(run("--json").stdout)}
    assert rows["L4"]["value"] == 0 and rows["L4"]["unit"] == "件"
    assert rows["L6"]["unit"] == "元" and "万元）" in rows["L6"]["definition"]


def test_recomputing_as_of_a_day_changes_no_figure(year):  # noqa: F811
    before = run("--json").stdout
    assert run("--json", "--recompute").stdout == before


def test_a_wrong_roll_up_is_named_and_recomputing_mends_it(year):  # noqa: F811
    assert run("--verify").exit_code == 0
    RollUp.objects.filter(code="example.received").update(records=99)
    wrong = run("--verify")
    assert wrong.exit_code == 1 and "example.received" in wrong.output
    assert run("--recompute", "--verify").exit_code == 0


def test_a_unit_that_is_not_there_is_named(year):  # noqa: F811
    wrong = run("--unit", "4711")
    assert wrong.exit_code == 1 and "没有编码为 4711 的单位" in wrong.output
