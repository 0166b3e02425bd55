"""What must hold of a benchmark before it is published, and of its items while they may still be changed."""

from typing import Any

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import gate

from ..discretion import Range
from ..models import Benchmark, ScaleItem
from ..models.benchmarks import MAY_SET

OPEN = ("drafting", "consulting", "reviewing", "discussing")


@gate("裁量基准已经公布，不能再改；需要改的，制定新的文件，公布后原文件停用", law=MAY_SET)
def file_is_open(item: ScaleItem) -> bool:
    return item.benchmark.state in OPEN


@gate("没有待采用的整表，请先“编辑整表”", law=MAY_SET)
def has_draft_table(item: ScaleItem) -> bool:
    return bool(item.draft_table.strip())


@gate("宽于上级裁量基准", law=MAY_SET)
def is_within_the_upper(benchmark: Benchmark) -> bool | str:
    """A lower maker refines within the tiers of the upper one (国办发〔2022〕27号 第五项)."""
    if benchmark.upper is None:
        return True
    above = {(row.item_id, row.title): row for row in benchmark.upper.standing_items}
    faults = []
    for item in benchmark.standing_items:
        other = above.get((item.item_id, item.title))
        if other and (wider := _wider(item, other)):
            faults.append(f"第{item.seq}项“{wider}”")
    return f"下列阶次宽于上级裁量基准：{'、'.join(faults[:5])}" if faults else True


def _wider(item: ScaleItem, upper: ScaleItem) -> str:
    """The first level whose range leaves the upper benchmark's range of the same level."""
    bounds = {row.level: Range(row.low, row.high) for row in upper.rows("scale_rows") if row.level and not row.is_dropped}
    for row in item.rows("scale_rows"):
        if row.level in bounds and not row.is_dropped and not Range(row.low, row.high).within(bounds[row.level]):
            return row.get_level_display()
    return ""


def drop_row(item: ScaleItem, act: Acting) -> None:
    part: Any = act.part
    part.is_dropped = True
