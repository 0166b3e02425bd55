"""Record, Case, Part: what every matter of the bureau is made of."""

from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.org.models import Person, Unit, on_move
from fazhi.kernel.org.paths import transplant
from fazhi.kernel.org.roles import LEADER, Role

from . import together
from .codes import QueryCode
from .numbers import NumberBlock, Numbering, NumberSeries, VoidNumber
from .querysets import PartQuerySet, RecordQuerySet, RowQuerySet, scope_of
from .reading import Reading
from .restricted import Ground, Restriction
from .rowkeys import give_keys
from .search import SearchEntry
from .secret import holds_secrets, open_row
from .tallies import Tally

__all__ = [
    "Case",
    "NumberBlock",
    "NumberSeries",
    "Part",
    "QueryCode",
    "Reading",
    "Record",
    "Restriction",
    "SearchEntry",
    "Tally",
    "VoidNumber",
]


LATE = timedelta(days=7)  # after the event; whatever is entered later is shown as 补录


class EntryMode(models.TextChoices):
    """How a record came in; statistics use event_at, whatever the way."""

    ONLINE = "online", "在线"
    OFFLINE = "offline", "离线同步"
    PAPER = "paper", "纸质补录"
    IMPORT = "import", "台账导入"
    PORTAL = "portal", "群众自助"


class Row(models.Model):
    """Whatever may have encrypted columns: they are bound to its key, and open where it is read."""

    objects = RowQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, names: Any, values: Any) -> Self:
        made = super().from_db(db, names, values)
        open_row(made)
        return made

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None or not holds_secrets(self):
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            give_keys([self])
            super().save(*args, **{**kwargs, "force_insert": True})


