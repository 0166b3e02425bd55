"""What holds of every personal field: on no page, no answer, no file and no line of a log does it stand in full."""

import logging
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from fazhi.kernel import registry
from fazhi.kernel.flow import registers
from fazhi.kernel.ledger.models import Event, Tile
from fazhi.kernel.org.models import Account
from fazhi.kernel.records import recrypting
from fazhi.kernel.records.fields import (
    AccountNumber,
    Address,
    CitizenNumber,
    PersonName,
    Phone,
    SensitiveText,
    SensitiveWord,
    masked,
    personal_fields,
)
from fazhi.kernel.records.models import SearchEntry, parts_of, record_models
from tests.every.putting import bare, holder, record_of
from tests.every.routes import of_records, routes, shared_out, some
from tests.prying import exports_of

NEEDLES = {
    PersonName: "欧阳娜",
    CitizenNumber: "11010519491231002X",
    Phone: "13987654321",
    Address: "渔歌镇临湖路99号附8",
    AccountNumber: "6222020200112233445",
    SensitiveWord: "仅限周三夜间来电",
    SensitiveText: "多次被丈夫打伤后躲在娘家",
}
SHOWN = {Address: "临湖路99号附8"}
# Read in full by whoever works on the record, on its own page alone; each reading is noted.
BY_DUTY = {SensitiveText: ("/desk/{label}/{pk}/", "/desk/{label}/{pk}/correct/", "/desk/{label}/{pk}/step/")}
PAGES = (
    "/desk/{label}/",
    "/desk/{label}/{pk}/",
    "/desk/find/?q=1",
    "/desk/find/?q=13987654321",
    "/desk/",
    "/desk/reminders/",
    "/api/v1/records/{label}",
    "/api/v1/records/{label}/{pk}",
    "/api/v1/records/{label}/{pk}/history",
    "/desk/{label}/{pk}/nothing-here/",
    "/desk/{label}/?state=%27&q=x",
)


def needles(model):
    """Field → what is put into it."""
    return {field.name: NEEDLES[kind] for field in personal_fields(model) for kind in NEEDLES if isinstance(field, kind)}


def kinds(label):
    model = registry.find("desks", label).model
    return [model, *parts_of(model).values()]


LABELS = sorted(label for label in registry.on("desks") if any(map(personal_fields, kinds(label))))


@pytest.fixture
def filled(world):
    """A record of a kind with a needle in every personal field of it and of its parts."""

    def made(label):
        model, *parts = kinds(label)
        record = record_of(model, world, **needles(model))
        for kind in parts:
            bare(kind, world, of=record, **needles(kind))
        return record

    return made


def reader_of(model, world):
    reader = holder(world, *model.readers)
    Account.objects.create(username="某岗", person=reader, password="!")
    client = Client(raise_request_exception=False)
    client.force_login(reader.account)
    cache.clear()
    return client, reader


def stands_in(text, page, label):
    """The kinds of needles that stand in full in a text, but for those that may stand there."""
    for kind, needle in NEEDLES.items():
        by_duty = any(page.startswith(each.split("{pk}")[0].format(label=label)) for each in BY_DUTY.get(kind, ()))
        if SHOWN.get(kind, needle) in text and not (by_duty and "/api/" not in page and re.match(rf"/desk/{label}/\d+/", page)):
            yield kind.__name__


@pytest.mark.parametrize("label", some(LABELS, 0))
def test_personal_data_stands_in_full_nowhere(label, world, filled, caplog):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)  # statements are the database's own words
    record = filled(label)
    client, _ = reader_of(type(record), world)
    pages = [page.format(label=label, pk=record.pk) for page in PAGES]
    told = {page: client.get(page) for page in pages}
    said = {page: answer.content.decode() + str(answer.headers) for page, answer in told.items()}
    exports = dict(exports_of(client, label))
    assert len(exports) == (5 if label in registry.on("ledgers") else 2)
    said |= exports
    said["log"] = caplog.text
    said["search words"] = "\n".join(SearchEntry.objects.values_list("words", flat=True))
    said["ledger"] = "\n".join(str(row) for row in Event.objects.values_list("entry", "changes", "title", "reason", "key"))
    said["tiles"] = "".join(str(bytes(tile.hashes)) for tile in Tile.objects.all())
    assert {page: found for page, text in said.items() if (found := [*stands_in(text, page, label)])} == {}
    assert type(record)._meta.label and all(page in said for page in pages)


@pytest.mark.parametrize("label", some(LABELS, 1))
def test_no_address_of_a_record_shows_a_stranger_or_the_public_anything(label, world, filled):
    record = filled(label)
    strangers = Client(raise_request_exception=False), Client(raise_request_exception=False)
    strangers[1].force_login(world.stranger.account)
    for client in strangers:
        for route in shared_out(of_records(), label):
            at = route.address(label=label, pk=record.pk)
            if at:
                text = client.get(at).content.decode("utf-8", "replace")
                assert not [kind for kind, needle in NEEDLES.items() if SHOWN.get(kind, needle) in text], at


def test_the_public_pages_name_nobody(world, filled):
    for label in LABELS:
        filled(label)
    for route in routes():
        at = route.address(name="answer", key="mediation") if route.is_open and "pk" not in route.takes else None
        if at:
            text = Client(raise_request_exception=False).get(at).getvalue().decode("utf-8", "replace")
            assert not [kind for kind, needle in NEEDLES.items() if SHOWN.get(kind, needle) in text], at


@pytest.mark.parametrize("label", LABELS)
def test_what_is_encrypted_does_not_stand_in_the_database(label, world, filled):
    """Every column of every table as the file has it; names alone are plain."""
    record = filled(label)
    if not hasattr(record, "state"):
        registers.correct(record, reader_of(type(record), world)[1], {}, version=record.version, reason="核对")
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            text = "\n".join(str(row) for row in cursor.fetchall())
            found += [(table, kind.__name__) for kind, needle in NEEDLES.items() if kind is not PersonName and needle in text]
    assert found == []
    assert sum(column.plain() for column in recrypting.columns()) == 0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a file of SQLite")
@pytest.mark.django_db(transaction=True)
def test_the_file_its_journal_and_a_backup_hold_no_needle(world, filled, tmp_path):
    for label in LABELS:
        filled(label)
    name = Path(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(tmp_path / "backup.sqlite3")])
    bytes_of = {path.name: path.read_bytes() for path in (*name.parent.glob(f"{name.name}*"), tmp_path / "backup.sqlite3")}
    planted = NEEDLES[PersonName].encode()
    assert any(planted in content for content in bytes_of.values())  # names are plain: the search does find what is there
    for kind, needle in NEEDLES.items():
        if kind is not PersonName:
            assert [path for path, content in bytes_of.items() if needle.encode() in content] == [], kind


def test_every_sensitive_field_has_a_mask_that_hides_it():
    for model in record_models():
        for kind in (model, *parts_of(model).values()):
            for field in personal_fields(kind):
                needle = next(each for cls, each in NEEDLES.items() if isinstance(field, cls))
                assert needle not in masked(kind(**{field.attname: needle}), field.name), field


def test_keys_lie_where_no_backup_of_the_database_takes_them():
    assert Path(settings.KEYS) not in (Path(connection.settings_dict["NAME"]).parent, Path(settings.MEDIA_ROOT))
