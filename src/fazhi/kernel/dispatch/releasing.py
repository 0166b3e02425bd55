"""印发: the document is made, sealed and kept in the transaction of its step; a correction takes the place of what was issued."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel.documents.declared import Missing
from fazhi.kernel.documents.fonts import NotDrawn
from fazhi.kernel.documents.issuing import correct, issue, issued_papers
from fazhi.kernel.documents.seals import NotSealed
from fazhi.kernel.ledger.book import history

from .papers import DocumentPaper


def release(document: Any, act: Any) -> None:
    """Set the day, and make the paper once the document is written."""
    document.released_on = act.on
    document.printed_by = document.printed_by or document.unit.name
    act.docket.sendings.append(partial(_made, document, act.person))


def _made(document: Any, person: Any) -> None:
    before = issued_papers(document).filter(corrected_by=None).first()
    try:
        if before is None:
            issue(DocumentPaper, document, person)
        else:
            correct(before, document, person, _why(document))
    except (Missing, NotDrawn, NotSealed) as refusal:
        raise ValidationError(str(refusal)) from refusal


def _why(document: Any) -> str:
    """The reason with which the correction was begun."""
    return history(document).filter(act="reissue").exclude(reason="").values_list("reason", flat=True).first() or "更正"
