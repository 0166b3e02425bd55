"""Every article that legal aid names by itself, and not only in its declarations, is in the library."""

import pytest
from tests.material import import_laws_of

from fazhi.kernel.law import unresolved
from fazhi.services.legal_aid import agency, guide, hardship, matters
from fazhi.services.legal_aid.gates import applying, working
from fazhi.services.legal_aid.grounds import Ground, article
from fazhi.services.legal_aid.words import Path

LAWS = {
    *(article(ground) for ground in Ground),
    *(f"{hardship.EXEMPT_LAW}{item}" for item in hardship.EXEMPT_ITEMS.values()),
    *(hardship.judged(hardship.Means(path, Ground.WAGES), 0).law for path in Path),
    *(law for group in matters.MATTERS for _, law in guide.found({"matter": group, "is_urgent": True}).reasons),
    agency.FOR_INCAPABLE,
    agency.FOR_DETAINED,
    "民事诉讼法 第六十二条第一款",
    "法律援助法 第十七条第二款",
    applying.PLACE_LAW,
    working.LICENCE_LAW,
    working.YEARS_LAW,
    working.CHILD_LAW,
}


@pytest.mark.django_db
def test_each_article_that_is_named_is_there(tmp_path, settings):
    settings.HOME = tmp_path
    import_laws_of(LAWS)
    assert list(unresolved(sorted(LAWS))) == []
