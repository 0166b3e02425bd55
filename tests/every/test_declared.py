"""What holds of every declaration: it has its line in docs/reference, and every paper bears a record with nothing in it."""

import pytest

from fazhi.kernel import registry
from fazhi.kernel.calendar import Period
from fazhi.kernel.documents import Missing, papers_of, render_docx
from fazhi.site import reference
from tests.every.putting import record_of

PAGES = reference.pages()
SHELVES = ("desks", "flows", "indicators", "intakes", "ledgers", "notices", "obligations", "papers", "roles", "rules")


@pytest.mark.parametrize("shelf", SHELVES)
def test_every_name_on_a_shelf_has_its_line(shelf):
    section = PAGES["declarations.md"].split(f"## {shelf}\n")[1].split("\n## ")[0]
    missing = [name for name in registry.on(shelf) if f"`{name}`" not in section and not name.startswith(reference.LEFT_OUT)]
    assert missing == []


@pytest.mark.parametrize("label", sorted(name for name in registry.on("flows") if not name.startswith(reference.LEFT_OUT)))
def test_every_step_state_and_clock_stands_on_the_page_of_its_flow(label):
    flow, page = registry.find("flows", label), PAGES[f"flow-{label}.md"]
    labels = [each.label for each in (*flow.states.values(), *flow.steps.values(), *flow.every_clock())]
    assert [each for each in labels if each not in page] == []
    laws = {one.law for step in flow.steps.values() for one in (step, *step.needs)}
    laws |= {str(clock.period.basis) for clock in flow.every_clock() if isinstance(clock.period, Period)}
    assert [law for law in laws if law not in page] == [], "each deadline and each refusal with its article"
    assert [state.label for state in flow.states.values() if state.label not in reference.svg(flow)] == []


@pytest.mark.parametrize("key", sorted(registry.on("papers")))
def test_a_paper_names_what_is_missing_and_writes_what_is_there(key, world):
    """A record with nothing in it is told what it lacks, in the words of its fields; nothing breaks."""
    paper = registry.find("papers", key)
    record = record_of(paper.of, world)
    assert paper in papers_of(record)
    missing = paper.missing(record)
    if missing:
        with pytest.raises(Missing, match=missing[0]):
            paper.docx(record)
    else:
        assert render_docx(paper.sheet(record)).startswith(b"PK")
