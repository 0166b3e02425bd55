"""A view above a list is narrowed by all that it says; a condition that no filter takes would show everything."""

from urllib.parse import parse_qsl

import pytest

from fazhi.faces.desk.filtering import Conditions
from fazhi.kernel import registry
from tests.every.putting import holder

OF_THE_PAGE = {"sort", "q"}


@pytest.mark.django_db
def test_each_view_is_narrowed_by_what_it_says(world):
    lost = []
    for label, desk in registry.on("desks").items():
        for view in desk.views:
            asked = dict(parse_qsl(view.query))
            chosen = Conditions(desk, holder(world, *desk.model.readers), asked).chosen
            lost += [(label, view.label, name) for name in asked.keys() - OF_THE_PAGE - chosen.keys()]
    assert lost == []
