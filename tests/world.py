"""The test world: two counties, three towns, a clerk, a leader, a stranger; the same names in every test."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from fazhi.kernel import registry
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Account, Grant, Incumbency, Person, Post, Unit
from fazhi.kernel.org.posts import ApprovalLevel
from fazhi.kernel.org.roles import CLERK, LEADER
from fazhi.kernel.registry import sealed

SINCE = date(2015, 1, 1)


@dataclass
class World:
    """Who and where."""

    city: Unit
    county: Unit
    other_county: Unit
    town: Unit
    other_town: Unit
    far_town: Unit
    clerk: Person
    leader: Person
    stranger: Person
    city_leader: Person


def unit(code: str, name: str, kind: str, parent: Unit | None = None, short_name: str = "") -> Unit:
    """A unit that has always been there."""
    return Unit.objects.create(code=code, name=name, kind=kind, parent=parent, valid_from=SINCE, short_name=short_name)


def person(name: str, at: Unit, *roles: str) -> Person:
    """Somebody who works at a unit and holds roles there; signs in under the name."""
    someone = Person.objects.create(name=name, unit=at, valid_from=SINCE)
    for role in roles:
        Grant.objects.create(person=someone, role=role, unit=at, valid_from=SINCE)
    Account.objects.create(username=name, person=someone, password="!")
    return someone


@contextmanager
def unheard() -> Iterator[None]:
    """Rows put down past the ledger: most tests ask nothing of it, and all of them are quicker for it."""
    heard, sealed.listeners[:] = sealed.listeners[:], []
    try:
        yield
    finally:
        sealed.listeners[:] = heard


def seal() -> None:
    """Let the ledger know what was put down unheard, for tests that check it whole."""
    watched = [model for model in registry.models() if getattr(model, "is_watched", False)]
    book.write(book.Act(None, "write", "建立", rows=[row for model in watched for row in model._base_manager.all()]))


def build() -> World:
    """The whole world, in a database that is empty; not yet sealed."""
    with unheard():
        return _build()


def _build() -> World:
    city = unit("9900", "莲城市", "city")
    county, other = unit("990101", "荷塘区", "county", city), unit("990102", "菱湖区", "county", city)
    town, near = unit("990101001", "荷花街道", "town", county, "荷花"), unit("990101002", "月塘镇", "town", county, "月塘")
    far = unit("990102001", "渔歌镇", "town", other, "渔歌")
    leader = person("林某", county, LEADER, CLERK)
    post = Post.objects.create(unit=county, title="局长", level=ApprovalLevel.HEAD)
    post.leads.add(town, near)
    Incumbency.objects.create(post=post, person=leader, valid_from=SINCE)
    return World(
        city,
        county,
        other,
        town,
        near,
        far,
        person("陈某", town, CLERK),
        leader,
        person("罗某", far, CLERK),
        person("市长某", city, LEADER, CLERK),
    )
