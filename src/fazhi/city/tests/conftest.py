"""The city at its model day, made once for all tests of a run."""

from collections.abc import Callable
from datetime import date
from functools import cache, cached_property

import pytest
from tests.every.routes import ALL

from fazhi.city.casework import Office
from fazhi.city.disputes import disputes
from fazhi.city.leads import leads
from fazhi.city.ledgers import opened
from fazhi.city.people import Row
from fazhi.city.questions import consultations
from fazhi.city.windows import Plan
from fazhi.services.advice.tests.conftest import home, lotus, real_laws  # noqa: F401  (where questions are asked, and the library)

MODEL_DAY = date(2023, 12, 4)


class Ledgers:
    """The rows of one city, as they go into the files."""

    def __init__(self, seed: int, size: str, as_of: date) -> None:
        self.office: Office = opened(Plan(seed, size, as_of))
        self.as_of = as_of

    @cached_property
    def disputes(self) -> dict[int, list[Row]]:
        return {year.first.year: list(disputes(self.office, year)) for year in self.office.plan.years}

    @cached_property
    def leads(self) -> list[Row]:
        return leads(self.office, self.all_disputes)

    @cached_property
    def consultations(self) -> dict[int, list[Row]]:
        return {year.first.year: list(consultations(self.office, year)) for year in self.office.plan.years}

    @property
    def all_disputes(self) -> list[Row]:
        return [row for rows in self.disputes.values() for row in rows]

    @property
    def all_consultations(self) -> list[Row]:
        return [row for rows in self.consultations.values() for row in rows]


kept = cache(Ledgers)


@pytest.fixture(scope="session")
def city() -> Ledgers:
    return kept(7, "city", MODEL_DAY)


@pytest.fixture(scope="session")
def some_city(request: pytest.FixtureRequest, small: Callable[..., Ledgers]) -> Ledgers:
    """Where every row is looked at one by one: the small city suffices in a developer's run."""
    return request.getfixturevalue("city") if ALL else small()


@pytest.fixture(scope="session")
def small() -> Callable[..., Ledgers]:
    return lambda as_of=MODEL_DAY, seed=7: kept(seed, "small", as_of)
