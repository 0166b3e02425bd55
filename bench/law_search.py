"""Search over articles: quality, time and size, beside bm25s, tantivy and SQLite's FTS5 in the same run.

    .venv/bin/python bench/law_search.py [FOLDER] [FOLDS]

FOLDER holds corpus.jsonl.gz, queries.train.jsonl, qrels.train.tsv, answers.train.jsonl, folds.train.tsv. Every engine answers the
questions of FOLDS (0 by default; 01234 for all, a training each); what was learned was learned from the other folds alone.
A corpus of its own is imported into a temporary home; nothing of the installation is touched.
"""

import gzip
import json
import os
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles, stdev
from time import perf_counter

DATA = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared/data/stard")
FOLDS = sys.argv[2] if len(sys.argv) > 2 else "0"
HOME = tempfile.TemporaryDirectory(prefix="law-search-")
os.environ["FAZHI_HOME"] = HOME.name
os.environ.pop("DATABASE_URL", None)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.site.settings")

import bm25s  # noqa: E402
import django  # noqa: E402
import tantivy  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from fazhi.kernel.law import learning, search  # noqa: E402
from fazhi.kernel.law.finding import ranking  # noqa: E402
from fazhi.kernel.law.importing import CORPUS, import_paths  # noqa: E402
from fazhi.kernel.law.index import build, opened  # noqa: E402
from fazhi.kernel.law.models import Article  # noqa: E402
from fazhi.kernel.law.ranking.first_day import learn  # noqa: E402
from fazhi.kernel.law.ranking.past import Answered, in_folder  # noqa: E402
from fazhi.kernel.law.ranking.ranker import Ranker  # noqa: E402
from fazhi.kernel.law.tokens import tokens  # noqa: E402

TOP = 100
Ask = Callable[[str], list[str]]


def main() -> None:
    """Import, ask every engine the questions of each fold, print one table."""
    call_command("migrate", verbosity=0)
    parts = dict(line.split() for line in (DATA / "folds.train.tsv").read_text(encoding="utf-8").splitlines())
    answered = in_folder(DATA)
    asked = [each for each in answered if parts[each.name] in FOLDS]
    seconds, summary = timed(lambda: import_paths([DATA / "corpus.jsonl.gz"]))
    print(f"imported {summary.articles:,} articles in {seconds:.1f} s, index included; {len(asked):,} questions\n")
    built, folder = timed(lambda: build(CORPUS))
    loaded, _ = timed(lambda: opened(CORPUS))
    names = dict(Article.objects.values_list("id", "document_id"))
    print(f"{'engine':<36}{'p50 ms':>8}{'p95 ms':>8}{'R@10':>8}{'R@100':>8}{'MRR@10':>8}{'unseen':>8}{'MB':>7}{'build s':>9}")
    report("FaZhi, first day, words alone", on_first_day(answered, parts, names), size_of(folder), built)
    learnt, _ = timed(lambda: learning.trained_on([], CORPUS))
    report("FaZhi, first day, and their meaning", on_first_day(answered, parts, names), size_of(folder), built + learnt)
    shown: Ask = lambda text: [hit.article.document_id for hit in search(text, 10, collection=CORPUS)]  # noqa: E731
    report("the same: 10 shown with reasons", answers_of(shown, asked), size_of(folder), built + learnt)
    found, spent = [], 0.0
    for fold in FOLDS:
        others = [each for each in answered if parts[each.name] != fold]
        took, ranker = timed(lambda others=others: learning.trained_on(others, CORPUS))
        spent += took
        theirs: Ask = lambda text, r=ranker: [names[key] for key, _ in ranking(text, TOP, None, CORPUS, r)]  # noqa: E731
        part = answers_of(theirs, [each for each in asked if parts[each.name] == fold])
        found += part
        report(f"FaZhi, learned; fold {fold}", part, size_of(folder), took)
    report("FaZhi, learned from the other folds", found, size_of(folder), spent / len(FOLDS))
    spread(found)
    for label, make in {"bm25s, characters and pairs": words, "tantivy, the same": engine, "SQLite FTS5 trigram": fts5}.items():
        took, (ask, size) = timed(make)
        report(label, answers_of(ask, asked), size(), took)
    print(f"\nloaded in {loaded:.2f} s; unseen: pairs whose article no other question names, among 10")


def on_first_day(answered: list[Answered], parts: dict[str, str], names: dict[int, str]) -> list["Reply"]:
    """Without any history: the weights of the first day are learned anew without the fold that is asked."""
    learned = opened(CORPUS).learned
    places, replies = learning.places_of(opened(CORPUS), CORPUS), []
    for fold in FOLDS:
        others = [each for each in answered if parts[each.name] != fold]
        first_day = learn(learned, [(each.question, {places[name] for name in each.articles}) for each in others])
        ranker = Ranker(learned, first_day=first_day)
        ask: Ask = lambda text, r=ranker: [names[key] for key, _ in ranking(text, TOP, None, CORPUS, r)]  # noqa: E731
        replies += answers_of(ask, [each for each in answered if parts[each.name] == fold])
    return replies


