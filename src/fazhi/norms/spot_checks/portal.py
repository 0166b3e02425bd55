"""What the public sees: draws with their proof, to be drawn again by anybody, and results of inspections."""

import json
from typing import Any

from fazhi.kernel.present.declared import Notice

from .models import DrawTask, Inspection


def proof_file(task: DrawTask) -> tuple[str, bytes]:
    """The file that `verify/verify_draw.py` and `verify.html` read."""
    return f"draw-{task.pk}.json", json.dumps(task.proof, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def published_draws() -> Any:
    return DrawTask.objects.filter(state="published").select_related("unit", "item").order_by("-published_on", "-id")


def published_results() -> Any:
    found = Inspection.objects.filter(published_on__isnull=False).select_related("unit", "item", "target")
    return found.order_by("-published_on", "-id")


Notice(
    "spot-check-draws",
    "双随机抽取",
    published_draws,
    "number title item unit drawn plan_hash result_hash published_on",
    note="每一次抽取都可以下载证明，用公开的核验程序重算一遍。",
    file=proof_file,
)
Notice(
    "spot-check-results",
    "抽查检查结果",
    published_results,
    "number target item unit entered_on outcome published_on",
    note="检查结果形成之日起二十个工作日内公示。",
)
