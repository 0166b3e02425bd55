"""The life that a row of the case ledger tells, in the order of its days."""

from typing import Any

from fazhi.kernel.flow.declared import Step
from fazhi.kernel.flow.lives import has_come
from fazhi.kernel.present.cells import said

from ..flow import AidCaseFlow as F
from ..models import Recipient, Representative
from ..words import CLOSING_KINDS, Decision, MaterialKind

TOLD = "台账载明"


class CaseTelling:
    """Brings a case to where its row says it stands; on one that exists, does only what has come since."""

    def __init__(self, life: Any, row: dict[str, Any], person: Any) -> None:
        self.life, self.row, self.person, self.case = life, row, person, life.case

    def tell(self) -> None:
        if self.case.version == 0:
            has_come("收到申请", self.row["opened_on"])
            self.life.begin(self.person, self.row["opened_on"], self._parts())
        self._gaps()
        self._decide()
        self._assign()
        self._end()
        self._close()

    def _parts(self) -> dict[str, list[Any]]:
        row = self.row
        first = Recipient(**said(row, "name sex id_number born_on phone groups capacity"))
        others = [Recipient(name=name.strip()) for name in (row["others"] or "").split("、") if name.strip()]
        parts: dict[str, list[Any]] = {"recipients": [first, *others], "representatives": [], "materials": []}
        if row["agent"]:
            given = {"name": row["agent"], "kind": row["agent_kind"], "letter_on": row["letter_on"]}
            parts["representatives"] = [Representative(**given, scope=TOLD if row["letter_on"] else "")]
        return parts

    def _gaps(self) -> None:
        row = self.row
        if row["missing_told_on"] and self.case.missing_told_on is None and self._is_open(F.list_gaps):
            self._take(F.list_gaps, "missing_told_on", {"missing": row["missing"] or TOLD})
        if row["supplemented_on"] and self._is_open(F.supplement):
            self._take(F.supplement, "supplemented_on", {"kind": MaterialKind.OTHER, "title": TOLD})
        if row["decision"] == Decision.WITHDRAWN and row["decided_on"]:
            if self._is_open(F.deem_withdrawn):
                self._take(F.deem_withdrawn, "decided_on")
            elif self.case.is_notified and self._is_open(F.recall_notice):
                self._take(F.recall_notice, "decided_on")

    def _decide(self) -> None:
        row = self.row
        if row["urgent_on"] and row["lawyer"] and self.case.urgent_on is None and self._is_open(F.aid_first):
            given = {
                "urgent_ground": row["urgent_ground"],
                "urgent_reason": row["urgent_reason"] or TOLD,
                "lawyer": row["lawyer"],
            }
            self._take(F.aid_first, "urgent_on", given)
        if not row["decided_on"] or self.case.decided_on or self.case.is_notified:
            return
        found = {"findings": row["findings"] or TOLD, "late_because": row["late_because"] or ""}
        step = F.grant_ahead if self.case.state == "ahead" else F.grant
        if row["decision"] == Decision.GRANTED and self._is_open(step):
            self._take(step, "decided_on", found)
        elif row["decision"] == Decision.REFUSED and self._is_open(F.refuse):
            self._take(F.refuse, "decided_on", found | said(row, "refused_because refused_under"))

    def _assign(self) -> None:
        row = self.row
        if not row["lawyer"] or not row["assigned_on"] or self.case.assigned_on:
            return
        if self.case.is_notified and self._is_open(F.assign_notified):
            given = {"lawyer": row["lawyer"], "organ_told_on": row["organ_told_on"] or row["assigned_on"]}
            self._take(F.assign_notified, "assigned_on", given)
        elif self._is_open(F.assign):
            self._take(F.assign, "assigned_on", {"lawyer": row["lawyer"]})

    def _end(self) -> None:
        row = self.row
        if row["terminated_on"] and self.case.terminated_on is None and self._is_open(F.terminate):
            given = {"termination_ground": row["termination_ground"], "terminated_because": row["terminated_because"] or TOLD}
            self._take(F.terminate, "terminated_on", given)
        if not row["ended_on"] or not row["outcome"] or not self._is_open(F.finish):
            return
        day = "reported_on" if row["reported_on"] else "ended_on"
        for kind in CLOSING_KINDS:
            if kind not in self.case.proofs:
                self._take(F.add_material, day, {"kind": kind, "title": MaterialKind(kind).label})
        given = said(row, "ended_on outcome recovered") | {"outcome_note": row["outcome_note"] or TOLD}
        self._take(F.finish, day, given)

    def _close(self) -> None:
        row = self.row
        day = "archived_on" if row["archived_on"] else "reported_on" if row["reported_on"] else "ended_on"
        if row["quality_score"] is not None and self.case.quality_score is None and self._is_open(F.score) and row[day]:
            self._take(F.score, day, {"quality_score": row["quality_score"]})
        if row["archived_on"] and self._is_open(F.archive):
            self._take(F.archive, "archived_on")
        if row["rating"] and not self.case.rating and self._is_open(F.rate) and row[day]:
            self._take(F.rate, day, {"rating": row["rating"]})
        if row["paid_on"] and self._is_open(F.pay):
            self._take(F.pay, "paid_on", {"paid_on": row["paid_on"]})

    def _take(self, step: Step, day: str, data: dict[str, Any] | None = None) -> None:
        has_come(step.label, self.row[day])
        person = None if step.is_automatic_only else self.person
        self.life.take(step, person, self.row[day], data, TOLD)

    def _is_open(self, step: Step) -> bool:
        return F.states[self.case.state] in step.source
