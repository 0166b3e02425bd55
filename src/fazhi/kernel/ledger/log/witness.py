"""What a log and its witnesses say to each other: c2sp.org/tlog-witness, add-checkpoint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .kinds import KINDS
from .notes import DASH, MOST_STEPS, Checkpoint, Note, Verifier, decoded, encoded, signature_of, whole
from .tree import Refused, check_consistency, suite_of


class Declined(Exception):
    """Why a witness does not sign: the status and what it answers."""

    def __init__(self, status: int, body: str, told: str = "text/plain; charset=utf-8") -> None:
        super().__init__(body)
        self.status, self.body, self.told = status, body, told


@dataclass(frozen=True, slots=True)
class Request:
    """A new checkpoint, and the proof that it continues the one of the old size."""

    old: int
    proof: tuple[bytes, ...]
    note: str

    @classmethod
    def read(cls, body: str) -> Request:
        """From its text; raises Declined 400."""
        head, blank, note = body.partition("\n\n")
        first, *steps = head.split("\n")
        try:
            if not blank or not first.startswith("old ") or len(steps) > MOST_STEPS:
                raise Refused("not a request for a cosignature")
            return cls(whole(first.removeprefix("old ")), tuple(map(decoded, steps)), note)
        except Refused as reason:
            raise Declined(400, f"{reason}\n") from reason

    def text(self) -> str:
        return "\n".join([f"old {self.old}", *map(encoded, self.proof), "", self.note])


@dataclass(frozen=True, slots=True)
class Seen:
    """What a witness signed last for a log."""

    size: int = 0
    root: bytes = b""


def read_checkpoint(note: str) -> tuple[Note, Checkpoint]:
    """A note and what it says; raises Declined 400 where it is none."""
    try:
        made = Note.read(note)
        return made, Checkpoint.read(made.text)
    except Refused as reason:
        raise Declined(400, f"{reason}\n") from reason


def must_be_signed(note: Note, trusted: Sequence[Verifier]) -> None:
    """Raise Declined 404 for a log that nobody knows, 403 unless one of its keys signed and none signed wrongly."""
    if not trusted:
        raise Declined(404, "the log is not known here\n")
    try:
        found = note.by(trusted)
    except Refused as reason:
        raise Declined(403, f"{reason}\n") from reason
    if not found:
        raise Declined(403, "no key that is trusted for this log has signed\n")


def must_continue(asked: Request, new: Checkpoint, seen: Seen) -> None:
    """Raise Declined unless the checkpoint grows out of what was signed before."""
    if asked.old > new.size:
        raise Declined(400, "the old size is larger than the checkpoint\n")
    if asked.old != seen.size:
        raise Declined(409, f"{seen.size}\n", "text/x.tlog.size")
    suite = suite_of(new.origin)
    try:
        if new.size == 0 and new.root != suite.empty():
            raise Refused("the root of the empty tree is wrong")
        check_consistency(seen.size, new.size, asked.proof, seen.root or suite.empty(), new.root, suite)
    except Refused as reason:
        raise Declined(422, f"{reason}\n") from reason


def trusted_for(origin: str, known: Iterable[Verifier]) -> list[Verifier]:
    """The keys that may sign for a log: those of its name, whatever the year."""
    return [Verifier(origin, key.kind, key.public) for key in known if _family(key.name) == _family(origin)]


def _family(origin: str) -> str:
    """A log's name without its year."""
    return re.sub(r"/\d{4}(?=/sm3$|$)", "", origin)


def added(note: str, answer: str, witness: Verifier) -> str:
    """The note with a witness's cosignature in place of an older one; raises `Refused` unless it is there and right."""
    text = Note.read(note).text
    good = [line for line in answer.split("\n") if _is_by(line, witness) and witness.accepts(text, signature_of(line)[2])]
    if not good or not witness.kind.cosigns:
        raise Refused(f"{witness.name} gave no cosignature that is right")
    head, _, below = note.rpartition("\n\n")
    others = [line for line in below[:-1].split("\n") if not _is_by(line, witness)]
    return "\n".join([head, "", *others, good[0], ""])


def _is_by(line: str, witness: Verifier) -> bool:
    if not line.startswith(DASH):
        return False
    name, key, _ = signature_of(line)
    return (name, key) == (witness.name, witness.key_hash())


def cosigning_kinds() -> list[str]:
    """What a witness may sign with."""
    return [kind.name for kind in KINDS if kind.cosigns]
