"""What holds of every list and page: it asks the database as often for sixty records, more than a page holds, as for ten."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fazhi.kernel import registry
from fazhi.kernel.org.models import Account
from tests.every.putting import holder, many
from tests.every.routes import shared_out, some

PAGES = ("/desk/{label}/", "/desk/", "/desk/{label}/?q=1", "/api/v1/records/{label}")


def statements(client, at):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(at).status_code == 200
    return [query["sql"] for query in asked]


@pytest.mark.parametrize("label", some(registry.on("desks"), 2))
def test_a_list_asks_no_more_for_sixty_records_than_for_ten(label, world):
    model = registry.find("desks", label).model
    reader = holder(world, *model.readers)
    Account.objects.create(username="某岗", person=reader, password="!")
    client = Client()
    client.force_login(reader.account)
    cache.clear()
    pages = [page.format(label=label) for page in [PAGES[0], *shared_out(PAGES[1:], label, 2)]]
    for page in pages:
        client.get(page)  # what is kept in memory from the first time on is not counted
    counted = []
    for amount in (10, 50):
        many(model, world, amount)
        counted.append({page: statements(client, page) for page in pages})
    assert len(counted[1][pages[0]]) <= 8, counted[1][pages[0]]
    for page in counted[0]:
        few, more = counted[0][page], counted[1][page]
        assert len(more) <= len(few) + 1, (page, len(few), len(more), [sql[:160] for sql in more[-6:]])
