"""Records put down in the test world with no more than their columns demand: any model, any state, as many as asked."""

from datetime import date, datetime, time, timedelta
from itertools import cycle

from django.db.models import DateTimeField, UniqueConstraint
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.org.models import Grant, Person, Placement, Unit
from fazhi.kernel.records.models import Part
from tests.world import SINCE, unheard

OPENED = date(2024, 1, 2)


def case_of(flow, world, state, **fields):
    """A case put down in a state as if it had come there."""
    return bare(flow.model, world, title="甲与乙", opened_on=OPENED, state=state, **fields)


def record_of(model, world, **fields):
    """A record of any kind; a case at the beginning of its life."""
    return bare(model, world, **_of_case(model), **fields)


def bare(model, world, **fields):
    """A record with no more than its columns demand."""
    if model in (Unit, Person):
        return world.town if model is Unit else world.clerk
    record = filled(model, world, **fields)
    model._default_manager.bulk_create([record])
    return record


def filled(model, world, **fields):
    """The same, not yet written."""
    place = {} if issubclass(model, Part) else {"unit": world.town, "path": world.town.path, "version": 1}
    record = model(**{**place, **fields})
    for column in model._meta.fields:
        if column.primary_key or column.null or column.has_default() or column.name in (*fields, *place):
            continue
        if column.is_relation:
            related = column.related_model
            setattr(record, column.name, related._default_manager.first() or record_of(related, world))
        elif not column.blank:
            setattr(record, column.attname, _something(column))
    return record


def _something(column):
    if column.choices:
        return column.flatchoices[0][0]
    if isinstance(column, DateTimeField):
        return timezone.make_aware(datetime.combine(SINCE, time()))
    return SINCE if "Date" in type(column).__name__ else "1"


def many(model, world, amount):
    """So many records alike; where a unit may have only one, a unit for each of a page and a half."""
    first = filled(model, world, **_of_case(model))
    before = model._default_manager.count()
    places = range(before, before + (min(amount, 75) if "unit" in unique(model) else amount))
    rows = [_copy(first, model) for _ in places]
    _tell_apart(model, rows, before)
    if "unit" in unique(model):
        for row, office in zip(rows, _units("990101001", "office", places, world.town), strict=True):
            row.unit, row.path = office, office.path
    model._default_manager.bulk_create(rows, batch_size=500)


def _copy(first, model):
    return model(**{column.attname: getattr(first, column.attname) for column in model._meta.fields if not column.primary_key})


def _units(code, kind, places, parent=None):
    """So many units at once, past the ledger."""
    with unheard():
        named = [Unit(code=f"{code}{at:04d}", name=f"第{at}处", kind=kind, parent=parent, valid_from=SINCE) for at in places]
        made = Unit.objects.bulk_create(named)
        for each in made:
            each.settle(parent)
        Unit.objects.bulk_update(made, ["path", "level_no"], batch_size=500)
        Placement.objects.bulk_create([Placement.of(each) for each in made])
    return made


def _tell_apart(model, rows, before=0):
    """Give each column that stands once a value of its own in each row."""
    for name in unique(model) - {"unit"}:
        column = model._meta.get_field(name)
        if column.is_relation and not column.null:
            made = _people if column.related_model is Person else _towns
            for row, other in zip(rows, made(range(before, before + len(rows)), model), strict=True):
                setattr(row, name, other)
            continue
        for at, row in enumerate(rows, before):
            value = getattr(row, name, "")
            if column.is_relation:
                setattr(row, name, None)  # a row without one stands as often as one likes
                continue
            if isinstance(value, date):
                setattr(row, name, value + timedelta(days=at))
                continue
            setattr(row, name, int(value or 0) + at if "Integer" in column.get_internal_type() else f"{value}{at}")


def _towns(places, model):
    return _units("99010108", "town", places)


def _people(places, model):
    with unheard():
        unit = Unit.objects.order_by("pk").first()
        return Person.objects.bulk_create(
            [
                Person(name=f"第{at}人", unit=unit, valid_from=SINCE, employee_no=f"{model._meta.label_lower}-{at}")
                for at in places
            ]
        )


