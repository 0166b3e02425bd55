"""What the repository itself promises: its locks, its targets, its two read-mes, its verbs, and that it keeps to its home."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from fazhi.site.command import main

ROOT = Path(__file__).resolve().parents[2]
TARGETS = "setup demo serve test check bench module draw measure clean".split()  # noqa: SIM905
# Each verb that was promised, with its options.
PROMISED = {
    "demo": "--serve --no-serve --size --seed --as-of --port",
    "serve": "--host --port",
    "check": "",
    "law import": "--json",
    "law list": "--json",
    "law show": "--json",
    "law cite": "--on --json",
    "law search": "--batch --top --run --json",
    "calendar due": "--from --length --unit --json",
    "org import": "--city --province --json",
    "org show": "--on --json",
    "ledger import": "--by --preview --json",
    "ledger export": "--by",
    "figures": "--as-of --json",
    "user add": "--unit --role",
    "user list": "--json",
}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["bootstrap", "app", "develop"])
def test_every_package_of_a_lock_is_pinned_by_its_hash_and_no_registry_is_named(name):
    lines = [line for line in read(f"requirements/{name}.txt").splitlines() if not line.strip().startswith("#")]
    wholes = "\n".join(lines).replace("\\\n", " ").splitlines()
    assert wholes and all(re.match(r"\S+==\S+ .*--hash=sha256:[0-9a-f]{64}", line) for line in wholes)
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links", "\n".join(wholes))


def test_every_habit_is_a_target_and_ci_runs_the_checks_and_the_test_command_of_the_readme():
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [target for target in TARGETS if f"make {target} " not in told] == []
    ci = [line.strip() for line in read(".ci/run").splitlines()]
    assert ci.index("make check") < ci.index("make test") and os.access(ROOT / ".ci/run", os.X_OK)
    assert "\nmake test " in read("README.md")


def test_both_read_mes_say_the_same():
    """Command by command, row by row, variable by variable; only the language differs."""
    english, chinese = read("README.md"), read("README.zh-CN.md")

    def commands(text):
        return [line.split("#")[0].strip() for block in re.findall(r"```sh\n(.*?)```", text, re.S) for line in block.splitlines()]

    assert commands(english) == commands(chinese)
    for mark in (r"^## ", r"^\| ", r"^- "):
        assert len(re.findall(mark, english, re.M)) == len(re.findall(mark, chinese, re.M)), mark
    assert sorted(re.findall(r"`([A-Z_]{6,}|/[a-z/]*)`", english)) == sorted(re.findall(r"`([A-Z_]{6,}|/[a-z/]*)`", chinese))


def test_the_licence_is_declared_by_its_identifier_and_lies_there():
    assert tomllib.loads(read("pyproject.toml"))["project"]["license"] == "Apache-2.0"
    assert "Apache License" in read("LICENSE") and "Version 2.0" in read("LICENSE")


@pytest.mark.parametrize("verb", PROMISED)
def test_each_promised_verb_has_its_options(verb):
    found = main
    for word in verb.split():
        found = found.get_command(click.Context(found), word)
        assert found is not None, word
    options = {name for option in found.params for name in (*option.opts, *option.secondary_opts)}
    assert set(PROMISED[verb].split()) <= options


def test_a_new_home_is_filled_and_nothing_else_is_touched(tmp_path):
    """As `make` calls it: with a user's home and a folder for passing files, in which nothing may be left."""
    places = {name: tmp_path / name for name in ("user", "passing", "fazhi")}
    for place in places.values():
        place.mkdir()
    (tmp_path / "units.csv").write_text("code,name,kind,parent_code\n88,试点市,市,\n")
    given = {
        **{
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("XDG_", "FAZHI_", "DATABASE_URL", "DJANGO_"))
        },
        "HOME": str(places["user"]),
        "TMPDIR": str(places["passing"]),
        "FAZHI_HOME": str(places["fazhi"]),
        "PYTHONPATH": str(ROOT / "src"),
    }
    for words in (["org", "import", str(tmp_path / "units.csv")], ["org", "show", "--json"], ["figures", "--json"], ["check"]):
        done = subprocess.run([sys.executable, "-m", "fazhi", *words], env=given, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    left = {name: [path for path in place.rglob("*") if path.is_file()] for name, place in places.items()}
    assert left["user"] == left["passing"] == []
    assert {"fazhi.sqlite3", "secret.key"} <= {path.name for path in left["fazhi"]}
    assert {path.name for path in tmp_path.iterdir()} == {"user", "passing", "fazhi", "units.csv"}
