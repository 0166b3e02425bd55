"""A visitor without an account, a village with its committee, and a shelf of its own for every test."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.keeping import once

from fazhi.services.mediation.tests.factories import Village, village

WHERE = {"region": "荷塘区 荷花街道 莲塘村", "kind": "04", "facts": "十月起厨房顶棚渗水", "demands": "修好漏水，赔偿吊顶"}
WHO = {"name": "王建国", "phone": "13800134567"}
OTHER = {"other_name": "楼上402住户"}
ANSWERS = (WHERE, WHO, OTHER)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def lotus(world) -> Village:
    return once(village, world)


@dataclass
class Visitor:
    """Somebody with a browser."""

    client: Client
    taken: dict[str, str] = field(default_factory=dict)

    def fill(self, n: int, answers: dict[str, Any], key: str = "mediation") -> HttpResponse:
        return self.client.post(f"/apply/{key}/{n}/", answers)

    def fill_all(self) -> None:
        for n, answers in enumerate(ANSWERS, 1):
            assert self.fill(n, answers).url == f"/apply/mediation/{n + 1}/"

    def send(self) -> HttpResponse:
        return self.client.post("/apply/mediation/4/", {"agrees": "1"})

    def apply(self) -> tuple[str, str]:
        """Apply for mediation; answers receipt and code."""
        self.fill_all()
        assert self.send().url == "/apply/mediation/receipt/"
        draft = self.client.get("/apply/mediation/receipt/").context["draft"]
        return draft.receipt, draft.code

    def follow(self, receipt: str, code: str) -> HttpResponse:
        return self.client.post("/follow/", {"receipt": receipt, "code": code})

    def read(self, url: str) -> str:
        return self.client.get(url).content.decode()


@pytest.fixture
def visitor(client) -> Visitor:
    return Visitor(client)


@pytest.fixture
def another() -> Visitor:
    """Somebody else, with a browser of their own."""
    return Visitor(Client())
