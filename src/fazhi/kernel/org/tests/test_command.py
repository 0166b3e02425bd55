"""The verbs `fazhi org` and `fazhi user`, as an officer types them."""

import csv
import json

import pytest
from click.testing import CliRunner, Result
from django.contrib.auth import authenticate
from tests.material import shared_data

from fazhi.kernel.org.models import Account, Grant, Person, Unit
from fazhi.site.command import org, user

pytestmark = pytest.mark.django_db
FILE = "code,name,kind,parent_code\n10,莲城市,市,\n1001,东山县,县市区,10\n100101,青石镇,乡镇街道,1001\n"


def run(verb, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(verb.command, [*words], input=typed, env={"COLUMNS": "100"})


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "units.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.fixture
def added(city):
    return run(user, "add", "wang", "--name", "王五", "--unit", "1001", "--role", "clerk", typed="correct-horse-7\n")


def test_a_tree_is_imported_and_told_as_json(path):
    told = run(org, "import", str(path), "--json")
    assert told.exit_code == 0
    assert json.loads(told.stdout) == {"new": 3, "changed": 0, "same": 0, "refused": []}


def test_a_refused_file_says_where_and_writes_nothing(path):
    path.write_text(FILE + "9,九,王国,10\n", encoding="utf-8")
    refused = run(org, "import", str(path), "--json")
    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["refused"][0]["line"] == 5
    assert "第5行" in run(org, "import", str(path)).stderr
    assert not Unit.objects.exists()


def test_a_file_that_is_no_tree_is_refused(path):
    path.write_text("a,b\n", encoding="utf-8")
    refused = run(org, "import", str(path))
    assert (refused.exit_code, "缺少列" in refused.stderr) == (1, True)


def test_the_tree_is_shown_as_it_stood_on_a_day(city):
    city.towns[0].rename("青石街道", on=city.towns[0].valid_from.replace(year=2024))
    assert "青石街道" in run(org, "show").stdout
    then = run(org, "show", "1001", "--on", "2020-01-01", "--json")
    assert [unit["name"] for unit in json.loads(then.stdout)] == ["东山县", "青石镇", "青石村", "白沙镇", "白沙村"]
    assert "红枫镇" not in run(org, "show", "1001").stdout
    assert run(org, "show", "none").exit_code == 1


def test_an_added_user_signs_in_and_sees_the_unit(added, city):
    assert added.exit_code == 0
    account = authenticate(username="wang", password="correct-horse-7")
    assert account.person.scope("clerk") == (city.east.path,)


@pytest.mark.parametrize(
    "words",
    [
        ("add", "WANG", "--name", "王", "--unit", "1001"),
        ("add", "li", "--name", "李", "--unit", "none"),
        ("add", "li", "--name", "李", "--unit", "1001", "--role", "chief"),
        ("grant", "wang", "chief"),
        ("grant", "wang", "leader", "--from", "2024-02-01", "--to", "2024-01-01"),
        ("grant", "nobody", "leader"),
        ("password", "nobody"),
        ("password", "wang"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_written(added, words):
    refused = run(user, *words, typed="")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("Error: ")
    assert (Person.objects.count(), Account.objects.count(), Grant.objects.count()) == (1, 1, 1)


def test_a_password_is_set_anew(added):
    assert run(user, "password", "wang", typed="another-horse-8\n").exit_code == 0
    assert authenticate(username="wang", password="another-horse-8")


def test_users_are_listed_with_their_grants(added):
    assert run(user, "grant", "wang", "leader", "--unit", "10").exit_code == 0
    (listed,) = json.loads(run(user, "list", "--unit", "1001", "--json").stdout)
    assert listed["grants"] == ["办事员@东山县", "领导@莲城市"]
    assert "王五" in run(user, "list").stdout
    assert json.loads(run(user, "list", "--unit", "1002", "--json").stdout) == []


def test_a_real_province_comes_in_as_one_tree_and_one_of_its_cities_down_to_the_villages():
    folder = shared_data("divisions")

    def told(*words):
        return json.loads(run(org, "import", str(folder), *words, "--json").stdout)

    with (folder / "streets.csv").open(encoding="utf-8") as lines:
        towns = sum(row["provinceCode"] == "33" for row in csv.DictReader(lines))
    first = told("--province", "33", "--down-to", "town")
    assert first["refused"] == [] and towns == Unit.objects.filter(kind="town").count() > 1000
    assert [unit.name for unit in Unit.objects.filter(parent=None)] == ["浙江省"]
    assert told("--province", "33", "--down-to", "town") == {"new": 0, "changed": 0, "same": first["new"], "refused": []}
    villages = told("--city", "3306")["new"]
    assert Unit.objects.under(Unit.objects.get(code="3306")).filter(kind="village").count() == villages > 2000
    assert Unit.objects.get(code="3306").parent.code == "33", "it stays where it stood"
