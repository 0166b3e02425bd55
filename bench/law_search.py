"""Search over articles: time, recall and size, beside SQLite's FTS5 trigram index in the same run.

    .venv/bin/python bench/law_search.py [FOLDER of corpus.jsonl.gz, queries.train.jsonl, qrels.train.tsv]

A corpus of its own is imported into a temporary home; nothing of the installation is touched.
"""

import gzip
import json
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles
from time import perf_counter

DATA = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared/data/stard")
HOME = tempfile.TemporaryDirectory(prefix="law-search-")
os.environ["FAZHI_HOME"] = HOME.name
os.environ.pop("DATABASE_URL", None)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.site.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from fazhi.kernel.law import search  # noqa: E402
from fazhi.kernel.law.finding import ranking  # noqa: E402
from fazhi.kernel.law.importing import CORPUS, import_paths  # noqa: E402
from fazhi.kernel.law.index import build  # noqa: E402
from fazhi.kernel.law.models import Article  # noqa: E402

TOP = 100
Ask = Callable[[str], list[str]]


def main() -> None:
    """Import, ask every question of each engine, print one table."""
    call_command("migrate", verbosity=0)
    questions = [json.loads(line) for line in (DATA / "queries.train.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = judgements()
    seconds, summary = timed(lambda: import_paths([DATA / "corpus.jsonl.gz"]))
    print(f"imported {summary.articles:,} articles in {seconds:.1f} s, index included; {len(questions):,} questions\n")
    built, folder = timed(lambda: build(CORPUS))
    names = dict(Article.objects.values_list("id", "document_id"))
    peer_seconds, peer = timed(fts5)
    print(f"{'engine':<34}{'p50 ms':>8}{'p95 ms':>8}{'R@10':>8}{'R@100':>8}{'MRR@10':>8}{'MB':>7}{'build s':>9}")
    ours: Ask = lambda text: [names[key] for key, _ in ranking(text, TOP, collection=CORPUS)]  # noqa: E731
    report("FaZhi, ranking of 100", ours, questions, wanted, size_of(folder), built)
    shown: Ask = lambda text: [hit.article.document_id for hit in search(text, 10, collection=CORPUS)]  # noqa: E731
    report("FaZhi, search: 10 shown with words", shown, questions, wanted, size_of(folder), built)
    report("SQLite FTS5 trigram, OR of trigrams", peer, questions, wanted, size_of(settings.HOME / "peer.sqlite3"), peer_seconds)


def judgements() -> dict[str, set[str]]:
    """The articles that answer each question."""
    wanted: dict[str, set[str]] = {}
    for line in (DATA / "qrels.train.tsv").read_text(encoding="utf-8").splitlines():
        qid, document, _ = line.split("\t")
        wanted.setdefault(qid, set()).add(document)
    return wanted


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """How long something took, and what came of it."""
    start = perf_counter()
    result = work()
    return perf_counter() - start, result


def fts5() -> Ask:
    """The plain peer: one FTS5 table with the trigram tokenizer over law, headings and text."""
    base = sqlite3.connect(settings.HOME / "peer.sqlite3")
    base.execute("create virtual table article using fts5(id unindexed, body, tokenize='trigram')")
    with gzip.open(DATA / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        base.executemany(
            "insert into article values (?, ?)",
            ((row["id"], f"{row['law']} {' '.join(row['headings'])} {row['text']}") for row in rows),
        )
    base.commit()

    def ask(text: str) -> list[str]:
        trigrams = {text[place : place + 3].replace('"', "") for place in range(len(text) - 2)}
        words = " OR ".join(f'"{word}"' for word in sorted(trigrams) if len(word) == 3)
        sql = "select id from article where article match ? order by rank limit ?"
        return [name for (name,) in base.execute(sql, (words, TOP))] if words else []

    return ask


def report(label: str, ask: Ask, questions: list[dict], wanted: dict[str, set[str]], size: int, seconds: float) -> None:
    """One line of the table."""
    ask(questions[0]["text"])
    answers = {question["qid"]: timed(lambda text=question["text"]: ask(text)) for question in questions}
    times = quantiles((1000 * took for took, _ in answers.values()), n=100)
    found = [(answers[qid][1], relevant) for qid, relevant in wanted.items()]
    deep = f"{recall(found, 100):8.3f}" if max(len(answer) for answer, _ in found) > 10 else f"{'–':>8}"
    print(
        f"{label:<34}{times[49]:8.1f}{times[94]:8.1f}{recall(found, 10):8.3f}{deep}{mrr(found):8.3f}"
        f"{size / 1e6:7.0f}{seconds:9.1f}",
        flush=True,
    )


def recall(found: list[tuple[list[str], set[str]]], depth: int) -> float:
    """Mean share of the relevant articles among the first."""
    return sum(len(set(answer[:depth]) & relevant) / len(relevant) for answer, relevant in found) / len(found)


def mrr(found: list[tuple[list[str], set[str]]]) -> float:
    """Mean of 1 / place of the first relevant article, within ten."""
    places = [next((1 / place for place, name in enumerate(answer[:10], 1) if name in relevant), 0) for answer, relevant in found]
    return sum(places) / len(places)


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    return sum(file.stat().st_size for file in path.rglob("*")) if path.is_dir() else path.stat().st_size


if __name__ == "__main__":
    main()
    HOME.cleanup()
