"""Who brings the city's ledgers in: this process by itself, or, for a whole city, more processes than there are processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from queue import Empty
from typing import Any, Self

import django

Told = Callable[[str], None]
Advanced = Callable[[int, int], None]  # how many files of how many are in
Counts = dict[str, int]  # how many rows were new, the same, refused
Door = Callable[[Path, Told], Counts]
Meanwhile = Callable[[], object]  # what the one who waits may do
MOST = 4  # processes: while some wait to write the others go on
SPARE = 2  # so many more than processors
WAITING = 32  # chains that may wait for others; whoever waits for them costs nothing


@dataclass(frozen=True)
class Chain:
    """Ledgers to be written and brought in one after another; brought in once those chains are in that it is to come after."""

    name: str
    files: Iterable[Path]
    after: tuple[str, ...] = ()


class Alone:
    """Brings all files in when they are written."""

    def __init__(self, door: Door, told: Told, advanced: Advanced, meanwhile: Meanwhile = lambda: None) -> None:
        self.door, self.told, self.advanced, self.meanwhile = door, told, advanced, meanwhile
        self.written: list[Path] = []
        self.counts: dict[str, Counts] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """All is in when the block ends."""
        if error[0] is None:
            self._bring(self.written)

    def take(self, chain: Chain) -> None:
        """Write the files of one chain, in their order."""
        for path in chain.files:
            self.told(f"写出 {path.name}")
            self.written.append(path)

    def _bring(self, files: Iterable[Path]) -> None:
        for path in files:
            self.advanced(len(self.counts), len(self.written))
            self.counts[path.name] = self.door(path, self.told)


class Together(Alone):
    """Each chain goes to the next process that is free, once the chains are in that it comes after."""

    def __enter__(self) -> Self:
        context = get_context("spawn")
        self.heard = context.Queue()
        self.pool = ProcessPoolExecutor(min(MOST, (os.cpu_count() or 1) + SPARE), context, _begin, (self.heard,))
        self.waiting = ThreadPoolExecutor(WAITING)
        self.under_way: dict[str, Future[dict[str, Counts]]] = {}
        return self

    def __exit__(self, *error: object) -> None:
        """What broke one chain is raised, and those that nobody had begun are left."""
        try:
            if error[0] is None:
                self._wait()
        finally:
            self.pool.shutdown(cancel_futures=True)
            self.waiting.shutdown()

    def take(self, chain: Chain) -> None:
        before = len(self.written)
        super().take(chain)
        stands_on = [self.under_way[name] for name in chain.after]
        self.under_way[chain.name] = self.waiting.submit(self._bring_after, stands_on, self.written[before:])

    def _bring_after(self, others: Sequence[Future[Any]], files: list[Path]) -> dict[str, Counts]:
        for other in others:
            other.result()
        return self.pool.submit(_through, self.door, files).result()

    def _wait(self) -> None:
        pending = set(self.under_way.values())
        while pending:
            done, pending = wait(pending, timeout=0.5)
            for chain in done:
                self.counts |= chain.result()
            self.advanced(len(self.counts), len(self.written))
            self._listen()
            self.meanwhile()

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
