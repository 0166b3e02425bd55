"""An application as it is filled in, stage by stage."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, QueryDict

from fazhi.kernel.org.models import Unit
from fazhi.kernel.present.declared import Ask, Intake, Stage

from . import regions
from .models import Draft, DraftFile
from .questions import form_of

UNNAMED = ""  # a refusal that belongs to no question


class Application:
    """One intake as one visitor fills it in."""

    def __init__(self, intake: type[Intake], draft: Draft) -> None:
        self.intake, self.draft = intake, draft
        self.kept: dict[int, forms.Form] = {}

    @classmethod
    def of(cls, request: HttpRequest, intake: type[Intake]) -> "Application":
        """The one begun in this browser, or an empty one that is not written down yet."""
        token = request.session.get("drafts", {}).get(intake.key)
        draft = Draft.objects.filter(token=token, intake=intake.key, receipt="").first() if token else None
        return cls(intake, draft or Draft(token=uuid4().hex, intake=intake.key))

    @property
    def is_begun(self) -> bool:
        return self.draft.pk is not None

    @property
    def stages(self) -> tuple[Stage, ...]:
        return self.intake.stages

    @property
    def review(self) -> int:
        """The number of the last stage, where all is read once more."""
        return len(self.stages) + 1

    @property
    def reachable(self) -> int:
        """The first stage that is not filled in well, or the review."""
        return next((n for n in range(1, self.review) if not self.holds(n)), self.review)

    def holds(self, n: int) -> bool:
        """Whether a stage was filled in, without a fault."""
        return n in self.draft.tried and self.form(n).is_valid()

    def form(self, n: int) -> forms.Form:
        """The form of a stage with what was filled in; its faults are shown once it was tried."""
        if n not in self.kept:
            self.kept[n] = self._form(n)
        return self.kept[n]

    def _form(self, n: int) -> forms.Form:
        asks = self.stages[n - 1].asks
        given = QueryDict(self.draft.answers.get(str(n), ""))
        if n not in self.draft.tried:
            return form_of(asks)(initial={**given.dict(), **_many(asks, given)})
        form = form_of(asks)(given)
        self._require_files(form, asks)
        for ask in asks:
            for sentence in self.draft.refused.get(ask.name, ()):
                form.add_error(ask.name, sentence)
        return form

    def _require_files(self, form: forms.Form, asks: tuple[Ask, ...]) -> None:
        for ask in asks:
            if ask.kind == "file" and ask.required and not self.files(ask.name):
                form.add_error(ask.name, f"请上传“{ask.label}”")

    def files(self, name: str = "") -> list[DraftFile]:
        """What was uploaded for a question; for all of them when none is named."""
        if not self.is_begun:
            return []
        if not hasattr(self, "_files"):
            self._files = list(self.draft.files.all())
        return [file for file in self._files if name in ("", file.ask)]

    @property
    def cleaned(self) -> dict[str, Any]:
        """Every answer, checked."""
        return {name: value for n in range(1, self.review) for name, value in self.form(n).cleaned_data.items()}

    @property
    def asks(self) -> dict[str, int]:
        """Each question and the stage on which it is asked."""
        return {ask.name: n for n, stage in enumerate(self.stages, 1) for ask in stage.asks}

    @property
    def unnamed(self) -> list[str]:
        """Refusals that belong to no single question."""
        return self.draft.refused.get(UNNAMED, [])

    def refuse(self, name: str, sentences: list[str]) -> None:
        """Note what was wrong with an answer, until the question is answered anew."""
        self.draft.refused = {**self.draft.refused, name: [*self.draft.refused.get(name, []), *sentences]}
        self.draft.save(update_fields=["refused"])
        self.forget_read()

    def forget_read(self) -> None:
        """Read forms and files anew when they are asked for."""
        self.kept.clear()
        self.__dict__.pop("_files", None)

    def told(self, n: int) -> list[tuple[str, str]]:
        """A finished stage in words: question and answer."""
        return [(ask.label, self._told(ask, n)) for ask in self.stages[n - 1].asks]

    def _told(self, ask: Ask, n: int) -> str:
        if ask.kind == "file":
            return "、".join(map(str, self.files(ask.name)))
        return in_words(self.form(n)[ask.name], self.form(n).cleaned_data.get(ask.name))


def _many(asks: tuple[Ask, ...], given: QueryDict) -> dict[str, list[str]]:
    return {ask.name: given.getlist(ask.name) for ask in asks if ask.kind == "choices"}


def in_words(field: forms.BoundField, value: Any) -> str:
    """An answer as the one who gave it reads it."""
    if isinstance(value, Unit):
        return next(regions.places(Unit.objects.filter(pk=value.pk))).words
    if isinstance(value, bool):
        return "是" if value else "否"
    if value in (None, ""):
        return ""  # the first of a list's choices is no answer
    choices = dict(getattr(field.field, "choices", ()))
    if isinstance(value, list):
        return "、".join(str(choices.get(each, each)) for each in value)
    if isinstance(value, date):
        return f"{value:%Y年%-m月%-d日}"
    if isinstance(value, Decimal):
        return f"{value:,} 元"
    return str(choices.get(value, value) or "")
