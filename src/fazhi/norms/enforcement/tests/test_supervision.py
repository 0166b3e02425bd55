"""Penalties as acts of supervision: who, when, by whose certificates; a natural person leaves without a name."""

from datetime import date

from fazhi.kernel import registry

from .penalties import decided, spot

YEAR = (date(2025, 1, 1), date(2025, 12, 31))


def told(name, person, period=YEAR):
    return list(registry.on("supervision_acts")[name](person, *period))


def test_a_decision_is_an_act_of_its_officers_whose_certificates_were_good(bureau):
    decision = decided(bureau)
    row = told("penalty", bureau.enforcer)[0]
    assert (row["act_no"], row["done_on"], row["power_code"]) == (decision.number, decision.decided_on, decision.case.item.code)
    assert len(row["officers"]) == 2 and row["result"] == decision.get_heaviest_display()
    assert told("penalty", bureau.enforcer, (date(2024, 1, 1), date(2024, 12, 31))) == []


def test_a_natural_person_leaves_without_a_name(bureau):
    penalty = spot(bureau, kind="person", name="李四海", fine=50)
    row = told("spot_penalty", bureau.enforcer)[0]
    assert (row["act_no"], row["object_name"], row["object_code"]) == (penalty.number, "自然人", "") and len(row["officers"]) == 2
    assert "李四海" not in str(row)


def test_other_rooms_learn_which_power_a_unit_holds_and_which_was_used(bureau):
    held, used = (registry.on("answers")[f"enforcement.{name}"] for name in ("power_held", "powers_used"))
    day, code = date(2025, 9, 22), bureau.item.code
    assert [held(code, bureau.bureau.pk, day), held("没有", bureau.bureau.pk, day), held(code, bureau.town.pk, day)] == [
        True,
        False,
        False,
    ]
    assert not held(code, bureau.bureau.pk, date(2020, 1, 1))
    announced = registry.on("answers")["enforcement.body_announced"]
    assert [announced(unit.pk, day) for unit in (bureau.bureau, bureau.town)] == [True, False]
    decision = decided(bureau)
    assert list(used(date(2025, 9, 1), day)) == [(code, decision.path)] and not list(used(date(2025, 10, 1), date(2025, 10, 2)))
