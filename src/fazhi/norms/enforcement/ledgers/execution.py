"""What became of a decision, as a row tells it: served, paid, deferred, appealed, enforced, revoked, closed."""

from collections.abc import Iterator

from fazhi.kernel.documents.handing_over import ServedBy
from fazhi.kernel.flow.leading import DAY, Act, Teller

from ..flow import DecisionFlow as F
from ..penalty_limits import of_announcement
from ..penalty_words import Outcome
from .cells import payments_of


class ExecutionTelling(Teller):
    """The right half of a row."""

    def execution(self) -> Iterator[Act]:
        row = self.row
        yield from self._on("issued_on", 11, self._issue)
        yield from self._on("sent_on", 12, self._announce)
        yield from self._on("served_on", 13, self._serve)
        yield from self._payments()
        yield from self._on("deferred_from", 14, self._defer)
        yield from self._on("remedy_on", 16, self._appeal)
        yield from self._on("remedy_ended_on", 17, self._end_appeal)
        yield from self._on("reported_on", 18, self._report)
        yield from self._on("urged_on", 18, self._urge)
        yield from self._on("court_asked_on", 19, lambda: self._if(F.ask_court, row["court_asked_on"], "court"))
        yield from self._on("revoked_on", 20, lambda: self._if(F.revoke, row["revoked_on"], "revoked_by"))
        yield from self._on("withdrawn_on", 21, self._withdraw)
        yield from self._on("closed_on", 22, self._close)

    def _issue(self) -> None:
        self._if(F.issue if self.row["outcome"] == Outcome.PENALTY else F.issue_unpunished, self.row["issued_on"])

    def _announce(self) -> None:
        row = self.row
        if self._is_open(F.announce) and not self.case.sent_on:
            told = {"method": ServedBy.PUBLIC, "sent_on": row["sent_on"], "reason": row["service_reason"]}
            self._take(F.announce, row["sent_on"], told)

    def _serve(self) -> None:
        row = self.row
        if not self._is_open(F.serve):
            return
        if row["sent_on"]:
            last = of_announcement(self.case).due(row["sent_on"])
            self._take(F.deem_served, max(row["served_on"], last + DAY))
            return
        told = {"method": row["method"], "served_on": row["served_on"], "has_consent": row["method"] == ServedBy.ELECTRONIC}
        names = {"taken_by": "taken_by", "mail_number": "mail_number", "witness": "witness", "reason": "service_reason"}
        more = {name: row[column] or "" for name, column in names.items()}
        sent = {"sent_on": row["served_on"]} if row["method"] == ServedBy.MAIL else {}
        self._take(F.serve, row["served_on"], {**told, **more, **sent})

    def _payments(self) -> Iterator[Act]:
        held = {(each.paid_on, each.amount) for each in self.case.rows("payments")}
        for told in payments_of(self.row["payments"]):
            if (told["paid_on"], told["amount"]) not in held:
                yield told["paid_on"], 15, lambda told=told: self._take(F.pay, told["paid_on"], told)

    def _defer(self) -> None:
        if not self.case.deferred_from:
            self._if(F.defer, self.row["deferred_from"], "deferral", "deferred_to", "deferral_reason")

    def _appeal(self) -> None:
        row = self.row
        if self._is_open(F.appeal) and not any(each.filed_on == row["remedy_on"] for each in self.case.rows("remedies")):
            self._take(
                F.appeal, row["remedy_on"], {"kind": row["remedy"], "organ": row["remedy_organ"], "filed_on": row["remedy_on"]}
            )

    def _end_appeal(self) -> None:
        row, pending = self.row, self.case.pending_remedy
        if pending is not None and row["remedy_result"]:
            told = {"result": row["remedy_result"], "ended_on": row["remedy_ended_on"]}
            self._take(F.end_appeal, row["remedy_ended_on"], told, pending)

    def _urge(self) -> None:
        if not self.case.urged_on:
            self._if(F.urge, self.row["urged_on"], "urged_on")

    def _report(self) -> None:
        if not self.case.reported_on:
            self._if(F.report, self.row["reported_on"])

    def _withdraw(self) -> None:
        if not self.case.withdrawn_on:
            self._if(F.withdraw, self.row["withdrawn_on"], "withdrawn_on", "withdrawn_because")

    def _close(self) -> None:
        on = self.row["closed_on"]
        if self.row["ruling"] and not self.case.ruling:
            self._if(F.rule, on, "ruling")
        if self.row["is_performed"] and not self.case.is_performed:
            self._if(F.perform, on, "is_performed")
        if self.row["termination"] and not self.case.termination:
            self._if(F.terminate, on, "termination")
        self._if(F.close, on)
