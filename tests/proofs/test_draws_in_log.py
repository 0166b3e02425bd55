"""A draw made through the desk: once the log is published, its file proves alone that the plan stood in it before chance fell. Row R1."""

import json

import pytest
from click.testing import CliRunner

from fazhi.norms.spot_checks.models import Inspection
from fazhi.norms.spot_checks.tests.test_draws_made import T3, Checks
from fazhi.site.command import log as verb

from .test_scripts import run

pytestmark = pytest.mark.django_db


def test_the_published_file_is_whole_and_a_replacement_is_the_next_in_line(sealed_world, world, places, client, tmp_path):
    checks = Checks(world)
    task = checks.take(checks.drawn(), "publish", T3)
    case = Inspection.objects.filter(task=task).first()
    checks.take(case, "replace", T3, part=case.members.first(), why="病假")
    at = f"/notices/spot-check-draws/{task.pk}/file/"
    path = tmp_path / "draw.json"
    path.write_bytes(client.get(at).content)
    assert run("verify_draw.py", str(path)).returncode == 3  # not published yet
    assert CliRunner().invoke(verb.command, ["checkpoint"]).exit_code == 0
    path.write_bytes(client.get(at).content)
    done = run("verify_draw.py", str(path), "--source", "41 22 15 8 3")
    assert done.returncode == 0, done.stdout
    assert "1 replacements, each the next in line" in done.stdout and "the plan is entry" in done.stdout
    told = json.loads(path.read_text())
    told["replacements"][0]["by"] = told["replacements"][0]["fallen"]
    path.write_text(json.dumps(told))
    assert run("verify_draw.py", str(path)).returncode == 2
