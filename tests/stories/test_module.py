"""`make module`: in a copy of the repository, one command gives a module that passes every check and test there is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from fazhi.site.command import main

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("src", "tests", "docs", "pyproject.toml", "conftest.py")
# What `make check` asks of the application, in one process.
CHECKS = """
from fazhi.site.command import main
for verb in ("manage makemigrations --check --dry-run", "check", "draw --check"):
    main(verb.split(), standalone_mode=False)
"""
LEFT = shutil.ignore_patterns("var")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The repository without its history and its installed packages."""
    place = tmp_path_factory.mktemp("copy")
    for name in COPIED:
        source = ROOT / name
        shutil.copytree(source, place / name, ignore=LEFT) if source.is_dir() else shutil.copy(source, place / name)
    return place


def run(copy, *arguments):
    """A Python module, or a text of Python, within the copy; its output, once it has gone well."""
    given = {**os.environ, "PYTHONPATH": f"{copy / 'src'}:{copy}", "FAZHI_HOME": str(copy / "var"), "FAZHI_EXAMPLE": ""}
    given["FAZHI_EVERY"] = "1"  # the new kind is not to be left to chance
    for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL"):
        given.pop(name, None)
    done = subprocess.run(
        [sys.executable, *(["-c"] if "\n" in arguments[0] else ["-m"]), *arguments],
        cwd=copy,
        env=given,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def test_a_new_module_passes_every_check_and_test_at_once(copy):
    said = run(copy, "fazhi", "module", "norms/letters", "--title", "来信")
    module = copy / "src/fazhi/norms/letters"
    files = list(module.glob("*.py"))
    lines = sum(len(path.read_text().splitlines()) for path in files)
    assert len(files) <= 7 and lines <= 220 and "models.py" in said
    assert not [path for path in module.rglob("*.py") if "Visit" in path.read_text() or "来访" in path.read_text()]
    run(copy, "ruff", "check", "--no-cache", "src/fazhi/norms/letters", "src/fazhi/site")
    run(copy, CHECKS)
    assert "letters.letter" in (copy / "docs/reference/declarations.md").read_text()
    tested = run(copy, "pytest", "-n", "0", "src/fazhi/norms/letters", "tests/every", "-k", "letters")
    assert " passed" in tested and "failed" not in tested


@pytest.mark.parametrize(
    "path", ["letters", "elsewhere/letters", "norms/Letters", "services/mediation", "norms/../x", "norms/org"]
)
def test_a_name_that_cannot_be_is_refused_and_nothing_is_written(path):
    before = (ROOT / "src/fazhi/site/modules.py").read_text()
    refused = CliRunner().invoke(main, ["module", path])
    assert refused.exit_code == 1 and "Error" in refused.output
    assert (ROOT / "src/fazhi/site/modules.py").read_text() == before