def spread(replies: list["Reply"]) -> None:
    """How far chance alone may move the figure."""
    each = [len(set(reply.names[:10]) & reply.right) / len(reply.right) for reply in replies]
    print(f"{'':<36}R@10 ± {stdev(each) / len(each) ** 0.5:.3f} (one standard error over {len(each):,} questions)")


def texts() -> Iterator[tuple[str, str]]:
    """Every article as its id and all of its words."""
    with gzip.open(DATA / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield row["id"], f"{row['law']} {' '.join(row['headings'])} {row['text']}"


def words() -> tuple[Ask, Callable[[], int]]:
    """bm25s at the settings that served best here."""
    names, bodies = zip(*texts(), strict=True)
    index = bm25s.BM25(k1=1.2, b=0.9)
    index.index([tokens(body) for body in bodies], show_progress=False)
    index.save(settings.HOME / "bm25s")

    def ask(text: str) -> list[str]:
        places, _ = index.retrieve([tokens(text)], k=TOP, show_progress=False)
        return [names[place] for place in places[0]]

    return ask, lambda: size_of(settings.HOME / "bm25s")


def engine() -> tuple[Ask, Callable[[], int]]:
    """tantivy over the same words."""
    fields = tantivy.SchemaBuilder()
    fields.add_text_field("name", stored=True, tokenizer_name="raw")
    fields.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
    schema, folder = fields.build(), settings.HOME / "tantivy"
    folder.mkdir()
    index = tantivy.Index(schema, path=str(folder))
    writer = index.writer(heap_size=128 * 1024 * 1024, num_threads=1)
    for name, body in texts():
        writer.add_document(tantivy.Document(name=[name], body=[" ".join(tokens(body))]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()

    def ask(text: str) -> list[str]:
        wanted = [tantivy.Query.term_query(schema, "body", word, "freq") for word in dict.fromkeys(tokens(text))]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, each) for each in wanted])
        searcher = index.searcher()
        return [searcher.doc(address)["name"][0] for _, address in searcher.search(query, limit=TOP).hits]

    return ask, lambda: size_of(folder)


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """How long something took, and what came of it."""
    start = perf_counter()
    result = work()
    return perf_counter() - start, result


def fts5() -> tuple[Ask, Callable[[], int]]:
    """One FTS5 table with the trigram tokenizer."""
    base = sqlite3.connect(settings.HOME / "peer.sqlite3")
    base.execute("create virtual table article using fts5(id unindexed, body, tokenize='trigram')")
    base.executemany("insert into article values (?, ?)", texts())
    base.commit()

    def ask(text: str) -> list[str]:
        trigrams = {text[place : place + 3].replace('"', "") for place in range(len(text) - 2)}
        asked = " OR ".join(f'"{word}"' for word in sorted(trigrams) if len(word) == 3)
        sql = "select id from article where article match ? order by rank limit ?"
        return [name for (name,) in base.execute(sql, (asked, TOP))] if asked else []

    return ask, lambda: size_of(settings.HOME / "peer.sqlite3")


@dataclass(frozen=True)
class Reply:
    """What an engine answered, how long it took in seconds, what is right, and what of that no other question names."""

    names: list[str]
    seconds: float
    right: set[str]
    unseen: set[str]


def answers_of(ask: Ask, asked: list[Answered]) -> list[Reply]:
    """Each question once, after one to warm up."""
    ask(asked[0].question)
    named = Counter(name for each in in_folder(DATA) for name in set(each.articles))
    replies = []
    for each in asked:
        seconds, names = timed(lambda text=each.question: ask(text))
        right = set(each.articles)
        replies.append(Reply(names, seconds, right, {name for name in right if named[name] == 1}))
    return replies


def report(label: str, replies: list[Reply], size: int, seconds: float) -> None:
    """One line of the table."""
    times = quantiles((1000 * reply.seconds for reply in replies), n=100)
    deep = f"{recall(replies, 100):8.3f}" if max(len(reply.names) for reply in replies) > 10 else f"{'–':>8}"
    unseen = [name in reply.names[:10] for reply in replies for name in reply.unseen]
    print(
        f"{label:<36}{times[49]:8.1f}{times[94]:8.1f}{recall(replies, 10):8.3f}{deep}{mrr(replies):8.3f}"
        f"{sum(unseen) / len(unseen):8.3f}{size / 1e6:7.0f}{seconds:9.1f}",
        flush=True,
    )


def recall(replies: list[Reply], depth: int) -> float:
    """Mean share of the relevant articles among the first."""
    return sum(len(set(reply.names[:depth]) & reply.right) / len(reply.right) for reply in replies) / len(replies)


def mrr(replies: list[Reply]) -> float:
    """Mean of 1 / place of the first relevant article, within ten."""
    places = [next((1 / place for place, name in enumerate(each.names[:10], 1) if name in each.right), 0) for each in replies]
    return sum(places) / len(places)


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    return sum(file.stat().st_size for file in path.rglob("*")) if path.is_dir() else path.stat().st_size


if __name__ == "__main__":
    main()
    HOME.cleanup()
