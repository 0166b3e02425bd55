"""A witness of other bodies' logs: it keeps what it signed, and signs nothing that does not grow out of that (c2sp.org/tlog-witness)."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from .log.kinds import kind_named
from .log.notes import Checkpoint, Signer, Verifier, decoded, encoded
from .log.tree import Refused
from .log.witness import Declined, Request, Seen, must_be_signed, must_continue, read_checkpoint, trusted_for

LONGEST = 1 << 17  # bytes of a request
PATIENCE = 10  # seconds for a request to come in


class Witness:
    """The key, the logs that are known and what was signed of each, in one folder; needs no other database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with closing(self._open()) as store:
            store.execute("CREATE TABLE IF NOT EXISTS seen (origin TEXT PRIMARY KEY, size INTEGER, root TEXT, note TEXT)")

    def _open(self) -> sqlite3.Connection:
        store = sqlite3.connect(self.folder / "witness.sqlite3", isolation_level=None, timeout=20)
        store.execute("PRAGMA synchronous=FULL")
        return store

    @property
    def signer(self) -> Signer:
        kind, name, seed = (self.folder / "key").read_text().split()
        return Signer(name, decoded(seed), kind_named(kind))

    def begin(self, name: str, kind: str) -> Verifier:
        """Make the key; raises FileExistsError when there is one: a witness keeps its key."""
        signer = Signer.new(name, kind_named(kind))
        path = self.folder / "key"
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(f"{kind} {name} {encoded(signer.seed)}\n")
        return signer.verifier()

    def logs(self) -> list[Verifier]:
        """The keys of the logs that are known; each stands for its log in every year."""
        path = self.folder / "logs"
        return [Verifier.read(line) for line in path.read_text().splitlines()] if path.exists() else []

    def know(self, key: Verifier) -> None:
        """Sign for one more log."""
        with (self.folder / "logs").open("a") as file:
            file.write(f"{key.line()}\n")

    def answer(self, body: str) -> str:
        """The cosignature on a checkpoint, after it was put down as seen; raises Declined."""
        asked = Request.read(body)
        note, new = read_checkpoint(asked.note)
        must_be_signed(note, trusted_for(new.origin, self.logs()))
        with closing(self._open()) as store:
            # One writer from here on: between the look and the writing no other request may come.
            store.execute("BEGIN IMMEDIATE")
            try:
                must_continue(asked, new, _seen(store, new.origin))
                line = self.signer.line(note.text, at=int(time.time()))
                _put_down(store, new, f"{asked.note}{line}")
            except BaseException:
                store.execute("ROLLBACK")
                raise
            store.execute("COMMIT")
        return line

    def newest(self, origin_hash: str) -> str:
        """The note last signed for a log, by the hash of its name; raises Declined 404."""
        with closing(self._open()) as store:
            rows = store.execute("SELECT origin, note FROM seen").fetchall()
        for origin, note in rows:
            if hashlib.sha256(origin.encode()).hexdigest() == origin_hash:
                return note
        raise Declined(404, "nothing was signed for such a log\n")


def _seen(store: sqlite3.Connection, origin: str) -> Seen:
    found = store.execute("SELECT size, root FROM seen WHERE origin = ?", [origin]).fetchone()
    return Seen(found[0], decoded(found[1])) if found else Seen()


def _put_down(store: sqlite3.Connection, new: Checkpoint, note: str) -> None:
    store.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?)", [new.origin, new.size, encoded(new.root), note])


class Handler(BaseHTTPRequestHandler):
    """The two addresses of a witness."""

    witness: Witness
    timeout = PATIENCE
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self._answer(self._add_checkpoint)

    def do_GET(self) -> None:
        self._answer(self._newest)

    def _add_checkpoint(self) -> str:
        if self.path != "/add-checkpoint":
            raise Declined(404, "not found\n")
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or int(length) > LONGEST:
            self.close_connection = True
            raise Declined(413 if length.isdigit() else 411, "a request has a length, and not a great one\n")
        try:
            body = self.rfile.read(int(length)).decode()
        except UnicodeDecodeError as reason:
            raise Declined(400, "not text\n") from reason
        return self.witness.answer(body)

    def _newest(self) -> str:
        parts = self.path.strip("/").split("/")
        if len(parts) != 2 or parts[1] != "checkpoint":
            raise Declined(404, "not found\n")
        return self.witness.newest(parts[0])

    def _answer(self, make: object) -> None:
        try:
            status, body, told = 200, make(), "text/plain; charset=utf-8"  # type: ignore[operator]
        except Declined as reason:
            status, body, told = reason.status, reason.body, reason.told
        except Refused as reason:
            status, body, told = 400, f"{reason}\n", "text/plain; charset=utf-8"
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", told)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what was signed stands in the folder."""


def server(witness: Witness, host: str, port: int) -> ThreadingHTTPServer:
    """A server for a witness, not yet running."""
    return ThreadingHTTPServer((host, port), type("OwnHandler", (Handler,), {"witness": witness}))
