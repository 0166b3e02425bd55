"""What a module declares of being shown; the faces read it, and nothing here knows a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.db.models import Model, QuerySet

from fazhi.kernel import registry
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.querysets import within

if TYPE_CHECKING:
    from fazhi.kernel.flow.models import HandOver
    from fazhi.kernel.present.playing import Plays


class Desk:
    """How staff meet one kind of record: its list, its page, its form. Subclassing files it under the model's label.

    Names are words in a string: fields of the model, or `part__field`; `unit` filters by subtree.
    """

    model: ClassVar[type[Model]]
    title: ClassVar[str] = ""  # in the navigation; the model's plural name otherwise
    icon: ClassVar[str] = "table"
    place: ClassVar[int] = 50  # order within the pillar
    in_navigation: ClassVar[bool] = True
    columns: ClassVar[str] = "title unit state due_on"
    together: ClassVar[str] = ""  # what the columns read beside the record itself, asked once for a page
    filters: ClassVar[str] = "unit state"
    sorts: ClassVar[str] = "opened_on due_on"
    form: ClassVar[str] = "unit title"  # asked when a record is registered
    asks_parts: ClassVar[str] = ""  # parts filled in together with the registration, as `parties`
    asks_of: ClassVar[dict[str, str]] = {}  # part → what is asked of it then, if not all that may be filled in
    opens_with: ClassVar[dict[str, Any]] = {}  # field → what its form begins with: a value, or what reckons it
    starts: ClassVar[dict[str, list[dict[str, Any]]]] = {}  # part → what its first rows begin with
    fewest: ClassVar[dict[str, int]] = {}  # part → how many rows must be filled in; one otherwise
    begins: ClassVar[str] = ""  # labels of the kinds that are registered from this record's page
    folds: ClassVar[str] = ""  # fields of the form and of its parts that are seldom filled in, folded away
    facts: ClassVar[str] = ""  # shown on the record's side panel; the form's fields otherwise
    parts: ClassVar[str] = ""  # parts shown on the page, in this order; all otherwise
    corrects: ClassVar[str] = ""  # fields that may be corrected with a reason; the form's fields otherwise
    part_columns: ClassVar[dict[str, str]] = {}  # part → its columns, if not all its fields
    hints: ClassVar[dict[str, str]] = {}  # field → one short sentence below its input
    empty: ClassVar[str] = "还没有记录"
    views: ClassVar[tuple[View, ...]] = ()
    beside: ClassVar[tuple[Beside, ...]] = ()  # tables of other records that the record's page leads to
    proposes: ClassVar[Proposes | None] = None  # what is proposed while it is registered
    plays: ClassVar[Plays | None] = None  # a recording that is heard on the record's page
    reads: ClassVar[dict[str, str]] = {}  # step → what of the record stands beside its form

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        registry.leave("desks", registry.label(cls.model), cls)

    @classmethod
    def named(cls) -> str:
        return cls.title or str(cls.model._meta.verbose_name_plural)

    @classmethod
    def pillar(cls) -> str:
        """governance, exemplars, norms or services."""
        return apps.get_app_config(cls.model._meta.app_label).pillar

    @classmethod
    def units_for(cls, person: Person, roles: Iterable[Role]) -> QuerySet[Unit]:
        """The units in which a person may register; a module narrows it to its own kinds of unit."""
        return Unit.objects.filter(path__in=[]) if person is None else units_within(person, roles)

    @classmethod
    def takes_over(cls, row: HandOver) -> Taken:
        """What a hand-over that is registered here fills in."""
        return Taken({"title": row.subject})

    @classmethod
    def begun_from(cls, record: Any) -> Taken:
        """What is filled in when it is registered from the page of another record that names this kind in `begins`."""
        return Taken()

    @classmethod
    def choices_for(cls, name: str, person: Person, unit: Unit | None) -> QuerySet[Any] | None:
        """What may be chosen in a field that refers to another record; None leaves it to the face (people of the unit)."""
        return None

    @classmethod
    def openings_for(cls, step: str, record: Any, person: Person) -> list[Opening]:
        """What the form of a step may be begun with; whoever takes it reads and mends what is filled in."""
        return []

    @classmethod
    def fits(cls, name: str, record: Any) -> Fit | None:
        """Which of them fit the record on which a step is taken; None where all do. The gates judge the same again."""
        return None


@dataclass(frozen=True, slots=True)
class Opening:
    """What the form of a step may begin with: its title, where it comes from, and what it fills in, or why it may not be used now."""

    key: str
    title: str
    note: str
    fields: dict[str, str] = field(default_factory=dict)
    closed: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """Who or what alone may be chosen, and what is said of the others."""

    keys: Iterable[int]
    sentence: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What a hand-over fills in: first values of the form, of its parts' rows, and what is set without being asked."""

    fields: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)
    answers: bool = False  # the record's own flow accepts and answers the hand-over
    narrows: dict[str, QuerySet[Any]] = field(default_factory=dict)  # field of the form → what alone may be chosen in it


