"""Units as a temporal tree: where each stands now, where it stood on any day, and who carries it on."""

from datetime import date, timedelta
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from fazhi.kernel import org

from .dated import Dated, DatedQuerySet
from .paths import DEEPEST, covers, depth, lineage, path_end, segment, transplanted, within

PATH_LENGTH = 72


class UnitKind(models.TextChoices):
    PROVINCE = "province", "省"
    CITY = "city", "市"
    COUNTY = "county", "县市区"
    TOWN = "town", "乡镇街道"
    VILLAGE = "village", "村社区"
    BUREAU = "bureau", "司法局"
    OFFICE = "office", "司法所"
    COMMITTEE = "committee", "调委会"
    CENTRE = "centre", "公共法律服务中心"
    POLICE = "police", "公安派出所"
    COURT = "court", "法院"
    PETITION = "petition", "信访"
    DEPARTMENT = "department", "市直部门"
    FIRM = "firm", "律所"
    OTHER = "other", "其他"


REGIONS = (UnitKind.PROVINCE, UnitKind.CITY, UnitKind.COUNTY, UnitKind.TOWN, UnitKind.VILLAGE)


class UnitQuerySet(DatedQuerySet):
    def under(self, unit: "Unit") -> Self:
        """The unit and all below it, as the tree is now."""
        return self.filter(within(unit.path))


class Unit(Dated):
    unsealed = "path level_no"  # reckoned from the parent

    code = models.CharField("编码", max_length=32, unique=True)
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=40, blank=True)
    kind = models.CharField("类别", max_length=16, choices=UnitKind)
    sector = models.CharField("行业领域", max_length=40, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, related_name="children", null=True, blank=True, verbose_name="上级")
    path = models.CharField("路径", max_length=PATH_LENGTH, blank=True, editable=False)
    level_no = models.PositiveSmallIntegerField("层级", default=0, editable=False)
    successor = models.ForeignKey(
        "self", models.PROTECT, related_name="predecessors", null=True, blank=True, verbose_name="承继单位"
    )

    objects = UnitQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = verbose_name_plural = "单位"
        ordering = ["path"]
        indexes = [models.Index(fields=["path"]), models.Index(fields=["kind", "path"])]

    def __str__(self) -> str:
        return self.short_name or self.name

    @staticmethod
    def path_end(path: str) -> str:
        """The first path after a subtree: a subtree is `path >= p and path < Unit.path_end(p)`."""
        return path_end(path)

    def save(self, *args: object, **kwargs: object) -> None:
        """A new unit takes its place in the tree; one that has a place leaves it by `move` alone."""
        is_new = not self.path
        if not is_new:
            self._stand_still()
        with transaction.atomic():
            super().save(*args, **kwargs)
            if is_new:
                self._take_place()

    def _take_place(self) -> None:
        hold_tree()
        self.settle(Unit.objects.filter(pk=self.parent_id).first())
        super().save(update_fields=["path", "level_no"])
        Placement.of(self).save()

    def _stand_still(self) -> None:
        above = lineage(self.path)[:-1]
        expected = above[-1].endswith(segment(self.parent_id)) if above and self.parent_id else not above and not self.parent_id
        if not expected:
            raise RuntimeError(f"unit {self.code}: change the parent with move(), which keeps the history")

    def settle(self, parent: "Unit | None") -> None:
        """Reckon path and level under a parent; the row must have its id."""
        self.path = (parent.path if parent else "") + segment(self.pk)
        self.level_no = depth(self.path)
        if self.level_no > DEEPEST:
            raise ValidationError(f"「{self.name}」层级超过{DEEPEST}级")

    def ancestors(self) -> models.QuerySet["Unit"]:
        """From the root down to the unit itself."""
        return Unit.objects.filter(path__in=lineage(self.path)).order_by("path")

    def region(self, kind: str | None = None) -> "Unit | None":
        """The nearest region (市, 县市区, 乡镇街道, 村社区) that is or holds the unit; of one kind if asked."""
        kinds = (kind,) if kind else REGIONS
        if self.kind in kinds:
            return self
        return self.ancestors().filter(kind__in=kinds).last()

    def heir(self) -> "Unit":
        """The unit that carries this one on today: the end of the chain of successors."""
        unit, seen = self, {self.pk}
        while unit.successor_id and unit.successor_id not in seen:
            seen.add(unit.successor_id)
            unit = unit.successor
        return unit

    @transaction.atomic
    def move(self, to: "Unit | None", on: date) -> None:
        """Put the unit and all below it under another, from a day on; rights follow at once."""
        self._lock()
        above = to and Unit.objects.get(pk=to.pk)
        if above and covers(self.path, above.path):
            raise ValidationError(f"「{self.name}」不能移到自己或自己的下级「{above.name}」之下")
        if (above and above.pk) != self.parent_id:
            self._transplant(above, on)

    @transaction.atomic
    def rename(self, name: str, on: date, short_name: str | None = None) -> None:
        """Another name from a day on; the old one stays in the history."""
        self._lock()
        self.name = name
        self.short_name = self.short_name if short_name is None else short_name
        self.save(update_fields=["name", "short_name"])
        turn_page([self], on)

    @transaction.atomic
    def merge_into(self, successor: "Unit", on: date) -> None:
        """Give up the unit in favour of another, from a day on: what stood below it goes over, its cases stay its own.

        The closed unit stands under its successor from then on, whose people so see its old cases.
        """
        self._lock()
        heir = Unit.objects.get(pk=successor.pk)
        refuse_merger(self, heir, on)
        self.close(on - timedelta(days=1))
        for child in self.children.all():
            child.move(heir, on)
        self.successor = heir
        self.save(update_fields=["successor"])
        self.move(heir, on)

    def close(self, last_day: date) -> None:
        """The unit exists up to a day; its place in the tree stays, for its records are still its own."""
        if last_day < self.valid_from:
            raise ValidationError(f"「{self.name}」自 {self.valid_from} 起存在，撤销日期不能更早")
        self.valid_to = last_day
        self.save(update_fields=["valid_to"])

    @transaction.atomic
    def begin(self, on: date) -> None:
        """Correct the day from which the unit exists."""
        first = self.placements.order_by("valid_from")[0]
        if min(first.valid_to or on, self.valid_to or on) < on:
            raise ValidationError(f"「{self.name}」在 {on} 之前已有变动或已撤销，不能自该日起存在")
        Placement.objects.filter(pk=first.pk).update(valid_from=on)
        self.valid_from = on
        self.save(update_fields=["valid_from"])

    def _lock(self) -> None:
        """Hold the tree, and see what others have made of the unit meanwhile."""
        hold_tree()
        fresh = Unit.objects.get(pk=self.pk)
        self.path, self.level_no, self.parent_id = fresh.path, fresh.level_no, fresh.parent_id

    def _transplant(self, above: "Unit | None", on: date) -> None:
        old = self.path
        self.parent = above
        self.settle(above)
        moved = Unit.objects.filter(within(old))
        moved.update(path=transplanted(old, self.path), level_no=F("level_no") + depth(self.path) - depth(old))
        Unit.objects.filter(pk=self.pk).update(parent=above)
        turn_page(list(Unit.objects.filter(within(self.path))), on)
        for follow in org.on_move:
            follow(old, self.path)


