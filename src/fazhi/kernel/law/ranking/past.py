"""Answered questions: what was asked, what was answered, and which articles the answer rests on."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from fazhi.kernel import registry

from ..reading import Unreadable

SHELF = "answered questions"


@dataclass(frozen=True)
class Answered:
    """One question of the past; `articles` by their document ids, `name` is what a hit shows as its ground."""

    name: str
    question: str
    answer: str
    articles: tuple[str, ...]


Source = Callable[[date], Iterable[Answered]]


def answered_questions(name: str, source: Source) -> None:
    """A module's own answered questions, the latest first; asked for when the ranking is trained."""
    registry.leave(SHELF, name, source)


def of_the_city(on: date, most: int) -> list[Answered]:
    """The latest questions of every module that has some."""
    found = [question for source in registry.on(SHELF).values() for question in _first(source(on), most)]
    return found[:most]


def _first(questions: Iterable[Answered], most: int) -> Iterator[Answered]:
    for _, question in zip(range(most), questions, strict=False):
        yield question


def in_folder(folder: Path) -> list[Answered]:
    """Questions of queries.*.jsonl with their articles of qrels.*.tsv and, where there are some, answers.*.jsonl.

    Raises Unreadable with a sentence that names the file and the line.
    """
    questions = {str(row["qid"]): str(row["text"]) for row in _rows(folder, "queries", ("qid", "text"))}
    answers = {str(row["qid"]): _answer(row) for row in _rows(folder, "answers", ("qid", "answer"))}
    articles = _judgements(folder)
    if not questions or not articles:
        raise Unreadable(f"{folder} 中没有已答复的问题：需要 queries.*.jsonl 和 qrels.*.tsv")
    return [Answered(qid, questions[qid], answers.get(qid, ""), tuple(of)) for qid, of in articles.items() if qid in questions]


def _answer(row: Mapping[str, Any]) -> str:
    return f"{row['answer']}\n{row.get('keywords') or ''}"


def _rows(folder: Path, name: str, needed: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for file in sorted(folder.glob(f"{name}.*jsonl")):
        for place, line in _lines(file):
            try:
                row = json.loads(line)
                if not all(isinstance(row[field], str | int) for field in needed):
                    raise ValueError
            except (ValueError, KeyError, TypeError) as error:
                raise Unreadable(f"{file} 第{place}行应为含 {' 和 '.join(needed)} 的 JSON 对象") from error
            yield row


def _judgements(folder: Path) -> dict[str, list[str]]:
    """Articles by question: lines of question, article and grade, or of TREC's four fields."""
    found: dict[str, list[str]] = {}
    for file in sorted(folder.glob("qrels.*tsv")):
        for place, line in _lines(file):
            fields = line.split()
            if len(fields) not in (2, 3, 4):
                raise Unreadable(f"{file} 第{place}行应为：问题编号、条文编号、1")
            if len(fields) == 2 or fields[-1] not in ("0", "0.0"):
                found.setdefault(fields[0], []).append(fields[2 if len(fields) == 4 else 1])
    return found


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"{file} 读不出来：{error}") from error
    return ((place, line) for place, line in enumerate(text.splitlines(), 1) if line.strip())