class Record(Row):
    """Anything that is numbered, belongs to a unit, and may be referred to."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    path = models.CharField(max_length=72, db_index=True, editable=False)
    number = models.CharField("编号", max_length=120, blank=True, editable=False)
    event_at = models.DateTimeField("发生时间", default=timezone.now)
    recorded_at = models.DateTimeField("记录时间", default=timezone.now, editable=False)
    synced_at = models.DateTimeField("同步时间", null=True, blank=True, editable=False)
    entry_mode = models.CharField("登记方式", max_length=10, choices=EntryMode, default=EntryMode.ONLINE, editable=False)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", editable=False, verbose_name="登记人")
    version = models.PositiveIntegerField("版本", default=0, editable=False)
    # Where it came from: the key of its row in an Excel ledger and a fingerprint of what the row said.
    source_key = models.CharField("来源序号", max_length=80, blank=True, editable=False, db_index=True)
    source_hash = models.CharField(max_length=40, blank=True, editable=False)

    objects = RecordQuerySet.as_manager()

    is_sealed: ClassVar[bool] = True
    is_watched: ClassVar[bool] = False  # its acts commit to its rows, also where it is dated
    # What the ledger does not commit to: a path is reckoned from the unit; where a row of an Excel ledger stood decides nothing.
    unsealed: ClassVar[str] = "path source_key source_hash"
    untold: ClassVar[str] = ""  # what a history has no words for: keys by which records are found
    readers: ClassVar[tuple[Role, ...]] = ()
    narrows_scope: ClassVar[bool] = False  # its scope_of asks for more than the place: tallies would tell too much
    numbering: ClassVar[Numbering | None] = None
    search_fields: ClassVar[str] = "number"
    bulky: ClassVar[str] = ""  # columns that a list of records leaves where they are
    looked_up_with: ClassVar[str] = ""  # what ledgers whose rows refer to such records look at, read with all of them at once
    acts_with: ClassVar[str] = ""  # references that most of its steps look at, read with the row when it is locked
    read_with: ClassVar[str] = ""  # what its steps look at beside its parts, read with these

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="%(app_label)s_%(class)s_number")]

    def __str__(self) -> str:
        return self.number or f"{self._meta.verbose_name}（未编号）"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.path = self.unit.path
        super().save(*args, **kwargs)

    @classmethod
    def scope_of(cls, person: Person | None, on: Any = None) -> Q:
        """The condition under which a person sees records; a module with restricted records overrides it."""
        return scope_of(cls, person, on)

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        """Who may register and correct; whoever may read, unless a module says otherwise."""
        return cls.readers

    def grounds_to_restrict(self) -> list[Ground]:
        """Why it might have to be restricted, as far as the record itself tells; a person decides."""
        return []

    def team(self) -> list[Person]:
        """Who works on it; a restricted record is open to them."""
        return [self.handler] if getattr(self, "handler_id", None) else []

    @classmethod
    def teams(cls, keys: Iterable[int]) -> dict[int, set[int]]:
        """By key: who works on each of many, by their keys."""
        return {row.pk: {person.pk for person in row.team()} for row in cls.objects.filter(pk__in=keys)}

    @classmethod
    def assigners(cls) -> tuple[Role, ...]:
        """Who decides on whom a record falls: the nearest of them belong to the team of a restricted one."""
        return cls.keepers()

    @classmethod
    def openers(cls) -> tuple[Role, ...]:
        """Of whom the nearest approves a restriction that a rule makes, and lifts it."""
        return (LEADER,)

    @property
    def is_late_entry(self) -> bool:
        """Entered more than seven days after the event (补录)."""
        return self.recorded_at - self.event_at > LATE


class Case(Record):
    """A record with a life: a flow moves its state, clocks run on it."""

    title = models.CharField("名称", max_length=160)
    state = models.CharField("状态", max_length=40, editable=False)
    opened_on = models.DateField("立案日期", editable=False)
    closed_on = models.DateField("办结日期", null=True, editable=False)
    due_on = models.DateField("最近期限", null=True, editable=False)
    overran = models.BooleanField("曾超期", default=False, editable=False)
    clocks = models.JSONField("期限", default=list, editable=False)
    handler = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经办人")

    class Meta(Record.Meta):
        abstract = True
        indexes = [
            models.Index(fields=["-opened_on", "-id"], name="%(app_label)s_%(class)s_new"),
            models.Index(fields=["due_on", "id"], name="%(app_label)s_%(class)s_due", condition=Q(due_on__isnull=False)),
            models.Index(fields=["path", "-opened_on", "-id"], name="%(app_label)s_%(class)s_where"),
            models.Index(fields=["state", "-opened_on", "-id"], name="%(app_label)s_%(class)s_state"),
        ]

    search_fields: ClassVar[str] = "number title"

    def __str__(self) -> str:
        return self.title

    def rows(self, part: str) -> list[Any]:
        """The rows of a part; all parts are asked of the database at once, however many gates look at them."""
        if part not in self.__dict__.get("_prefetched_objects_cache", ()):
            together.read(self, part, tuple(parts_of(type(self))))
        return list(self._prefetched_objects_cache[part])

    def hold(self, name: str, row: models.Model) -> None:
        """Let `rows` tell of a record as an act has it and not yet written, in the place of what the database says of it."""
        others = [each for each in self.rows(name) if each.pk != row.pk]
        self._prefetched_objects_cache[name]._result_cache = [*others, row]


class Part(Row):
    """A row that lives and dies with its case; declares a foreign key `of` to it."""

    recorded_at = models.DateTimeField("记录时间", default=timezone.now, editable=False)

    objects = PartQuerySet.as_manager()

    is_sealed: ClassVar[bool] = True
    untold: ClassVar[str] = ""  # keys by which people are told apart, which no answer tells

    class Meta:
        abstract = True
        ordering = ["id"]

    @property
    def known_as(self) -> str:
        """What the ledger and reminders call it: never a name or a text."""
        return str(self._meta.verbose_name)


def rows_follow(old_prefix: str, new_prefix: str) -> None:
    """When a unit moves in the tree, the right to see its records, and what is on its way to it, moves with it."""
    for model in registry.models():
        if model._meta.app_label != Unit._meta.app_label and any(field.name == "path" for field in model._meta.fields):
            transplant(model._default_manager.all(), old_prefix, new_prefix)


def record_models() -> list[type[Record]]:
    """Every concrete kind of record that is installed."""
    return [model for model in registry.models() if issubclass(model, Record)]


@cache
def parts_of(model: type[models.Model]) -> dict[str, type[Part]]:
    """The parts of a case by the name under which the case knows them."""
    return {
        relation.get_accessor_name(): relation.related_model
        for relation in model._meta.related_objects
        if issubclass(relation.related_model, Part) and relation.field.name == "of"
    }


on_move.append(rows_follow)
