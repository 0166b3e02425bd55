"""Somebody who pries: all the places at which a person might come upon a record of others, and what stands there."""

import io
from zipfile import ZipFile

from django.core.cache import cache
from django.test import Client

from fazhi.kernel import registry
from tests.every.routes import arguments, of_records

MISSING = (302, 404, 405, 422)  # 302: signing in, or leaving, is all that is offered
ROOMS = (
    "/desk/",
    "/desk/reminders/",
    "/desk/owed/",
    "/desk/signing/",
    "/desk/retention/",
    "/boards/",
    *(f"/desk/handovers/?box={box}" for box in ("waiting", "accepted", "finished", "sent", "returned", "out")),
)


def signed_in(person):
    client = Client(raise_request_exception=True)
    client.force_login(person.account)
    cache.clear()
    return client


def lists_of(label, words):
    """Where a record of a kind is listed, found, suggested."""
    model = registry.model(label)
    yield from (f"/desk/{label}/", f"/api/v1/records/{label}", f"/desk/find/?q={words}", f"/desk/{label}/?q={words}")
    for each in registry.on("desks").values():
        for field in each.model._meta.fields:
            if field.is_relation and field.related_model is model and field.name in each.form.split():
                yield f"/desk/{registry.label(each.model)}/pick/{each.model._meta.model_name}/{field.name}/?q={words}"


def exports_of(client, label):
    """A list and a ledger taken out, as the page sends them, and through the API."""
    forms = ("list", "ledger") if label in registry.on("ledgers") else ("list",)
    for form in forms:
        for kind in ("csv", "xlsx"):
            answer = client.post(f"/desk/{label}/export/", {"form": form, "kind": kind, "reason": "看看"})
            assert answer.status_code == 200, f"{label} {form} {kind}: {answer.status_code}"
            yield f"export {form} {kind}", told(answer)
    if label in registry.on("ledgers"):
        asked = {"form": "xlsx", "reason": "看看"}
        answer = client.post(f"/api/v1/ledgers/{label}/exports", asked, content_type="application/json")
        assert answer.status_code == 200, f"{label}: {answer.status_code}"
        yield "export api", told(answer)


def told(answer):
    """All that an answer says, a workbook unpacked."""
    content = answer.getvalue()
    if content[:4] == b"PK\x03\x04":
        with ZipFile(io.BytesIO(content)) as book:
            return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    return content.decode("utf-8", "replace")


def traces(client, record, *needles, words=""):
    """Where somebody comes upon a record: its own addresses that answer, and places at which one of these words stands."""
    label = registry.label(record)
    needles = [each for each in (*needles, record.number, f"/{label}/{record.pk}/") if each]
    said = {at: told(client.get(at)) for at in (*ROOMS, *lists_of(label, words or record.title))}
    if client.get("/desk/me/").status_code == 200:  # nobody else takes anything out
        said |= dict(exports_of(client, label))
    found = {at: [each for each in needles if each in text] for at, text in said.items()}
    for route in of_records():
        at = route.address(label=label, pk=record.pk, **arguments(type(record)))
        if at:
            answer = client.get(at)
            found[at] = [*([] if answer.status_code in MISSING else [answer.status_code])]
            found[at] += [each for each in needles if each != f"/{label}/{record.pk}/" and each in told(answer)]
    return {at: what for at, what in found.items() if what}
