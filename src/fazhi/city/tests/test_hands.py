"""Files come in whoever brings them: by one process or by several, and what breaks is raised."""

import pytest

from fazhi.city import hands
from fazhi.city.hands import Chain


def door(path, told):
    """Stands for the door of the ledgers; what it answers crosses from one process to another."""
    told(f"导入 {path.name}")
    if path.name == "broken.xlsx":
        raise ValueError("broken")
    return {"new": len(path.name)}


def brought(chains, kind, tmp_path):
    told, advanced = [], []
    with kind(door, told.append, lambda *amounts: advanced.append(amounts)) as helpers:
        for number, chain in enumerate(chains):
            helpers.take(Chain(str(number), [tmp_path / name for name in chain], ("0",) if number else ()))
    return helpers.counts, told, advanced


CHAINS = (("units.csv", "people.xlsx"), ("cases.xlsx", "decisions.xlsx"), ("calls.xlsx",))


@pytest.mark.parametrize("kind", [hands.Alone, hands.Together])
def test_all_files_come_in_and_are_told(kind, tmp_path):
    counts, told, advanced = brought(CHAINS, kind, tmp_path)
    assert counts == {name: {"new": len(name)} for chain in CHAINS for name in chain}
    assert told[0] == "写出 units.csv" and any(each.startswith("导入") for each in told) and advanced


@pytest.mark.parametrize("kind", [hands.Alone, hands.Together])
def test_what_breaks_is_raised(kind, tmp_path):
    with pytest.raises(ValueError, match="broken"):
        brought((*CHAINS, ("broken.xlsx", "never.xlsx")), kind, tmp_path)


def test_whoever_waits_does_something_meanwhile(tmp_path):
    done = []
    with hands.Together(door, str, divmod, lambda: done.append("placed")) as helpers:
        helpers.take(Chain("ground", [tmp_path / "units.csv"]))
    assert set(done) == {"placed"}


def test_a_whole_city_comes_in_by_several():
    assert (hands.of("small"), hands.of("city")) == (hands.Alone, hands.Together)
