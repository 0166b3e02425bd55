"""What holds of every ledger: what was taken out and is brought in again adds nothing and changes nothing."""

import pytest

from fazhi.faces.desk.ledgers import exporting, running
from fazhi.kernel import registry
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.records.models import parts_of
from tests.every.putting import bare, holder, record_of
from tests.world import SINCE

# Lists that must not be imported, each with its reason.
NOT_IMPORTED: dict[str, str] = {}


@pytest.mark.parametrize("label", sorted(set(registry.on("desks")) - set(NOT_IMPORTED)))
def test_every_list_goes_out_and_comes_back(label):
    assert label in registry.on("ledgers"), f"{label} exports, but declares no Ledger by which it comes in again"


@pytest.mark.parametrize("label", sorted(registry.on("ledgers")))
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_was_taken_out_and_brought_in_again_adds_nothing(label, form, world, tmp_path):
    """A record that was registered by hand: no row of a ledger has ever named it."""
    ledger = registry.find("ledgers", label)
    record = record_of(ledger.model, world, **since(ledger.model))
    for kind in parts_of(ledger.model).values():
        bare(kind, world, of=record)
    keeper = holder(world, *[role for role in registry.on("roles").values() if role not in ("public", "schedule")])
    path = tmp_path / f"台账.{form}"
    assert exporting.export(ledger, ledger.model.objects.visible_to(keeper), path, keeper) == 1
    before = Event.objects.count(), list(ledger.model.objects.values())
    found = running.run_of(path, keeper, label).commit()
    assert found.counts["new"] == found.counts["changed"] == 0, found.counts
    acts = list(Event.objects.order_by("pk").values_list("act", flat=True))[before[0] :]
    assert set(acts) <= {"import"} and list(ledger.model.objects.values()) == before[1]
    assert found.counts["same"] == 1, [each.sentence for each in found.findings()]


def since(model):
    """The days that a register may leave open, filled in."""
    open_days = [field.name for field in model._meta.fields if field.get_internal_type() == "DateField" and field.null]
    return {} if registry.label(model) in registry.on("flows") else dict.fromkeys(open_days, SINCE)
