"""What the ranking of articles may learn from: answered consultations without anybody's name, on articles that still say the same."""

from collections.abc import Iterator
from datetime import date

from fazhi.kernel import registry
from fazhi.kernel.law import short_title
from fazhi.kernel.law.models import Article
from fazhi.kernel.law.ranking.past import Answered
from fazhi.kernel.law.wording import article_number
from fazhi.kernel.records.restricted import standing_of

from .anonymous import without_names


def answered(on: date) -> Iterator[Answered]:
    """Answered consultations that cite an article, the latest first; none that is restricted, or ought to be, or failed its quality check."""
    kind = registry.model("advice.consultation")
    cases = kind.objects.filter(is_cited=True, is_restricted=False, answered_on__lte=on).exclude(is_qualified=False)
    cases = cases.exclude(pk__in=standing_of(kind).values("record_id"))
    told = cases.prefetch_related("questions", "answers", "citations", "askers").order_by("-answered_on", "-pk")
    current = _current(on)
    for case in told.iterator(chunk_size=500):
        articles = tuple(filter(None, (_still_said(row, current) for row in case.standing_citations)))
        if articles and case.standing_answer and not case.grounds_to_restrict():
            texts = (without_names(text, case) for text in (case.question, case.standing_answer.text))
            yield Answered(case.number or f"咨询{case.pk}", *texts, articles)


def _current(on: date) -> dict[tuple[str, str], tuple[str, str]]:
    """The name and the text of each article in force, by law and number."""
    rows = Article.objects.filter(version__law__collection="library", version__in_force_on__lte=on).exclude(
        version__repealed_on__lte=on
    )
    names = ("version__law__short_title", "number", "document_id", "text")
    return {(law, number): (name, text) for law, number, name, text in rows.values_list(*names)}


def _still_said(row: object, current: dict[tuple[str, str], tuple[str, str]]) -> str:
    """The article that was cited; nothing where it now has other words, or none."""
    number = article_number(row.article) or row.article
    name, text = current.get((short_title(row.law), number), ("", ""))
    if row.version and row.quoted and row.quoted not in text:
        return ""
    return name
