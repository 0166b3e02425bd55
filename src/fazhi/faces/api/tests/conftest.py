"""Who calls the API in tests."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from fazhi.faces.api import tokens


@dataclass
class Caller:
    """A machine with a token; JSON in, JSON out."""

    key: str
    client: Client = field(default_factory=Client)

    def ask(self, method: str, path: str, sent: Any = None, **headers: str) -> Any:
        body = sent if isinstance(sent, bytes | str) else json.dumps(sent)
        given = {"authorization": f"Bearer {self.key}", **{name.replace("_", "-"): value for name, value in headers.items()}}
        path = path if path.startswith("/") else f"/api/v1/{path}"
        return self.client.generic(method, path, "" if sent is None else body, "application/json", headers=given)

    def get(self, path: str, **headers: str) -> Any:
        return self.ask("GET", path, None, **headers)

    def post(self, path: str, sent: Any, **headers: str) -> Any:
        return self.ask("POST", path, sent, **headers)

    def patch(self, path: str, sent: Any, **headers: str) -> Any:
        return self.ask("PATCH", path, sent, **headers)


@pytest.fixture(autouse=True)
def _fresh_rates():
    cache.clear()


@pytest.fixture
def caller(world):
    """The town's clerk."""
    return Caller(tokens.make(world.clerk.account, "测试", 30)[1])


@pytest.fixture
def stranger(world):
    """A clerk of another county."""
    return Caller(tokens.make(world.stranger.account, "测试", 30)[1])


@pytest.fixture
def leader(world):
    """The county's leader."""
    return Caller(tokens.make(world.leader.account, "测试", 30)[1])


def visit(world, **changed):
    """What is sent to register a visit."""
    return {
        "unit": world.town.code,
        "title": "张某来访",
        "topic": "advice",
        "question": "欠薪怎么办",
        "amount": "1200.50",
        "visitors": [{"name": "张三丰", "id_number": "11010519491231002X", "phone": "13800138000"}],
        **changed,
    }