def units_within(person: Person, roles: Iterable[Role]) -> QuerySet[Unit]:
    """All units in a person's scope."""
    return Unit.objects.filter(within(person.scope(*roles)))


@dataclass(frozen=True, slots=True)
class Proposes:
    """Who proposes (`kernel.present.proposing`), from the words of which question: a field, or `part__field`."""

    by: str
    of: str
    also: str = ""  # what else it looks at, so that a change there asks anew

    @property
    def input(self) -> str:
        """The name of the input that is watched; of a part, that of its first row."""
        return self.of.replace("__", "-0-")

    @property
    def inputs(self) -> str:
        """The names of the other inputs that it looks at."""
        return self.also.replace("__", "-0-")

    @property
    def part(self) -> str:
        """The part to which the question belongs; blank where it is the record's own."""
        return self.of.rpartition("__")[0]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table beside a record: the record that it opens, and its cells."""

    record: Any
    cells: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a table beside a record holds: what it comes to, in sentences, and its lines, the most telling first."""

    sums: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A table reckoned from other records, of which `told` may show none that the person does not see."""

    name: str
    title: str
    heads: tuple[str, ...]  # after the record itself
    told: Callable[[Any, Person], Told]
    note: str = ""
    law: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A saved way to look at a list: `View("快到期", state="mediating", sort="due_on")`."""

    label: str
    query: str  # as in the address: state=mediating&sort=due_on


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an Excel ledger: its header, what it becomes, and how it is read and written."""

    header: str
    name: str  # the key under which the typed value reaches `live`
    kind: str = (
        "text"  # text, date, time, number, money, whole, yes_no, choice, choices, unit, person, record, citizen_number, phone
    )
    required: bool = False
    words: Any = None  # choices class, or {word: value}
    refers_to: str = ""  # for kind `record`: label of the model, found by its source key or number
    synonyms: tuple[str, ...] = ()
    note: str = ""
    write: Callable[[Any], Any] | None = None  # from a record to its cell, when the name says too little


class Ledger:
    """An Excel ledger 台账 that is imported through the same door as by hand, and exported again."""

    model: ClassVar[type[Model]]
    title: ClassVar[str]
    columns: ClassVar[tuple[Column, ...]]
    key: ClassVar[str] = ""  # the column whose value names a row for good (台账序号)
    by: ClassVar[tuple[Role, ...]] = ()
    same_when: ClassVar[tuple[str, ...]] = ()  # columns that together make a new row doubtful as a duplicate

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        registry.leave("ledgers", registry.label(cls.model), cls)

    def case(self, row: dict[str, Any]) -> Any:
        """A new, unsaved record from a typed row."""
        raise NotImplementedError

    def live(self, life: Any, row: dict[str, Any], person: Person) -> None:
        """Begin and lead the life that the row tells; on a case that exists, only what has come since."""
        raise NotImplementedError

    def parts(self, row: dict[str, Any]) -> dict[str, list[Model]]:
        """What a new entry of a register brings with it; a case's parts come with its life."""
        return {}

    def together(self) -> str:
        """Names for `select_related` and `prefetch_related` when exporting, separated by blanks."""
        return "unit"


