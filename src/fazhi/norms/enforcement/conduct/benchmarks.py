"""What is done with the table of a benchmark's item: edited whole as text, looked at, adopted."""

from django.core.exceptions import ValidationError

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.refusals import NotAllowed

from ..models import ScaleItem, ScaleRow
from ..models.benchmarks import WITHIN
from ..scale_text import VALUES, changes, fault_of, rows_of, rows_told


def edit_table(item: ScaleItem, act: Acting) -> None:
    """Empty, it takes up the table as it stands; otherwise it must be readable. Nothing of the table changes yet."""
    if not item.draft_table.strip():
        item.draft_table = rows_told(item)
    try:
        list(rows_of(item.draft_table))
    except ValidationError as fault:
        raise ValidationError({"draft_table": fault.messages}) from fault


def adopt_table(item: ScaleItem, act: Acting) -> None:
    """Line by line: what is new, what is changed, what is no longer named; each within the law, or nothing."""
    found = changes(item, item.draft_table)
    for _, _, told in found:
        if told and (fault := fault_of(item, told)):
            raise NotAllowed(f"“{told['grade'][:30]}”：{fault}", WITHIN)
    for what, row, told in found:
        if row is None:
            act.docket.add(item, ScaleRow(of=item, **told))
        elif what != "不变":
            row.is_dropped = what == "删去"
            for name in VALUES if told else ():
                setattr(row, name, told[name])
            act.save(row)
    item.draft_table = ""
