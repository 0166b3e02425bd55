"""What holds of every step that people take on a page: who was overtaken is told so, nothing changes, what was typed stays."""

from html import unescape

import pytest
from django.db import transaction
from django.forms import CharField
from django.test import Client

from fazhi.faces.desk import forms
from fazhi.kernel import registry
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Account
from tests.every.putting import bare, case_of, holder
from tests.every.routes import shared_out, some

LABELS = sorted(set(registry.on("flows")) & set(registry.on("desks")))


def typed_into(form):
    """Words for each field that takes words."""
    return {name: f"写下的{name}" for name, field in form.base_fields.items() if type(field) is CharField}


@pytest.mark.parametrize("label", some(LABELS, 0))
def test_a_step_from_a_page_that_is_no_longer_true_is_refused_and_what_was_typed_stays(label, world):
    flow = registry.find("flows", label)
    someone = holder(world, *[role for role in registry.on("roles").values() if role not in ("public", "schedule")])
    client = Client()
    client.force_login(Account.objects.create(username="某岗", person=someone, password="!"))
    taken_by_people = [step for step in flow.steps.values() if not step.is_automatic_only]
    for step in taken_by_people[:1] + shared_out(taken_by_people[1:], label, 6):
        with transaction.atomic():
            refused_as_overtaken(flow, step, world, client, someone)
            transaction.set_rollback(True)


def refused_as_overtaken(flow, step, world, client, someone):
    label = registry.label(flow.model)
    case = case_of(flow, world, step.source[0].name, version=2)
    part = bare(step.on, world, of=case) if step.on else None
    words = typed_into(forms.step_form(registry.find("desks", label), step, case, someone, part))
    before = flow.model.objects.values().get(pk=case.pk), Event.objects.count()
    place = f"{step.name}/{part.pk}" if part else step.name
    answer = client.post(f"/desk/{label}/{case.pk}/step/{place}/", {**words, "version": "1"})
    page = unescape(answer.content.decode())
    assert answer.status_code == 422 and "您打开之后，别人已经办理" in page, (step.name, answer.status_code)
    assert "reason" in words and [name for name, said in words.items() if said not in page] == [], step.name
    assert (flow.model.objects.values().get(pk=case.pk), Event.objects.count()) == before, step.name
