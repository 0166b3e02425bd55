"""What holds of every register that is published: it is read, searched and taken home with a row in it, by anybody."""

import pytest

from fazhi.faces.portal import notices
from fazhi.kernel import registry
from fazhi.kernel.flow.declared import flow_of
from tests.every.putting import record_of


@pytest.fixture
def shown(world):
    """A register with one row, whatever would have to be done for it to be published."""
    changed = []

    def put(key):
        notice = registry.find("notices", key)
        changed.append((notice, notice.rows))
        model = notice.rows().model
        record = record_of(model, world)
        object.__setattr__(notice, "rows", lambda: model._default_manager.filter(pk=record.pk))
        return notice, record

    yield put
    for notice, rows in changed:
        object.__setattr__(notice, "rows", rows)


@pytest.mark.parametrize("key", sorted(registry.on("notices")))
def test_a_register_is_read_searched_and_taken_home(client, shown, key):
    rows = list(registry.find("notices", key).rows())
    assert rows == [], "the test world publishes nothing"
    notice, record = shown(key)
    page = client.get(f"/notices/{key}/")
    assert page.status_code == 200 and client.get(f"/notices/{key}/", {"q": "不"}).status_code == 200
    told = b"".join(client.get(f"/notices/{key}/table.csv")).decode("utf-8-sig").splitlines()
    assert len(told) >= 2
    if "state" in notice.columns.split():
        label = flow_of(record).states[record.state].label
        assert label in page.content.decode() and label in notices.told(record, "state")
