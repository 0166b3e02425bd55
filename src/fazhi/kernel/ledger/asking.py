"""The publisher asks the witnesses for their signatures: those of its list alone, and not for long."""

from __future__ import annotations

import hashlib
import http.client
import logging
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from .log.notes import Checkpoint, Note, Verifier, whole
from .log.tree import Refused, check_consistency, suite_of
from .log.witness import Request, added
from .store import Alarm

PATIENCE = 5  # seconds for each word with a witness
LONGEST = 1 << 16  # bytes of an answer
Proof = Callable[[int, int], list[bytes]]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Witness:
    """A body that signs what it saw: its key, and where it listens."""

    key: Verifier
    address: str


def witnesses() -> list[Witness]:
    """Those of the list: one a line, the key and the address."""
    path = Path(settings.LEDGER_WITNESSES)
    lines = path.read_text().splitlines() if path.exists() else []
    return [_witness(line) for line in lines if line.strip() and not line.startswith("#")]


def _witness(line: str) -> Witness:
    key, _, address = line.strip().partition(" ")
    return checked(Witness(Verifier.read(key), address.strip()))


def checked(witness: Witness) -> Witness:
    """Raise `Refused` unless the key cosigns and the address is one of the web."""
    place = urlsplit(witness.address)
    if not witness.key.kind.cosigns:
        raise Refused(f"{witness.key.name}：这不是见证密钥，见证密钥的类别应为 cosignature")
    if place.scheme not in ("http", "https") or not place.hostname or place.query or place.username:
        raise Refused(f"{witness.key.name}：地址应为 http(s)://主机[:端口][/路径]")
    return witness


def add_witness(witness: Witness) -> None:
    """Put one more on the list."""
    path = Path(settings.LEDGER_WITNESSES)
    kept = path.read_text() if path.exists() else ""
    path.write_text(f"{kept}{checked(witness).key.line()} {witness.address}\n")


def cosigned(note: str, proof: Proof) -> str:
    """The note with a signature of every witness that gives one; those that do not answer are passed over and told of."""
    for witness in witnesses():
        if witness.key not in Note.read(note).by([witness.key]):
            try:
                note = added(note, ask(witness, note, proof), witness.key)
            except (OSError, http.client.HTTPException, Refused, UnicodeDecodeError) as reason:
                log.warning("witness %s: %s", witness.key.name, reason)
    return note


def must_continue_what_was_seen(now: Checkpoint, proof: Proof) -> None:
    """Raise Alarm when a witness has signed more entries, or others, than we are about to: then even our own store was put back."""
    for witness in witnesses():
        try:
            status, note = _asked(witness, "GET", f"/{hashlib.sha256(now.origin.encode()).hexdigest()}/checkpoint")
            seen = Checkpoint.of(note) if status == 200 and Note.read(note).by([witness.key]) else None
        except (OSError, http.client.HTTPException, Refused, UnicodeDecodeError) as reason:
            log.warning("witness %s: %s", witness.key.name, reason)
            continue
        if seen and not _continues(seen, now, proof):
            raise Alarm(
                f"{now.origin}：见证方 {witness.key.name} 见过 {seen.size} 条，这里的 {now.size} 条不是它的继续，"
                "像是数据库和签发记录一起被换成了旧的。停止发布，请取回最新的公开日志后运行 fazhi log recover。"
            )


def _continues(seen: Checkpoint, now: Checkpoint, proof: Proof) -> bool:
    try:
        steps = proof(seen.size, now.size) if seen.size <= now.size else []
        check_consistency(seen.size, now.size, steps, seen.root, now.root, suite_of(now.origin))
    except Refused:
        return False
    return True


def ask(witness: Witness, note: str, proof: Proof) -> str:
    """What a witness answers. Where it last saw another size than we think, it says so, and is asked once more."""
    new = Checkpoint.of(note).size
    status, answer = _posted(witness, Request(0, (), note))
    if status == 409:
        old = whole(answer.strip())
        if old > new:
            raise Refused(f"it has seen {old} entries, we have {new}: this log was rolled back")
        status, answer = _posted(witness, Request(old, tuple(proof(old, new)), note))
    if status != 200:
        raise Refused(f"it answered {status}: {answer[:200].strip()}")
    return answer


def _posted(witness: Witness, asked: Request) -> tuple[int, str]:
    return _asked(witness, "POST", "/add-checkpoint", asked.text().encode())


def _asked(witness: Witness, verb: str, path: str, body: bytes | None = None) -> tuple[int, str]:
    """One request, to the address of the list and nowhere else: no proxy, no redirection."""
    place = urlsplit(witness.address)
    line = _line(place.scheme, place.hostname or "", place.port)
    try:
        line.request(verb, f"{place.path.rstrip('/')}{path}", body, {"Content-Type": "text/plain"} if body else {})
        answer = line.getresponse()
        return answer.status, answer.read(LONGEST).decode()
    finally:
        line.close()


def _line(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=PATIENCE, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=PATIENCE)
