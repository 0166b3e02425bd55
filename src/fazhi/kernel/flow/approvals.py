"""签批: signatures at a level, on the version that was read."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import ApprovalLevel, Person
from fazhi.kernel.records.querysets import lock

from .models import Approval
from .refusals import NotAllowed, Stale


def approvals_of(case: Any) -> list[Approval]:
    """The signatures that stand: given on the version as it is now."""
    return list(Approval.objects.filter(of=registry.label(case), record_id=case.pk, version=case.version))


@transaction.atomic
def approve(
    case: Any, step: str, level: ApprovalLevel, person: Person, *, version: int, agrees: bool, opinion: str = ""
) -> Approval:
    """Sign, or refuse to; raises NotAllowed when the person does not stand at this level, Stale when the case has changed.

    Signed twice by the same person on the same version, it is the first signature that stands.
    """
    case = lock(case)
    if level not in person.levels_at(case.path):
        raise NotAllowed(f"您不是{case.unit.name}的{ApprovalLevel(level).label}，不能在这一级签批")
    if case.version != version:
        raise Stale("签批的内容已经变化，请重新看过再签", case.version)
    if not agrees and not opinion.strip():
        raise NotAllowed("不同意的，请写明意见")
    given = {"of": registry.label(case), "record_id": case.pk, "step": step, "level": level, "person": person, "version": version}
    if known := Approval.objects.filter(**given).first():
        return known
    signed = Approval.objects.create(**given, agrees=agrees, opinion=opinion, at=timezone.now())
    title = f"{ApprovalLevel(level).label}{'同意' if agrees else '不同意'}"
    act = "approve" if agrees else "disapprove"
    stood_in_for = person.signs_for(case.path, level)
    book.write(book.Act(case, act, title, actor=person, stands_in_for=stood_in_for, reason=opinion, rows=[signed]))
    return signed
