"""What became of an agreement, as a row tells it: kept or broken, confirmed, visited, closed, filed."""

from collections.abc import Iterator
from datetime import date

from fazhi.kernel.flow.leading import DAY, Act, Teller

from ..flow import DisputeFlow as F
from ..words import ConfirmationResult, Judgment, Performance, Result


class Outcome(Teller):
    """The right half of a row."""

    # Performance

    def _performance(self) -> Iterator[Act]:
        row = self.row
        if row["result"] not in (Result.WRITTEN, Result.ORAL):
            return
        yield from self._on("sealed_on", 9, self._seal)
        for index, n in enumerate(("", "2", "3")):
            if row[f"performed_on{n}"]:
                yield row[f"performed_on{n}"], 10, lambda index=index, n=n: self._perform(index, row[f"performed_on{n}"])
        for on in self._days_of_judgment():
            yield on, 14, lambda on=on: self._judge(on)

    def _seal(self) -> None:
        agreement = self.case.agreement
        if agreement is not None and not agreement.effective_on:
            self._take(F.seal, self.row["sealed_on"], {"sealed_on": self.row["sealed_on"]}, agreement)

    def _perform(self, index: int, on: date) -> None:
        terms = self.case.standing_terms
        if index < len(terms) and not terms[index].performed_on:
            self._take(F.perform, on, {"performed_on": on}, terms[index])

    def _days_of_judgment(self) -> Iterator[date]:
        """When it can be said whether the agreement is kept: the last performance, the court's decision, a missed day, the closing."""
        row = self.row
        days = [row[f"performed_on{n}"] for n in ("", "2", "3")]
        missed = [row[f"due_on{n}"] + DAY for n in ("", "2", "3") if row[f"due_on{n}"] and not row[f"performed_on{n}"]]
        found = [
            day
            for day in (
                max(filter(None, days), default=None),
                row["court_decided_on"],
                min(missed, default=None),
                row["closed_on"],
            )
            if day and (not row["closed_on"] or day <= row["closed_on"])
        ]
        yield from sorted(set(found))

    def _judge(self, on: date) -> None:
        left = self.case.unperformed_terms
        step = F.fulfil if not left else F.miss if self.case.state == F.confirming.name else F.breach
        if self._is_open(step) and (not left or self._is_broken(on)):
            self._take(step, on)

    def _is_broken(self, on: date) -> bool:
        is_closing = self.row["closed_on"] is not None
        return is_closing and on >= self.row["closed_on"] or self.row["performance"] == Performance.BROKEN

    # The court

    def _court(self) -> Iterator[Act]:
        yield from self._on("court_asked_on", 11, self._ask_court)
        yield from self._on("court_accepted_on", 12, self._court_accepts)
        if self.row["court_result"]:
            yield from self._on("court_decided_on", 13, self._court_decides)

    def _ask_court(self) -> None:
        if not self.case.rows("confirmations"):
            self._take(
                F.ask_court, self.row["court_asked_on"], {"court": self.row["court"], "is_joint": True, "is_voluntary": True}
            )

    def _court_accepts(self) -> None:
        asked = self.case.rows("confirmations")
        if asked and not asked[-1].accepted_on:
            self._take(F.court_accepts, self.row["court_accepted_on"], {"court_no": self.row["court_no"] or ""}, asked[-1])

    def _court_decides(self) -> None:
        asked, result = self.case.rows("confirmations"), self.row["court_result"]
        if not asked or asked[-1].result:
            return
        if result == ConfirmationResult.VALID:
            self._take(F.confirm, self.row["court_decided_on"], {"court_no": self.row["court_no"] or ""}, asked[-1])
        else:
            self._take(F.court_refuses, self.row["court_decided_on"], {"result": result}, asked[-1])

    # The suit

    def _suit(self) -> Iterator[Act]:
        row = self.row
        if row["sued_on"] and not self.case.sued_on:
            yield row["sued_on"], 14, lambda: self._take(F.sue, row["sued_on"], {"sued_on": row["sued_on"]})
        if row["judgment"] and not self.case.judged_on:
            yield from self._on("judged_on", 14, self._judged)

    def _judged(self) -> None:
        """What a court has annulled never bound."""
        told = {"judged_on": self.row["judged_on"]}
        if self.row["judgment"] == Judgment.VOID:
            self._take(F.annul, self.row["judged_on"], told)
        else:
            self._take(F.judge, self.row["judged_on"], told | {"judgment": self.row["judgment"]})

    # Afterwards

    def _afterwards(self) -> Iterator[Act]:
        row = self.row
        if row["visited_on"] and not self.case.rows("follow_ups"):
            yield row["visited_on"], 15, self._visit
        if row["accepted_on"] and not self.case.closed_on:
            yield from self._on("closed_on", 16, lambda: self._take(F.close, row["closed_on"]))
        if not self.case.archived_on:
            filed = {"file_no": row["file_no"] or ""}
            yield from self._on("archived_on", 17, lambda: self._take(F.archive, row["archived_on"], filed))

    def _visit(self) -> None:
        row = self.row
        self._take(
            F.visit,
            row["visited_on"],
            {
                "method": row["visit_method"] or "phone",
                "is_reached": bool(row["visit_reached"]),
                "performance": row["visit_performance"] or "",
                "rating": row["rating"] or "",
                "is_new_risk": row["new_risk"],
            },
        )
