"""A unit as the record, somebody at work, and a shelf of its own for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.world import unheard

from fazhi.kernel import registry
from fazhi.kernel.documents import Date, Fields, Heading, Number, Paper, Paragraph, Signatures, Table
from fazhi.kernel.org.models import Person, Unit


@pytest.fixture(autouse=True)
def files(settings: object, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def record(db: None) -> Unit:
    with unheard():
        return Unit.objects.create(code="430101", name="荷花街道人民调解委员会", kind="committee")


@pytest.fixture
def person(record: Unit) -> Person:
    return Person.objects.create(name="陈某", unit=record)


@pytest.fixture
def agreement() -> Iterator[type[Paper]]:
    """A paper with every kind of block, made from a unit."""
    with registry.opened():

        class AgreementPaper(Paper):
            title = "人民调解协议书"
            of = Unit
            law = "人民调解法 第二十九条"
            mandatory = "name short_name people"

            def blocks(self, record: Unit) -> list:
                people = [(someone.name, someone.phone) for someone in record.people.all()]
                return [
                    Number("荷花调协〔2023〕186号"),
                    Fields([("调解委员会", record.name), ("简称", record.short_name)]),
                    Heading("一、当事人"),
                    Table(["姓名", "电话"], people),
                    Heading("二、协议内容"),
                    Paragraph("李某拆除通道内砖垛，恢复一点八米通行宽度。\n张某一次性补偿李某院墙改建费用。"),
                    Signatures(["申请人（签名、盖章或者按指印）", "被申请人", "人民调解员"]),
                    Date("2023年11月16日"),
                ]

        yield AgreementPaper
