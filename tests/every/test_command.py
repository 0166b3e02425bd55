"""What holds of every verb of the command line: it says what it is for, and what it cannot do it refuses with a sentence."""

import socket

import click
import pytest
from click.testing import CliRunner

from fazhi.site.command import VERBS, main

NOT_OURS = "manage"


def verbs_of(group, path=()):
    """Each verb below a group with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        yield from verbs_of(found, (*path, name)) if isinstance(found, click.Group) else [((*path, name), found)]


def run(*words, **given):
    return CliRunner().invoke(main, list(words), **given)


def test_each_verb_and_each_option_say_what_they_are_for():
    for path, verb in verbs_of(main):
        assert verb.help, path
        for option in verb.params if path != (NOT_OURS,) else ():
            assert isinstance(option, click.Argument) or option.help, (path, option.name)


@pytest.mark.parametrize("verb", VERBS)
def test_help_is_given_and_does_nothing(verb):
    asked = run(verb, "help" if verb == NOT_OURS else "--help")
    assert asked.exit_code == 0 and not asked.exception, asked.output


WRONG = [
    (2, "nothing"),
    (2, "demo --size huge"),
    (2, "demo --as-of tomorrow"),
    (2, "serve --port 0"),
    (1, "module elsewhere/letters"),
    (2, "figures --as-of 2023-13-04"),
    (1, "figures --unit nowhere"),
    (1, "figures verify --code nothing"),
    (1, "figures verify --published README.md"),
    (1, "figures proof 99 --out proof.json"),
    (2, "law import /nowhere"),
    (1, "law show 没有这部法"),
    (1, "law cite 没有这部法"),
    (1, "law cite 没有这部法第一条"),
    (2, "law cite 民法典 --on yesterday"),
    (2, "law search"),
    (2, "law search --batch /nowhere --run /nowhere"),
    (1, "law search 饕餮"),
    (1, "calendar due --from 2027-01-01 --length 5 --unit wd"),
    (2, "calendar due --from 2025-09-29 --length 0"),
    (2, "calendar due --from 2025-09-29 --length 500000000 --unit year"),
    (2, "calendar due --from yesterday --length 5"),
    (1, "calendar year 2031"),
    (1, "calendar load README.md"),
    (2, "org import /nowhere"),
    (1, "org import docs"),
    (1, "org import README.md"),
    (1, "org show nowhere"),
    (1, "ledger import README.md --by nobody"),
    (2, "ledger export nothing out.xlsx --by nobody"),
    (1, "ledger export mediation.dispute out.xlsx --by nobody --reason 核对"),
    (1, "ledger template mediation.dispute out.xlsx --by nobody"),
    (1, "ledger questions README.md out.xlsx --unit nowhere"),
    (1, "log receipt nothing"),
    (1, "user add somebody --name 甲 --unit nowhere"),
    (1, "user list --unit nowhere"),
    (1, "user password nobody"),
    (1, "user grant nobody clerk"),
    (1, "user token nobody --name x"),
    (1, "user revoke 99"),
]


@pytest.mark.parametrize(("code", "words"), WRONG, ids=[words for _, words in WRONG])
@pytest.mark.django_db
def test_what_is_asked_wrongly_is_refused_in_a_sentence(code, words):
    refused = run(*words.split(" "))
    assert isinstance(refused.exception, SystemExit), refused.exception
    assert refused.exit_code == code and "Error: " in refused.output, refused.output


@pytest.mark.django_db
def test_where_somebody_else_serves_nothing_is_begun():
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as our own servers do, which would share it
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = str(other.getsockname()[1])
        assert "已被占用" in (refused := run("serve", "--port", taken)).output and refused.exit_code == 1
    for host in ("192.0.2.1", "nowhere.invalid"):
        refused = run("serve", "--host", host, "--port", taken)
        assert refused.exit_code == 1 and f"不能在 {host} 的端口 {taken} 上提供服务" in refused.output


@pytest.mark.django_db
def test_a_person_by_whom_nothing_can_be_read_or_written_is_told_why(world, tmp_path):
    plain = tmp_path / "text.xlsx"
    plain.write_text("not a workbook")
    by = world.clerk.account.username
    for words in (
        ("ledger", "import", str(plain), "--by", by),
        ("ledger", "import", str(plain), "--by", by, "--as", "nothing"),
        ("ledger", "export", "mediation.dispute", str(tmp_path / "no" / "folder.xlsx"), "--by", by),
        ("ledger", "export", "mediation.dispute", str(tmp_path / "book.pdf"), "--by", by),
        ("ledger", "import", str(plain), "--by", by, "--marked", str(tmp_path / "no" / "folder.xlsx")),
        ("ledger", "template", "mediation.dispute", str(tmp_path / "no" / "folder.xlsx"), "--by", by),
        ("user", "add", by, "--name", "甲", "--unit", world.town.code),
        ("user", "add", "somebody", "--name", "甲", "--unit", world.town.code, "--role", "emperor", "--no-password"),
        ("user", "grant", by, "emperor"),
    ):
        refused = run(*words)
        assert isinstance(refused.exception, SystemExit), (words, refused.exception)
        assert refused.exit_code in (1, 2) and "Error: " in refused.output, (words, refused.output)


@pytest.mark.django_db
def test_a_database_that_cannot_do_it_is_told_in_a_sentence(monkeypatch):
    from django.db import OperationalError  # noqa: PLC0415

    from fazhi.kernel.indicators import figures  # noqa: PLC0415

    def broken(*given):
        raise OperationalError("disk I/O error")

    monkeypatch.setattr(figures, "figure_table", broken)
    told = run("figures")
    assert told.exit_code == 1 and "数据库没有完成这件事：disk I/O error" in told.output
