"""What was filled in is written down as it came, right or wrong, so that nothing is lost; files are looked into at once."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from fazhi.kernel.documents.contents import Unacceptable, checked_mime
from fazhi.kernel.documents.names import clean_name
from fazhi.kernel.present.declared import Ask

from . import rules
from .applying import Application
from .doorway import limit
from .models import DraftFile

MOST_FILES = 5
LARGEST = 20 * 1024 * 1024


def keep(request: HttpRequest, application: Application, n: int, tried: bool = True) -> None:
    """Write down what was posted for a stage, as it came; raises TooOften for who begins too many."""
    draft, asks = application.draft, application.stages[n - 1].asks
    if not application.is_begun:
        limit("draft", request, rules.DRAFTS_AN_HOUR.value(), "新填的申请")
    draft.answers = {**_begun(application, request.POST), **draft.answers, str(n): _posted(request.POST, asks)}
    draft.tried = sorted({*draft.tried, n}) if tried else [each for each in draft.tried if each != n]
    draft.refused = {name: told for name, told in draft.refused.items() if name not in {ask.name for ask in asks}}
    draft.kept_at = timezone.now()
    draft.save()
    _remember(request, application)
    application.forget_read()


def _begun(application: Application, posted: QueryDict) -> dict[str, str]:
    """What a guide has asked already of later stages; it stands there until the stage itself is answered."""
    told = {str(n): _posted(posted, stage.asks) for n, stage in enumerate(application.stages, 1)}
    return {n: answers for n, answers in told.items() if answers}


def _posted(posted: QueryDict, asks: tuple[Ask, ...]) -> str:
    """The answers to these questions alone, with what their inputs send beside them."""
    mine = QueryDict(mutable=True)
    for name in (name for ask in asks if ask.kind != "file" for name in (ask.name, f"{ask.name}-pick", f"{ask.name}-for")):
        if name in posted:
            mine.setlist(name, [word.replace("\0", "") for word in posted.getlist(name)])
    return mine.urlencode()


def _remember(request: HttpRequest, application: Application) -> None:
    """The browser keeps the key to the draft, for as long as the draft is kept."""
    drafts = request.session.get("drafts", {})
    if drafts.get(application.intake.key) != application.draft.token:
        request.session["drafts"] = {**drafts, application.intake.key: application.draft.token}
        if not request.user.is_authenticated:
            request.session.set_expiry(rules.DRAFT_HOURS.value() * 3600)


def take_files(application: Application, n: int, files: MultiValueDict) -> None:
    """Keep the uploads of a stage; what is unfit is noted at its question, and what is fit is kept all the same."""
    for ask in (ask for ask in application.stages[n - 1].asks if ask.kind == "file"):
        for sent in files.getlist(ask.name):
            try:
                _take_file(application, ask, sent)
            except ValidationError as error:
                application.refuse(ask.name, error.messages)
    application.forget_read()


def _take_file(application: Application, ask: Ask, sent: UploadedFile) -> None:
    name = clean_name(sent.name or "")
    if sent.size > LARGEST:
        raise Unacceptable(f"“{name}”有 {sent.size // 1024 // 1024} MB，一个文件最多 {LARGEST // 1024 // 1024} MB。")
    if application.draft.files.filter(ask=ask.name).count() >= MOST_FILES:
        raise Unacceptable(f"“{name}”没有收下：这一项最多 {MOST_FILES} 个文件。")
    checked_mime(name, sent)
    sent.seek(0)
    # The name on the disk says nothing; the user's own stands in the row.
    sent.name = uuid4().hex
    DraftFile.objects.create(draft=application.draft, ask=ask.name, name=name, content=sent)