def unique(model):
    """The columns of which each value stands once, alone or together with others."""
    named = {column.name for column in model._meta.fields if column.unique and not column.primary_key}
    together = [_own(model, rule.fields) for rule in model._meta.constraints if isinstance(rule, UniqueConstraint)]
    return (named | set(filter(None, together))) - {"number"}


def _own(model, names):
    """Of the columns that stand once together, one that rows may be told apart by."""
    kinds = {name: model._meta.get_field(name) for name in names}
    plain = (name for name, column in kinds.items() if not column.is_relation and "Date" not in column.get_internal_type())
    dated = (name for name, column in kinds.items() if column.get_internal_type() == "DateField")
    return next(plain, next(dated, names[0] if len(names) == 1 else None))


def varied(model, world, amount=12):
    """Records that differ: each choice, each day, each empty column comes in turn, in three units."""
    places = cycle((world.town, world.other_town, world.far_town))
    rows = [filled(model, world, **_of_case(model)) for _ in range(3 if "unit" in unique(model) else amount)]
    for at, (row, place) in enumerate(zip(rows, places, strict=False)):
        if not issubclass(model, Part):
            row.unit, row.path = place, place.path
        for offset, column in enumerate(model._meta.fields):
            _turn(row, column, at + offset)
    _tell_apart(model, rows)
    model._default_manager.bulk_create(rows)


def _of_case(model):
    flow = registry.on("flows").get(registry.label(model))
    return {"title": "甲与乙", "opened_on": OPENED, "state": flow.start.name} if flow else {}


def _turn(row, column, turn):
    """Give a column what its turn brings."""
    flow = registry.on("flows").get(registry.label(row))
    kind = column.get_internal_type()
    if column.name == "state" and flow:
        row.state = list(flow.states)[turn % len(flow.states)]
    elif column.primary_key or column.is_relation or column.unique or column.name in ("path", "version"):
        return
    elif column.choices:
        values = [key for key, _ in column.flatchoices]
        setattr(row, column.attname, values[turn % len(values)])
    elif "Date" in kind and not (column.null and turn % 4 == 0):
        setattr(row, column.attname, _moment(turn) if isinstance(column, DateTimeField) else _day(turn))
    elif kind in ("DecimalField", "PositiveIntegerField", "PositiveSmallIntegerField", "IntegerField"):
        setattr(row, column.attname, None if column.null and turn % 5 == 0 else turn * 3 % 11)
    elif kind == "BooleanField":
        setattr(row, column.attname, turn % 2 == 0)


def _day(turn):
    return date(2024, 1, 10) + timedelta(days=turn * 17 % 200)


def _moment(turn):
    return timezone.make_aware(datetime.combine(_day(turn), datetime.min.time())) + timedelta(hours=9)


def holder(world, *roles, at=None):
    """Somebody at the town, or elsewhere, who holds exactly these roles there."""
    at = at or world.town
    someone = Person.objects.create(name="某岗", unit=at, valid_from=SINCE)
    Grant.objects.bulk_create([Grant(person=someone, role=role, unit=at, valid_from=SINCE) for role in roles])
    return someone


def told_of(step, case, world):
    """What a form might say of a step: something in each field that must be filled, of the case and of the part that it adds."""
    told = {
        name: _anything(case._meta.model if not step.on else step.on, name, world) for name, must in step.asked.items() if must
    }
    if step.adds:
        row = filled(step.adds, world, of=case)
        told |= {
            column.name: getattr(row, column.name) if column.is_relation else column.to_python(getattr(row, column.name))
            for column in step.adds._meta.fields
            if not (column.primary_key or column.name == "of" or column.has_default() or column.null or not column.editable)
        }
    return told | ({"to_unit": world.other_town} if step.hands_over else {}) | ({"extension": 1} if step.extends else {})


def _anything(model, name, world):
    column = model._meta.get_field(name)
    if column.is_relation:
        return column.related_model._default_manager.first() or record_of(column.related_model, world)
    return True if column.get_internal_type() == "BooleanField" else column.to_python(_something(column))
