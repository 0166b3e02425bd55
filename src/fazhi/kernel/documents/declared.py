"""Paper: a document declared once; from a record it becomes a sheet, and from a sheet PDF and DOCX."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Manager, Model, QuerySet

from fazhi.kernel import registry
from fazhi.kernel.law import cite
from fazhi.kernel.law.citations import BadCitation

from .blocks import Block
from .heads import Head
from .pdf import print_pdf, render_pdf
from .sheets import Imprint, Sheet
from .word import render_docx

SHELF = "papers"
DRAFT = "未制发"


class Missing(ValueError):
    """A paper that cannot be made yet; `labels` says what is to be filled in first, `names` what it is called in the code."""

    def __init__(self, title: str, labels: Sequence[str], names: Sequence[str] = ()) -> None:
        self.title, self.labels, self.names = title, tuple(labels), tuple(names)
        super().__init__(f"还不能制作《{title}》，先填写：{'、'.join(labels)}。")

    @property
    def sentence(self) -> str:
        return str(self)


class Paper:
    """Declare `title`, `of`, `law`, `mandatory`, and say in `blocks` what stands on it."""

    title: ClassVar[str]
    of: ClassVar[type[Model]]
    name: ClassVar[str] = ""
    law: ClassVar[str] = ""
    # Names of fields, parts or methods of the record; with labels of its own as a mapping.
    mandatory: ClassVar[str | Mapping[str, str]] = ""

    # Whether its issue puts the electronic seal of the record's unit on it; what is signed by hand is sealed by hand.
    is_sealed_by_body: ClassVar[bool] = False
    # Whether it is for the body itself: reviews, discussions, the 副卷; no party gets it, and no public version is made.
    is_internal: ClassVar[bool] = False
    # Whether it is issued by a step of its flow alone, never by hand beside it.
    by_step: ClassVar[bool] = False
    # Where what is mandatory is filled in, when no field or part of that name says so: name → steps of the flow.
    asked_in: ClassVar[Mapping[str, str]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.name = cls.__dict__.get("name") or cls.__name__.removesuffix("Paper").lower()
        # A base that several papers share has no record of its own, and is not a paper yet.
        if hasattr(cls, "of"):
            registry.leave(SHELF, cls.key(), cls)

    def blocks(self, record: Any) -> list[Block]:
        """What stands on the paper, from top to bottom."""
        raise NotImplementedError

    def heading(self, record: Any) -> str:
        """What stands as the title on the paper."""
        return self.title

    def head(self, record: Any) -> Head | None:
        """Letterhead, who signs and imprint line of an official document; a form has none."""
        return None

    @classmethod
    def is_meant(cls, record: Any) -> bool:
        """Whether a record comes to it at all; what is not meant is not offered, and nobody is told what it lacks."""
        return True

    def body_of(self, record: Any) -> Any:
        """The unit in whose name it is issued, and whose seal it bears."""
        return record.unit

    @classmethod
    def key(cls) -> str:
        """mediation.agreement"""
        return f"{cls.of._meta.app_label}.{cls.name}"

    @classmethod
    def required(cls) -> dict[str, str]:
        """What must be there before the paper can be made: name → label."""
        if isinstance(cls.mandatory, str):
            return {name: label_of(cls.of, name) for name in cls.mandatory.split()}
        return dict(cls.mandatory)

    @classmethod
    def missing(cls, record: Model) -> list[str]:
        """The labels of what is still empty."""
        return list(cls.lacking(record).values())

    @classmethod
    def lacking(cls, record: Model) -> dict[str, str]:
        """What is still empty: name → label."""
        return {name: label for name, label in cls.required().items() if is_empty(getattr(record, name, None))}

    @classmethod
    def sheet(cls, record: Model) -> Sheet:
        """The paper filled from a record; raises Missing."""
        lacking = cls.lacking(record)
        if lacking:
            raise Missing(cls.title, list(lacking.values()), list(lacking))
        made = cls()
        return Sheet(cls.key(), made.heading(record), cls.law, tuple(made.blocks(record)), made.head(record))

    @classmethod
    def pdf(cls, record: Model) -> bytes:
        """As PDF to look at; raises Missing, and NotDrawn where no font can write it.

        An official document says on every page that it is not issued; a form is filled in to be signed by hand.
        """
        sheet = cls.sheet(record)
        return render_pdf(sheet, cls._draft(sheet))

    @classmethod
    def printable(cls, record: Model) -> bytes:
        """The same for the printer."""
        sheet = cls.sheet(record)
        return print_pdf(sheet, cls._draft(sheet))

    @classmethod
    def _draft(cls, sheet: Sheet) -> Imprint:
        return Imprint(draft=DRAFT if sheet.head else "")

    @classmethod
    def docx(cls, record: Model) -> bytes:
        """As DOCX; raises Missing."""
        return render_docx(cls.sheet(record))


def papers_of(model: type[Model] | Model) -> list[type[Paper]]:
    """The papers that may be made from a kind of record, in the order in which they were declared."""
    return [paper for paper in registry.on(SHELF).values() if registry.label(paper.of) == registry.label(model)]


def label_of(model: type[Model], name: str) -> str:
    """What a field, a part or a method of a model is called on the page."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return _label_of_member(model, name)
    return str(getattr(field, "verbose_name", None) or _label_of_member(model, name))


def is_empty(value: Any) -> bool:
    """Nothing, white space, or a part without rows."""
    if isinstance(value, Manager | QuerySet):
        return not value.all().exists()
    if callable(value):
        return is_empty(value())
    return value is None or (not str(value).strip() if isinstance(value, str) else value in ([], (), {}))


def _label_of_member(model: type[Model], name: str) -> str:
    for relation in model._meta.related_objects:
        if relation.get_accessor_name() == name:
            return str(relation.related_model._meta.verbose_name)
    return str(getattr(getattr(model, name, None), "label", name))


@registry.check
def papers_hold() -> Iterator[str]:
    """Every paper has a title, names what its record has, and cites what can be read."""
    for key, paper in registry.on(SHELF).items():
        if not getattr(paper, "title", ""):
            yield f"papers: {key} has no title"
        yield from (
            f"papers: {key}: {paper.of.__name__} has no “{name}”" for name in paper.required() if not _has(paper.of, name)
        )
        yield from _wrong_citation(key, paper.law)


def _has(model: type[Model], name: str) -> bool:
    accessors = {relation.get_accessor_name() for relation in model._meta.related_objects}
    return hasattr(model, name) or name in accessors or name in {field.name for field in model._meta.get_fields()}


def _wrong_citation(key: str, law: str) -> Iterator[str]:
    try:
        cite(law) if law else None
    except BadCitation as wrong:
        yield f"papers: {key}: {wrong}"
