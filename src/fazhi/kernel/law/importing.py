"""Files and folders into the library: every file is read, or reported with its reason."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from .corpus import is_corpus, shelve_corpus
from .index import build
from .models import LIBRARY, Edition
from .reading import READERS, Unreadable, read
from .shelving import ADDED, EXTENDED, KNOWN, settle_ends, shelve
from .splitting import law_text

REFUSED, SKIPPED = "拒绝", "跳过"
LACKS = "缺"
NO_TEXTS = ("readme", "license", "changelog")
CORPUS = "corpus"
COLLECTION = re.compile("[a-z0-9-]{1,40}")


@dataclass(frozen=True)
class Report:
    """What became of one file."""

    path: str
    outcome: str
    law: str = ""
    version: str = ""
    articles: int = 0
    sentences: tuple[str, ...] = ()


@dataclass
class Summary:
    """What became of all files of an import."""

    reports: list[Report] = field(default_factory=list)

    def __post_init__(self) -> None:
        """A law that comes in several files has no gap that a later file fills: only the last of them tells what is missing."""
        last = {(report.law, report.version): report for report in self.reports}
        self.reports = [
            report if last[report.law, report.version] is report else replace(report, sentences=_without_gaps(report))
            for report in self.reports
        ]

    @property
    def refused(self) -> list[Report]:
        return [report for report in self.reports if report.outcome == REFUSED]

    @property
    def counts(self) -> dict[str, int]:
        """How many files had each outcome."""
        return dict(Counter(report.outcome for report in self.reports))

    @property
    def articles(self) -> int:
        return sum(report.articles for report in self.reports)

    def as_dict(self) -> dict[str, object]:
        """For machines."""
        reports = [asdict(report) for report in self.reports]
        return {"files": len(reports), "counts": self.counts, "articles": self.articles, "reports": reports}


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those of every folder named, however deep."""
    found = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    return list(dict.fromkeys(file for file in found if not file.is_dir()))


def import_files(files: Iterable[Path], collection: str = CORPUS) -> Iterator[Report]:
    """Read the files one by one, each in a transaction of its own; settle ends and index when the last is read.

    `collection` is where article corpora (jsonl) go; single laws always go to the library.
    """
    changed: set[str] = set()
    for file in files:
        report = _import_one(file, collection)
        if report.articles:
            changed.add(collection if is_corpus(file) else LIBRARY)
        yield report
    finish(changed)


def import_paths(paths: Iterable[Path], collection: str = CORPUS) -> Summary:
    """`import_files` over files and folders, to the end."""
    return Summary(list(import_files(files_in(paths), collection)))


def finish(changed: set[str]) -> None:
    """After an import: versions end where later ones begin, and what changed is indexed anew."""
    if LIBRARY in changed:
        settle_ends()
    for collection in sorted(changed):
        Edition.raise_for(collection)
        build(collection)


def _import_one(file: Path, collection: str) -> Report:
    reason = _no_text(file)
    if reason:
        return Report(str(file), SKIPPED, sentences=(reason,))
    try:
        return _import_corpus(file, collection) if is_corpus(file) else _import_law(file)
    except Unreadable as error:
        return Report(str(file), REFUSED, sentences=(str(error),))
    except OSError as error:
        return Report(str(file), REFUSED, sentences=(f"打不开：{error.strerror or error}",))


def _no_text(file: Path) -> str:
    """Why a file is not even tried."""
    if file.stem.lower() in NO_TEXTS or file.name.startswith((".", "~$")):
        return "说明文件或临时文件，不是法律文本"
    return ""


def _import_corpus(file: Path, collection: str) -> Report:
    if not COLLECTION.fullmatch(collection):
        raise Unreadable("集合名称只能用小写字母、数字和连字符，不超过40个字符")
    if collection == LIBRARY:
        raise Unreadable("条文语料不能并入法规库，请用 --collection 另起名称")
    added = shelve_corpus(file, collection)
    return Report(str(file), ADDED if added else KNOWN, law=collection, articles=added)


def _import_law(file: Path) -> Report:
    if file.suffix.lower() not in READERS:
        read(file)
    text = law_text(read(file))
    shelved = shelve(text)
    sentences = [*text.notes, *_doubts(shelved.version, shelved.outcome)]
    return Report(str(file), shelved.outcome, text.short_title, str(shelved.version), shelved.added, tuple(sentences))


def _without_gaps(report: Report) -> tuple[str, ...]:
    return tuple(sentence for sentence in report.sentences if not sentence.startswith(LACKS))


def _doubts(version: object, outcome: str) -> list[str]:
    """What a reader should know of the version: missing numbers, an in-force day that no text states."""
    doubts = []
    if version.gaps and outcome in (ADDED, EXTENDED):
        doubts.append(f"{LACKS}{version.gaps[0]}等{len(version.gaps)}个条号")
    if version.in_force_basis == "assumed" and outcome in (ADDED, EXTENDED):
        doubts.append(f"条文未载明本版本的施行日期，推定为{version.in_force_on}")
    return doubts
