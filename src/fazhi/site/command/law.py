"""`fazhi law …`: statutes into the library, out of it, cited and searched."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from fazhi.kernel.law import BadCitation, Citation, Unresolved, finding, learning, library, search
from fazhi.kernel.law.importing import CORPUS, REFUSED, SKIPPED, Report, Summary, files_in, import_files
from fazhi.kernel.law.models import LIBRARY, Article, LawVersion
from fazhi.kernel.law.ranking import past
from fazhi.kernel.law.reading import Unreadable

from .places import Target

EXIT_REFUSED, EXIT_PARTLY = 1, 3
RUN_TAG = "fazhi"


class Day(click.ParamType):
    """A day, as 2024-05-01."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007
        except ValueError:
            self.fail(f"“{value}”不是日期，应写成 2024-05-01", param, ctx)


on_day = click.option("--on", type=Day(), help="As of this day; today by default.")
as_json = click.option("--json", "machine", is_flag=True, help="Print JSON.")


@click.group()
def command() -> None:
    """Statutes: import, list, show, cite, search, train."""


@command.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--collection", default=CORPUS, show_default=True, help="Where article corpora (jsonl) go.")
@as_json
def import_(paths: tuple[Path, ...], collection: str, machine: bool) -> None:
    """Read laws (.md, .txt, .docx) and article corpora (.jsonl, .jsonl.gz), files or whole folders.

    Reading a file twice adds nothing. Exit code 3 when some were refused, 1 when all were.
    """
    files = files_in(paths)
    with progress(import_files(files, collection), "读取", len(files)) as bar:
        summary = Summary(list(bar))
    say(summary.as_dict()) if machine else _print_summary(summary)
    _leave_with(summary)


def _print_summary(summary: Summary) -> None:
    for report in summary.reports:
        if report.outcome in (REFUSED, SKIPPED) or report.sentences:
            click.echo(_report_line(report))
    counts = "，".join(f"{outcome}{count}" for outcome, count in summary.counts.items())
    click.echo(f"{len(summary.reports)}个文件：{counts or '无'}；新增条文{summary.articles}条。")


def _report_line(report: Report) -> str:
    name = f"《{report.law}》{report.version}" if report.version else report.path
    return f"{report.outcome}  {name}：{'；'.join(report.sentences)}"


def _leave_with(summary: Summary) -> None:
    tried = [report for report in summary.reports if report.outcome != SKIPPED]
    if summary.refused:
        raise SystemExit(EXIT_REFUSED if len(summary.refused) == len(tried) else EXIT_PARTLY)


@command.command("list")
@click.argument("text", default="")
@click.option("--collection", default=LIBRARY, show_default=True, help="The library, or the name of a corpus.")
@on_day
@as_json
def list_(text: str, collection: str, on: date | None, machine: bool) -> None:
    """Laws whose title holds TEXT, with the version in force."""
    shelves = library.laws(text, on, collection)
    if machine:
        return say([_shelf_as_dict(shelf) for shelf in shelves])
    for shelf in shelves:
        click.echo(_shelf_line(shelf, on))
    return click.echo(f"共{len(shelves)}部。")


def _shelf_line(shelf: library.Shelf, on: date | None) -> str:
    standing = f"{shelf.version}  {shelf.version.status(on)}"
    return f"{shelf.law.get_kind_display()}  《{shelf.law.short_title}》  {standing}  {shelf.articles}条  {shelf.versions}个版本"


def _shelf_as_dict(shelf: library.Shelf) -> dict[str, Any]:
    law = {"title": shelf.law.title, "short_title": shelf.law.short_title, "kind": shelf.law.get_kind_display()}
    return law | {"versions": shelf.versions, "articles": shelf.articles} | version_as_dict(shelf.version, None)


@command.command()
@click.argument("title")
@click.argument("article", default="")
@on_day
@as_json
def show(title: str, article: str, on: date | None, machine: bool) -> None:
    """A law's versions and text, or one ARTICLE of it with its neighbours."""
    try:
        page = library.article(title, article, on=on) if article else library.law(title, on=on)
    except Unresolved as error:
        raise refusal(error) from error
    if isinstance(page, library.ArticlePage):
        return say(_article_page(page)) if machine else _print_article(page.article)
    return say(_law_page(page)) if machine else _print_law(page)


