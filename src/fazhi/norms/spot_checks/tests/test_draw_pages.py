"""A draw planned, approved, sealed, revealed and drawn at the desk, by its clerk and its head; an outsider draws it again."""

from hashlib import sha256

import pytest
import time_machine
from tests.keeping import once
from tests.pages import Window

from fazhi.norms.spot_checks.models import Inspection

from .test_draws_made import CODES, T0, T1, T2, T3, Checks, verified


@pytest.fixture
def checks(world):
    return once(Checks, world)


def planned(clerk, checks):
    told = {"unit": checks.unit, "title": "2025年餐饮抽查", "item": checks.item, "reveal_by": T1, "team": 2, "load": 0}
    task = clerk.register("spot_checks.drawtask", **told, unplanned_because="上级部署的专项抽查")
    for credit_class, percent in (("A", 20), ("D", 100)):
        task = clerk.step(task, "add_stratum", credit_class=credit_class, percent=percent)
    return clerk.step(task, "name_source", name="快乐8 2025241期", at=T2, where="福彩网")


def test_a_draw_is_planned_drawn_and_published_at_the_desk_and_drawn_again(checks, tmp_path):
    clerk, head = Window(checks.clerk), Window(checks.head)
    with time_machine.travel(T0, tick=False):
        task = head.step(planned(clerk, checks), "approve")
        for department, code in CODES.items():
            task = clerk.step(task, "join", department=department, commitment=sha256(bytes.fromhex(code)).hexdigest())
        task = clerk.step(task, "seal")
        for side in task.sides.all():
            task = clerk.step(task, "reveal", side, code=CODES[side.department])
        assert "还没有公布" in clerk.refusal(task, "enter_numbers", task.sources.get(), numbers="3 8 15 22 41")
    with time_machine.travel(T3, tick=False):
        task = clerk.step(task, "enter_numbers", task.sources.get(), numbers="3 8 15 22 41")
        task = clerk.step(clerk.step(task, "draw"), "publish")
    assert (task.drawn, Inspection.objects.filter(task=task).count()) == (8, 8)
    content = clerk.client.get(f"/notices/spot-check-draws/{task.pk}/file/").content
    assert verified(tmp_path, content).returncode == 3
