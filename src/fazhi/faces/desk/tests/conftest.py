"""What the tests of the desk share: who comes in, and a case to work on."""

import pytest
from tests.example.models import Visit, Visitor

from fazhi.kernel.flow import doors


@pytest.fixture
def enter(client):
    """Sign somebody in."""

    def signed_in(person):
        client.force_login(person.account)
        return client

    return signed_in


@pytest.fixture
def visit(world):
    """Register a visit in a unit (the town), of one visitor or of nobody yet."""

    def registered(title="张某来访", unit=None, nobody=False, **fields):
        fields = {"unit": unit or world.town, "title": title, "topic": "advice", "question": "问", **fields}
        visitors = [] if nobody else [Visitor(name="张三丰", id_number="11010519491231002X")]
        return doors.register(Visit, world.city_leader, fields, {"visitors": visitors})

    return registered