def _article_page(page: library.ArticlePage) -> dict[str, Any]:
    around = {"before": page.before and page.before.number, "after": page.after and page.after.number}
    return article_as_dict(page.article) | around | version_as_dict(page.version, None)


def _law_page(page: library.LawPage) -> dict[str, Any]:
    articles = [article_as_dict(article) for section in page.sections for article in section.articles]
    return {"law": page.law.title, "versions": [version_as_dict(each, None) for each in page.versions], "articles": articles}


def _print_law(page: library.LawPage) -> None:
    click.echo(page.law.title)
    for version in page.versions:
        click.echo(f"  {_version_line(version)}{'  ← 以下为本版' if version == page.version else ''}")
    for section in page.sections:
        click.echo("\n" + " › ".join(section.headings))
        for article in section.articles:
            click.echo(f"{article.number}　{article.text}")


def _print_article(article: Article) -> None:
    click.echo(f"{article}（{_version_line(article.version)}）")
    click.echo(" › ".join(article.headings))
    click.echo(article.text)


def _version_line(version: LawVersion) -> str:
    until = f"至{version.repealed_on}" if version.repealed_on else ""
    return f"{version}，自{version.in_force_on}起施行{until}（{version.get_in_force_basis_display()}），{version.status()}"


@command.command()
@click.argument("citation")
@on_day
@as_json
def cite(citation: str, on: date | None, machine: bool) -> None:
    """The article that CITATION names, as in force on a day: 人民调解法 第三十三条第一款."""
    try:
        found = Citation.parse(citation).resolve(on)
    except (BadCitation, Unresolved) as error:
        if machine:
            say({"citation": citation, "resolved": False, "reason": str(error)})
            raise SystemExit(EXIT_REFUSED) from error
        raise refusal(error) from error
    if machine:
        named = {"citation": str(found.citation), "resolved": True, "text": found.text, "url": found.citation.url}
        return say(article_as_dict(found.article) | named | version_as_dict(found.version, None))
    click.echo(f"{found.citation}　{found.status()}")
    click.echo(f"{_version_line(found.version)}\n")
    return click.echo(found.text)


@command.command()
@click.option("--collection", default=LIBRARY, show_default=True, help="The library, or the name of a corpus.")
@on_day
def train(collection: str, on: date | None) -> None:
    """Learn to rank: what words mean from the articles, what answers what from the questions that the city has answered.

    The house does the same each night. Without it, search goes by words alone.
    """
    if collection not in library.collections():
        raise unknown(collection)
    if wrong := learning.wrong_with_encoder():
        raise refusal(wrong)
    used = learning.train(collection, on, told)
    click.echo(f"已学习（{collection}）：用了{used}件已答复的咨询。{'' if used else '还没有写明法条的答复，只学了词义。'}")


@command.command("search")
@click.argument("text", default="")
@click.option("--top", default=10, show_default=True, type=click.IntRange(1, 1000), help="How many articles.")
@click.option("--collection", help="library, or a corpus; by default the library, in a batch the corpus if there is one.")
@click.option(
    "--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Questions: qid, text a line (jsonl)."
)
@click.option("--run", type=Target(), help="Where the batch's TREC run goes.")
@click.option(
    "--history",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Answered questions for the batch: a folder of queries.*.jsonl, qrels.*.tsv, answers.*.jsonl.",
)
@on_day
@as_json
def search_(
    text: str,
    top: int,
    collection: str | None,
    batch: Path | None,
    run: Path | None,
    history: Path | None,
    on: date | None,
    machine: bool,
) -> None:
    """The articles that a question names and those nearest to it, each with the reason why."""
    if batch and run:
        collection = collection or (CORPUS if CORPUS in library.collections() else LIBRARY)
        return _batch(batch, run, _Asking(top, on, collection, _ranker(history, collection)))
    if batch or run or history or not text.strip():
        raise click.UsageError("写一个问题，或者同时给出 --batch 和 --run")
    hits = search(text, top, on, collection or LIBRARY)
    if machine:
        return say([_hit_as_dict(hit, on) for hit in hits])
    return _print_hits(hits)


