"""What holds of every personal field: on no page, no answer and no file does it stand in full."""

import pytest
from django.core.cache import cache
from django.test import Client

from fazhi.faces.desk.ledgers import exporting
from fazhi.kernel import registry
from fazhi.kernel.org.models import Account
from fazhi.kernel.records.fields import Address, CitizenNumber, PersonName, Phone, personal_fields
from fazhi.kernel.records.models import parts_of
from tests.every.putting import bare, holder, record_of

NEEDLES = {PersonName: "欧阳娜", CitizenNumber: "11010519491231002X", Phone: "13987654321", Address: "渔歌镇临湖路99号附8"}
SHOWN = {Address: "临湖路99号附8"}
PAGES = (
    "/desk/{label}/",
    "/desk/{label}/{pk}/",
    "/desk/find/?q=1",
    "/desk/",
    "/api/v1/records/{label}",
    "/api/v1/records/{label}/{pk}",
    "/api/v1/records/{label}/{pk}/history",
)


def needles(model):
    """Field → what is put into it."""
    return {field.name: NEEDLES[kind] for field in personal_fields(model) for kind in NEEDLES if isinstance(field, kind)}


def kinds(label):
    model = registry.find("desks", label).model
    return [model, *parts_of(model).values()]


LABELS = sorted(label for label in registry.on("desks") if any(map(personal_fields, kinds(label))))


@pytest.mark.parametrize("label", LABELS)
def test_personal_data_stands_in_full_nowhere(label, world, tmp_path):
    model, *parts = kinds(label)
    record = record_of(model, world, **needles(model))
    for kind in parts:
        bare(kind, world, of=record, **needles(kind))
    reader = holder(world, *model.readers)
    Account.objects.create(username="某岗", person=reader, password="!")
    client = Client()
    client.force_login(reader.account)
    cache.clear()
    told = {page: client.get(page.format(label=label, pk=record.pk)).content.decode() for page in PAGES}
    if ledger := registry.on("ledgers").get(label):
        path = tmp_path / "台账.csv"
        exporting.export(ledger, model.objects.filter(pk=record.pk), path, reader)
        told["export"] = path.read_text("utf-8-sig")
    for page, text in told.items():
        for kind, needle in NEEDLES.items():
            assert SHOWN.get(kind, needle) not in text, (page, kind.__name__)
