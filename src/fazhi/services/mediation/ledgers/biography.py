"""The life that a row of the ledger tells: the same steps and gates as at the desk, each on its own day."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.kernel.flow import clocks
from fazhi.kernel.flow.leading import DAY, TOLD, Act
from fazhi.kernel.flow.lives import has_come, moment

from .. import limits
from ..flow import DisputeFlow as F
from ..models import Party
from ..words import Injury, MediatorRole, PartyKind, Result, Side, TermKind
from .outcome import Outcome

SIDES = (Side.APPLICANT, Side.RESPONDENT, Side.THIRD)
TURNED_AWAY = {Result.NOT_ACCEPTED: F.decline, Result.REFUSED: F.refuse, Result.WITHDRAWN: F.take_back}
ENDED = {Result.FAILED: F.fail, Result.REFUSED: F.give_up, Result.WITHDRAWN: F.withdraw, Result.TRANSFERRED: F.transfer}


class Biography(Outcome):
    """Brings a case to where its row says it stands; on a case that exists, does only what has come since."""

    def tell(self) -> None:
        """Register, then every act in the order of its days; on one day in the order of the work."""
        if self.case.version == 0:
            has_come("登记", self.row["applied_on"])
            self.life.begin(self.person, self.row["applied_on"], {"parties": list(self._parties())})
        for _, _, act in sorted(self._acts(), key=lambda each: each[:2]):
            act()

    def _acts(self) -> Iterator[Act]:
        yield from self._opening()
        yield from self._pauses()
        yield from self._sessions()
        yield from self._result()
        yield from self._performance()
        yield from self._court()
        yield from self._suit()
        yield from self._afterwards()

    # Application

    def _parties(self) -> Iterator[Party]:
        for side in SIDES:
            if self.row[f"{side}_name"]:
                yield self._party(side)

    def _party(self, side: Side) -> Party:
        told = {
            name: self.row[f"{side}_{name}"] or ""
            for name in ("name", "sex", "phone", "address", "agent", "agent_kind", "consent", "consent_how")
        }
        kind, key = self.row[f"{side}_kind"] or PartyKind.PERSON, self.row[f"{side}_key_number"] or ""
        number = "id_number" if kind == PartyKind.PERSON else "credit_code"
        party = Party(
            side=side, kind=kind, consented_on=self.row["accepted_on"] or self.row["applied_on"], **{number: key}, **told
        )
        _check(side, party)
        return party

    def _opening(self) -> Iterator[Act]:
        row = self.row
        if row["incident_no"] and not self.case.rows("incidents"):
            yield row["applied_on"], -1, self._incident
        yield from self._partners()
        if not row["accepted_on"]:
            return
        if not self.case.accepted_on:
            yield row["accepted_on"], 0, lambda: self._take(F.accept, row["accepted_on"])
        yield row["accepted_on"], 1, self._begin
        yield from self._on("rights_told_on", 3, self._tell_rights)

    def _partners(self) -> Iterator[Act]:
        known = {each.partner_id for each in self.case.rows("joint_committees")}
        for told in (self.row[f"partner{n}"] for n in ("", "2", "3")):
            if told and told.pk not in known:
                yield (
                    self.row["applied_on"],
                    -1,
                    lambda told=told: self._take(F.ask_along, self.row["applied_on"], {"partner": told}),
                )

    def _incident(self) -> None:
        row, on = self.row, self.row["applied_on"]
        at = row["happened_at"] or moment(on)
        told = {
            "incident_no": row["incident_no"],
            "happened_at": at if timezone.is_aware(at) else timezone.make_aware(at),
            "station": row["station"],
            "injury": row["injury"] or Injury.NONE,
            "is_security_case": bool(row["is_security_case"]),
            "repeats": row["repeats"] or 0,
        }
        self._take(F.note_incident, on, told)

    def _begin(self) -> None:
        on, row = self.row["accepted_on"], self.row
        if self.case.state != "accepted" or not row["mediator"]:
            return
        self._take(
            F.begin, on, {"mediator": row["mediator"], "role": MediatorRole.CHAIR, "chosen_by": row["chosen_by"] or "committee"}
        )
        if row["second"]:
            self._take(
                F.join, on, {"mediator": row["second"], "role": MediatorRole.MEMBER, "chosen_by": row["chosen_by"] or "committee"}
            )

    def _tell_rights(self) -> None:
        if not self.case.rights_told_on:
            self._take(
                F.tell_rights,
                self.row["rights_told_on"],
                {"openness": self.row["openness"] or "", "place": self.row["place"] or ""},
            )

    # Mediation

    def _pauses(self) -> Iterator[Act]:
        row = self.row
        if row["suspended_on"] and not self.case.suspended_on:
            yield (
                row["suspended_on"],
                7,  # after what was still done on that day
                lambda: self._take(F.suspend, row["suspended_on"], {"suspend_reason": row["suspend_reason"] or TOLD}),
            )
        if row["resumed_on"] and not self.case.resumed_on:
            yield row["resumed_on"], 4, lambda: self._take(F.resume, row["resumed_on"])
        if row["consented_on"] and not self.case.consented_on:
            yield row["consented_on"], 5, self._prolong

    def _prolong(self) -> None:
        row = self.row
        data = {"consented_on": row["consented_on"], "extended_to": row["extended_to"], "extension": self._extension()}
        self._take(F.prolong, row["consented_on"], data)

    def _extension(self) -> int:
        """In the clock's own units, so that the new last day is not before the day that was agreed."""
        running = next((clock for clock in clocks.running(self.case) if clock["name"] == "limit"), None)
        if running is None or not running["due"] or not self.row["extended_to"] or running["length"].endswith("月"):
            return 1
        return max(1, (self.row["extended_to"] - date.fromisoformat(running["due"])).days)

    def _sessions(self) -> Iterator[Act]:
        written = [n for n in ("", "2", "3") if self.row[f"session_on{n}"]]
        for n in written[len(self.case.rows("sessions")) :]:
            yield self.row[f"session_on{n}"], 6, lambda n=n, is_last=n == written[-1]: self._session(n, is_last)

    def _session(self, n: str, is_last: bool) -> None:
        if is_last and (self.row["session_count"] or 0) > 3:
            # The ledger writes out three sessions and counts them all.
            self.case.session_count = self.row["session_count"] - 1
        on = self.row[f"session_on{n}"]
        self._take(
            F.hold,
            on,
            {
                "held_at": moment(on),
                "venue": self.row[f"session_venue{n}"] or TOLD,
                "statements": self.row[f"session_told{n}"] or TOLD,
                "form": "online" if self.row["place"] == "online" else "face",
            },
        )

    # Result

    def _result(self) -> Iterator[Act]:
        if not self.row["result"] or self.case.result:
            return
        on = self.row["result_on"]
        if on is None:
            raise ValidationError({"result_on": "写了办理结果，就要写结果日期"})
        if self.row["accepted_on"] and self.case.is_labour:
            yield from self._fifteen_days(on)
        yield on, 8, lambda: self._end(on)

    def _fifteen_days(self, ended: date) -> Iterator[Act]:
        """Where the fifteen days ran out before the result, time itself opened arbitration."""
        due = limits.day_of_arbitration(self.row["applied_on"])
        if ended > due and not self.case.arbitration_told_on:
            yield due + DAY, 2, lambda: self._take(F.open_arbitration, due + DAY)

    def _end(self, on: date) -> None:
        result, row = self.row["result"], self.row
        if result in (Result.WRITTEN, Result.ORAL):
            self._agree(on)
            return
        step = ENDED[result] if row["accepted_on"] else TURNED_AWAY[result]
        data = {"end_reason": row["decline_reason"] or row["end_reason"] or TOLD}
        self._take(step, on, data | ({"routes_told": row["routes_told"]} if "routes_told" in step.asked else {}))

    def _agree(self, on: date) -> None:
        row = self.row
        for n in ("", "2", "3"):
            if row[f"content{n}"]:
                self._take(F.settle_term, on, self._term(n))
        if row["result"] == Result.ORAL:
            self._take(F.agree_orally, on, self._agreement() | {"is_paper_waived": True})
            return
        signed, sealed = row["signed_on"] or on, row["sealed_on"]
        days = {
            "parties_signed_on": signed,
            "mediator_signed_on": signed,
            "sealed_on": sealed if sealed and sealed <= on else None,
        }
        self._take(F.agree, on, self._agreement() | {"copies": row["copies"]} | days)

    def _agreement(self) -> dict[str, Any]:
        row = self.row
        told = {"form": row["form"], "facts": row["facts"], "issues": row["demands"]}
        partial = {"is_partial": True, "rest": row["note"] or TOLD} if row["is_partial"] else {}
        return told | partial | {"no_amount_reason": row["no_amount_reason"] or ""}

    def _term(self, n: str) -> dict[str, Any]:
        amount = self.row[f"amount{n}"]
        return {
            "kind": TermKind.DEED if amount is None else TermKind.MONEY,
            "obligor": self.row[f"obligor{n}"] or "",
            "obligee": self.row[f"obligee{n}"] or "",
            "content": self.row[f"content{n}"],
            "amount": amount,
            "due_on": self.row[f"due_on{n}"],
        }


def _check(side: Side, party: Party) -> None:
    """What is wrong with a party stands at the column of its own side."""
    try:
        party.clean_fields(exclude=["of", "side", "kind"])
    except ValidationError as error:
        columns = {"id_number": "key_number", "credit_code": "key_number"}
        raise ValidationError({f"{side}_{columns.get(name, name)}": said for name, said in error.message_dict.items()}) from None
