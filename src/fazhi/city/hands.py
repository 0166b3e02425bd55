"""Who brings the city's ledgers in: this process by itself, or, for a whole city, one process a processor."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from pathlib import Path
from queue import Empty
from typing import Any, Self

import django
from django.db import connections

Told = Callable[[str], None]
Advanced = Callable[[int, int], None]  # how many files of how many are in
Counts = dict[str, int]  # how many rows were new, the same, refused
Door = Callable[[Path, Told], Counts]
MOST = 3  # processes, one more than processors: while one waits to write the others go on; more would only wait


class Alone:
    """Brings all files in when they are written."""

    def __init__(self, door: Door, told: Told, advanced: Advanced) -> None:
        self.door, self.told, self.advanced = door, told, advanced
        self.written: list[Path] = []
        self.counts: dict[str, Counts] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """All is in when the block ends."""
        if error[0] is None:
            self._bring(self.written)

    def take(self, chain: Iterable[Path]) -> None:
        """The files of one chain, in their order."""
        for path in chain:
            self.told(f"写出 {path.name}")
            self.written.append(path)

    def _bring(self, files: Iterable[Path]) -> None:
        for path in files:
            self.advanced(len(self.counts), len(self.written))
            self.counts[path.name] = self.door(path, self.told)


class Together(Alone):
    """The first chain at once, since all others stand on it; then each goes to the next process that is free."""

    def __enter__(self) -> Self:
        context = get_context("spawn")
        self.heard = context.Queue()
        self.pool = ProcessPoolExecutor(min(MOST, (os.cpu_count() or 1) + 1), context, _begin, (self.heard,))
        self.under_way: list[Future[dict[str, Counts]]] = []
        return self

    def __exit__(self, *error: object) -> None:
        """What broke one chain is raised, and those that nobody had begun are left."""
        try:
            if error[0] is None:
                self._wait()
        finally:
            self.pool.shutdown(cancel_futures=True)

    def take(self, chain: Iterable[Path]) -> None:
        before = len(self.written)
        super().take(chain)
        if before:
            self.under_way.append(self.pool.submit(_through, self.door, self.written[before:]))
        else:
            self._bring(self.written)
            connections.close_all()

    def _wait(self) -> None:
        pending = set(self.under_way)
        while pending:
            done, pending = wait(pending, timeout=0.5)
            for chain in done:
                self.counts |= chain.result()
            self.advanced(len(self.counts), len(self.written))
            self._listen()

    def _listen(self) -> None:
        sentence = ""
        try:
            while True:
                sentence = self.heard.get_nowait()
        except Empty:
            if sentence:
                self.told(sentence)


def of(size: str) -> type[Alone]:
    """A small city is in before a second process had begun."""
    return Together if size == "city" else Alone


_tell: Any = None  # in a process of the pool: where its sentences go


def _begin(heard: Any) -> None:
    global _tell  # noqa: PLW0603  (what a pool gives its processes, it gives them once)
    django.setup()
    _tell = heard.put


def _through(door: Door, files: list[Path]) -> dict[str, Counts]:
    return {path.name: door(path, _tell) for path in files}
