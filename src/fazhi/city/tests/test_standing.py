"""`fazhi demo` builds once, keeps what stands, and puts it aside when another city is asked for."""

import socket
from datetime import date
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from django.test import override_settings

from fazhi.city import building, standing
from fazhi.city.standing import Asked
from fazhi.kernel import registry
from fazhi.site.command import demo

SMALL = Asked("small", 7, date(2023, 12, 4))


@pytest.fixture
def home(world, tmp_path, monkeypatch):
    """A home whose cities are named and not built."""
    built = []

    def build(city, *told):
        built.append(city)
        standing.begin(city)
        (tmp_path / building.PASSWORDS).write_text("lotus\n")
        return {}

    monkeypatch.setattr(building, "build", build)
    monkeypatch.setattr(standing, "connection", SimpleNamespace(vendor="sqlite", close=lambda: None))
    with override_settings(HOME=tmp_path, SAMPLE=False):
        yield SimpleNamespace(path=tmp_path, built=built)


def run(*words):
    done = CliRunner().invoke(demo.command, ["--no-serve", *words])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_city_is_built_once_and_stands_on_its_day(home, client):
    run("--as-of", "2023-12-04")
    assert "示例数据" in client.get("/").content.decode(), "from the first page that is served after the building"
    assert home.built == [SMALL]
    run()
    assert home.built == [SMALL] and (home.path / "as_of").read_text() == "2023-12-04\n"


def test_the_figures_are_printed_and_how_to_sign_in_with_one_account_a_role(home, client, monkeypatch):
    begun = building.build
    monkeypatch.setattr(building, "build", lambda *told: begun(*told) or building.open_accounts() and {})
    told = run("--as-of", "2023-12-04")
    password = building.password()
    assert f"登录 http://127.0.0.1:8000/login/ ，密码都是 {password}" in told.replace("\n", "")
    for code in registry.on("figures"):
        assert f" {code} " in told, "the figure table"
    roles = [role for role in registry.on("roles").values() if role not in ("public", "schedule")]
    assert [role for role in roles if f" {role} " not in told] == []
    for role in roles:
        client.logout()
        assert client.post("/login/", {"username": str(role), "password": password}).url == "/desk/", role


def test_another_city_puts_the_first_aside_and_what_broke_off_is_taken_up(home):
    run("--as-of", "2023-12-04")
    (home.path / "secret.key").write_text("of the installation")
    (home.path / "built").unlink()
    run()
    assert home.built == [SMALL, SMALL] and not (home.path / "earlier").exists()
    (home.path / "fazhi.sqlite3").write_text("the first city")
    assert "已移到" in run("--size", "city").replace("\n", "")
    assert home.built[-1] == Asked("city", 7, SMALL.as_of)
    assert (home.path / "earlier/1/fazhi.sqlite3").read_text() == "the first city"
    assert not (home.path / "fazhi.sqlite3").exists() and (home.path / "secret.key").exists()
    run("--fresh")
    assert home.built[-1] == Asked("city", 7, SMALL.as_of) and (home.path / "earlier/2").is_dir()


def test_a_database_on_a_server_is_not_emptied(home, monkeypatch):
    run("--as-of", "2023-12-04")
    monkeypatch.setattr(standing, "connection", SimpleNamespace(vendor="postgresql"))
    refused = CliRunner().invoke(demo.command, ["--no-serve", "--size", "city"])
    assert refused.exit_code == 1 and "请用 DATABASE_URL 指定一个空的数据库" in refused.output and home.built == [SMALL]


def test_a_taken_port_is_told_before_the_work(home):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        refused = CliRunner().invoke(demo.command, ["--port", str(other.getsockname()[1])])
    assert refused.exit_code == 1 and "已被占用" in refused.output and home.built == []


def test_a_day_in_a_year_whose_holidays_nobody_knows_is_told_before_the_work(home):
    refused = CliRunner().invoke(demo.command, ["--no-serve", "--as-of", "2031-03-01"])
    assert refused.exit_code == 1 and "2030年的节假日安排还没有公布" in refused.output and home.built == []