class Intake:
    """What the public may send: a form in few stages, a receipt with a query code, and what can be followed."""

    key: ClassVar[str]
    model: ClassVar[type[Model]]
    title: ClassVar[str]
    summary: ClassVar[str] = ""
    icon: ClassVar[str] = "plus"
    stages: ClassVar[tuple[Stage, ...]] = ()
    notice: ClassVar[str] = ""  # what one must know before applying, with its article
    law: ClassVar[str] = ""
    place: ClassVar[int] = 50  # order among the public's doors
    hears: ClassVar[str] = ""  # everyday words of a trouble for which this is the door
    follows: ClassVar[str] = "state opened_on unit"  # what is shown to who holds the code
    tells: ClassVar[dict[str, str]] = {}  # state → what it means for who applied, in everyday words
    words: ClassVar[dict[str, str]] = {}  # field → what it is called in everyday words
    papers: ClassVar[str] = ""  # keys of the papers that who applied may have
    anonymous: ClassVar[bool] = False
    holders: ClassVar[str] = ""  # the part whose rows may each have a code of their own, given out at the desk
    proposes: ClassVar[Proposes | None] = None  # what is proposed while a question is answered

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        registry.leave("intakes", cls.key, cls)

    @classmethod
    def unit_for(cls, data: dict[str, Any]) -> Unit:
        """Which unit receives it."""
        raise NotImplementedError

    @classmethod
    def opened(cls, data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list[Model]]]:
        """From the cleaned form to the case's fields and its parts."""
        raise NotImplementedError

    @classmethod
    def applicant(cls, record: Any) -> Model | None:
        """Whose code it is that the application itself was answered with."""
        return None

    @classmethod
    def sight(cls, record: Any, holder: Model | None) -> Sight:
        """What the holder of a code may see; who applied sees what the class says."""
        return Sight(cls.follows, cls.tells, cls.words, cls.papers)


def intake_of(label: str) -> type[Intake] | None:
    """The intake through which records of a kind come in."""
    return next((intake for intake in registry.on("intakes").values() if registry.label(intake.model) == label), None)


@dataclass(frozen=True, slots=True)
class Sight:
    """A matter as one of those in it may see it: fields, the states' meaning, everyday words, papers."""

    follows: str
    tells: Mapping[str, str]
    words: Mapping[str, str]
    papers: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One screen of a public form; at most five inputs."""

    title: str
    asks: tuple[Ask, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of a public form, in everyday words."""

    name: str
    label: str
    kind: str = "text"  # text, long, choice, choices, date, phone, citizen_number, name, region, yes_no, money, whole, file
    required: bool = True
    help: str = ""
    words: Any = None  # choices class, or {word: value}


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that must be published: a title, the rows, and the columns that may be seen by all."""

    key: str
    title: str
    rows: Callable[[], Iterable[Any]]
    columns: str
    law: str = ""
    note: str = ""
    words: Mapping[str, str] = field(default_factory=dict)  # column → its head, where the field has none
    file: Callable[[Any], tuple[str, bytes]] | None = None  # from a row to the file that anybody may take: its name and content

    def __post_init__(self) -> None:
        registry.leave("notices", self.key, self)


class Pass:
    """What a code opens that is shown to somebody on a screen or on paper, who scans it without an account.

    The code is the record's own (`kernel.records.passes`); a new salt in the field named here ends the one before it.
    """

    key: ClassVar[str]
    model: ClassVar[type[Model]]
    title: ClassVar[str]
    salt: ClassVar[str]
    steps: ClassVar[str] = ""  # the flow's public steps that whoever scanned may take
    words: ClassVar[dict[str, str]] = {}  # field → what it is called in everyday words
    complains: ClassVar[str] = ""  # key of the intake by which one complains about it
    notice: ClassVar[str] = ""
    law: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        registry.leave("passes", cls.key, cls)

    @classmethod
    def shown(cls, record: Any) -> Shown:
        """What may be seen by whoever scanned."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Shown:
    """Particulars, and tables below them."""

    facts: tuple[tuple[str, Any], ...]
    tables: tuple[Rows, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of words: its title, heads and lines."""

    title: str
    heads: tuple[str, ...]
    lines: tuple[tuple[Any, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is truly a module's own, served by a face at its key."""

    key: str
    title: str
    view: Callable[..., Any]
    roles: tuple[Role, ...] = ()
    face: str = "desk"
    in_navigation: bool = True
    place: int = 60

    def __post_init__(self) -> None:
        registry.leave("pages", self.key, self)