def hold_tree() -> None:
    """One change of the tree at a time: a path is reckoned from a parent that must not move meanwhile."""
    list(Unit.objects.select_for_update().filter(parent=None).order_by("pk").values_list("pk"))


def refuse_merger(unit: Unit, heir: Unit, on: date) -> None:
    """A unit is carried on once, by a living one that is no part of it."""
    if covers(unit.path, heir.path):
        raise ValidationError(f"「{unit.name}」不能并入自己或自己的下级「{heir.name}」")
    if unit.successor_id:
        raise ValidationError(f"「{unit.name}」已由「{unit.successor.name}」承继")
    if not heir.holds(on):
        raise ValidationError(f"承继单位「{heir.name}」在 {on} 不存在或已撤销")
    not_in_future(on)


def not_in_future(on: date) -> None:
    """Rights follow a change at once, so that none can be entered ahead of its day."""
    if on > timezone.localdate():
        raise ValidationError(f"变动日期 {on} 晚于今天，请在生效当日或之后登记")


class Placement(Dated):
    """Where a unit stood, and under which name, from a day to a day; the open one is where it stands now."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="placements", verbose_name="单位")
    parent = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="上级")
    name = models.CharField("名称", max_length=100)
    path = models.CharField("路径", max_length=PATH_LENGTH)

    class Meta(Dated.Meta):
        verbose_name = verbose_name_plural = "沿革"
        ordering = ["unit", "valid_from"]
        indexes = [models.Index(fields=["path", "valid_from"])]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["unit"], condition=Q(valid_to__isnull=True), name="org_placement_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.valid_from}—{self.valid_to or '今'}）"

    @classmethod
    def of(cls, unit: Unit, since: date | None = None) -> "Placement":
        """Where a unit stands now, as a page of its history."""
        return cls(unit=unit, parent_id=unit.parent_id, name=unit.name, path=unit.path, valid_from=since or unit.valid_from)


def turn_page(units: list[Unit], on: date) -> None:
    """Close the open page of each unit's history on the eve of a day, and open the next."""
    not_in_future(on)
    open_pages = Placement.objects.filter(unit__in=[unit.pk for unit in units], valid_to__isnull=True)
    later = open_pages.filter(valid_from__gt=on).select_related("unit").first()
    if later:
        raise ValidationError(f"「{later.name}」在 {later.valid_from} 已有变动，登记日期不能早于它")
    open_pages.filter(valid_from=on).delete()
    open_pages.update(valid_to=on - timedelta(days=1))
    Placement.objects.bulk_create([Placement.of(unit, since=on) for unit in units])


def units_under(unit: Unit, on: date | None = None, structure: str = "then") -> set[int]:
    """Ids of the units whose records count for a unit: 按当时 (`then`) by the tree of a day, 按现行 (`now`) by today's.

    By today's tree a unit that was given up counts where its heir stands.
    """
    on = on or timezone.localdate()
    if structure == "now":
        return _under_now(unit, on)
    pages = Placement.objects.on(on)
    place = pages.filter(unit=unit).values_list("path", flat=True).first()
    return set(pages.filter(within(place)).values_list("unit_id", flat=True)) if place else set()


def _under_now(unit: Unit, on: date) -> set[int]:
    asked = Unit.objects.filter(within(unit.path) | Q(successor__isnull=False))
    rows = list(asked.values_list("pk", "path", "valid_from", "successor"))
    successors = {pk: heir for pk, _, _, heir in rows if heir}
    standing = {pk for pk, path, _, _ in rows if covers(unit.path, path)}
    return {pk for pk, _, since, _ in rows if since <= on and _last(pk, successors) in standing}


def _last(pk: int, successors: dict[int, int]) -> int:
    """The end of a chain of successors; a circle ends where it began."""
    seen: set[int] = set()
    while pk in successors and pk not in seen:
        seen.add(pk)
        pk = successors[pk]
    return pk
