"""What holds of every citation: it can be read, and where the statutes are at hand, the article is there."""

import re

import pytest
from django.test import override_settings

from fazhi.kernel.law import unresolved
from fazhi.kernel.present.cited import citations, citations_can_be_read, cited
from tests.material import import_laws_of


def test_every_citation_can_be_read():
    assert len(cited()) > 200 and list(citations_can_be_read()) == []


@pytest.fixture
def library(db, tmp_path):
    """The statutes that are cited, as far as they lie beside the repository."""
    with override_settings(HOME=tmp_path):
        yield import_laws_of(cited())


def test_every_article_that_is_cited_exists(library):
    assert len(library) > 1 and unresolved(list(cited())) == []


def test_every_clock_of_a_statute_names_its_article():
    for where, text in citations():
        if " in_" in where and text:
            assert re.search(r"第[一二三四五六七八九十百千零\d]+条", text), where