def _hit_as_dict(hit: finding.Hit, on: date | None) -> dict[str, Any]:
    found = {"score": round(hit.score, 4)} | {
        name: getattr(hit, name) for name in ("words", "meant", "asked", "grounds", "named", "why")
    }
    return article_as_dict(hit.article) | version_as_dict(hit.article.version, on) | found


def _print_hits(hits: list[finding.Hit]) -> None:
    if not hits:
        raise refusal("没有相近的条文")
    for place, hit in enumerate(hits, 1):
        version = hit.article.version
        click.echo(f"{place}. {hit.article}（{version}，{version.status()}）  {hit.why}")
        click.echo(f"   {hit.article.text.splitlines()[0][:100]}")


@dataclass(frozen=True)
class _Asking:
    """How the questions of a batch are answered."""

    top: int
    on: date | None
    collection: str
    ranker: Any


def _ranker(history: Path | None, collection: str) -> Any:
    """A ranking learned from a folder of answered questions, else the collection's own; either knows the meaning of words."""
    try:
        answered = past.in_folder(history) if history else []
    except Unreadable as error:
        raise refusal(error) from error
    if ranker := learning.trained_on(answered, collection, told):
        return ranker
    raise unknown(collection)


def _batch(batch: Path, run: Path, asking: _Asking) -> None:
    """A TREC run over every question, written whole or not at all."""
    questions = _questions(batch)
    with progress(questions, f"检索（{asking.collection}）", len(questions)) as bar:
        lines = [line for qid, text in bar for line in _run_lines(qid, text, asking)]
    run.write_text("".join(lines), encoding="utf-8")
    click.echo(f"{len(questions)}个问题，{len(lines)}行写入 {run}（集合：{asking.collection}）。")


def _questions(batch: Path) -> list[tuple[str, str]]:
    found = []
    for place, line in enumerate(batch.read_text(encoding="utf-8-sig").splitlines(), 1):
        try:
            fields = json.loads(line) if line.strip() else None
            found += [(str(fields["qid"]), str(fields["text"]))] if fields else []
        except (ValueError, KeyError, TypeError) as error:
            raise refusal(f"{batch} 第{place}行应为含 qid 和 text 的 JSON 对象") from error
    return found


def _run_lines(qid: str, text: str, asking: _Asking) -> Iterator[str]:
    ranked = finding.ranking(text, asking.top, asking.on, asking.collection, asking.ranker)
    names = dict(Article.objects.filter(id__in=[key for key, _ in ranked]).values_list("id", "document_id"))
    for place, (key, score) in enumerate(ranked, 1):
        yield f"{qid} Q0 {names[key]} {place} {score:.6f} {RUN_TAG}\n"


def article_as_dict(article: Article) -> dict[str, Any]:
    """An article for machines."""
    return {
        "law": article.version.law.short_title,
        "article": article.number,
        "headings": article.headings,
        "text": article.text,
        "document_id": article.document_id,
        "status": article.version.status(),
    }


def version_as_dict(version: LawVersion, on: date | None) -> dict[str, Any]:
    """A version for machines."""
    return {
        "adopted_on": version.adopted_on and version.adopted_on.isoformat(),
        "in_force_on": version.in_force_on and version.in_force_on.isoformat(),
        "in_force_basis": version.get_in_force_basis_display(),
        "repealed_on": version.repealed_on and version.repealed_on.isoformat(),
        "status": version.status(on),
    }


def progress(steps: Iterable[Any], label: str, length: int) -> Any:
    """A bar on stderr, so that stdout stays for the result."""
    return click.progressbar(steps, label=label, length=length, file=sys.stderr)


def told(step: str) -> None:
    """What is being learned, on stderr."""
    click.echo(f"正在学习：{step}", err=True)


def unknown(collection: str) -> click.ClickException:
    """Nothing was imported under that name."""
    return refusal(f"没有集合“{collection}”，请先用 fazhi law import 导入")


def refusal(error: object) -> click.ClickException:
    """A sentence on stderr and exit code 1."""
    return click.ClickException(str(error))


def say(result: object) -> None:
    """Print JSON that a person can read too."""
    click.echo(json.dumps(result, ensure_ascii=False, indent=2))
