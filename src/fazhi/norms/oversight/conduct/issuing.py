"""The papers that a step makes: numbered, sealed and kept in the transaction of the act, or the act is refused."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel import registry
from fazhi.kernel.documents import issuing
from fazhi.kernel.documents.declared import Missing
from fazhi.kernel.documents.fonts import NotDrawn
from fazhi.kernel.documents.seals import NotSealed
from fazhi.kernel.flow.acting import Acting


def makes(key: str, record: Any, act: Acting) -> None:
    """The paper is made once the act is written and the record has its number; what a ledger tells was made long ago."""
    if act.via != "import":
        act.docket.sendings.append(partial(_made, key, record, act.person))


def _made(key: str, record: Any, person: Any) -> None:
    try:
        issuing.issue(registry.find("papers", key), record, person)
    except (Missing, NotDrawn, NotSealed) as refusal:
        raise ValidationError(str(refusal)) from refusal
