"""What holds of every citation: it can be read, and where the statutes are at hand, the article is there."""

import re
from collections.abc import Iterator

import pytest
from django.test import override_settings

from fazhi.kernel import registry
from fazhi.kernel.law import BadCitation, cite, unresolved
from fazhi.kernel.law.importing import import_paths
from tests.material import shared_data


def citations() -> Iterator[tuple[str, str]]:
    """Where something is cited, and what."""
    for label, flow in registry.on("flows").items():
        for clock in flow.every_clock():
            yield f"{label} {clock.name}", getattr(clock.period, "law", "")
        for step in (*flow.steps.values(), flow.register):
            yield f"{label} {step.name}", step.law
            yield from ((f"{label} {step.name}: {gate.sentence}", gate.law) for gate in step.needs)
    for shelf in ("papers", "intakes", "notices", "obligations", "indicators"):
        yield from ((f"{shelf} {name}", getattr(one, "law", "")) for name, one in registry.on(shelf).items())


CITED = sorted({(text, where) for where, text in citations() if isinstance(text, str) and text})


def texts() -> list[str]:
    """Each citation once; some declarations cite several."""
    return sorted(
        {one.strip() for text, _ in CITED for one in re.split(r"[；;、](?=[^）)]*(?:法|条例|规定|办法|程序|意见))", text)}
    )


def test_every_citation_can_be_read():
    wrong = []
    for text in texts():
        try:
            cite(text)
        except BadCitation as error:
            wrong.append(str(error))
    assert wrong == []


@pytest.fixture
def library(db, tmp_path):
    """The statutes that are cited, as far as they lie beside the repository."""
    folder = shared_data("laws")
    titles = {cite(text).law for text in texts()}
    files = [
        path for path in folder.rglob("*") if re.split(r"[(（.-]", path.name)[0] in titles and path.suffix in (".md", ".docx")
    ]
    with override_settings(HOME=tmp_path):
        import_paths(files)
        yield titles


def test_every_article_that_is_cited_exists(library):
    assert len(library) > 1 and unresolved(texts()) == []


def test_every_clock_of_a_statute_names_its_article():
    for where, text in ((where, text) for text, where in CITED if " in_" in where):
        assert re.search(r"第[一二三四五六七八九十百千零\d]+条", text), where
