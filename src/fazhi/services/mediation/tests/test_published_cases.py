"""Ninety-seven published cases of mediation committees come in through the ledger, whole, and come in once."""

import io
import json
import re
from collections import Counter
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from tests.material import shared_data

from fazhi.faces.desk.ledgers.running import run_of
from fazhi.kernel.indicators import evaluation
from fazhi.services.mediation.ledgers import DisputeLedger
from fazhi.services.mediation.models import Dispute
from fazhi.services.mediation.words import DisputeKind

KINDS = {
    "家庭婚姻": "婚姻家庭纠纷",
    "遗产继承": "婚姻家庭纠纷",
    "社区邻里": "邻里纠纷",
    "房产土地": "房屋宅基地纠纷",
    "经济债务": "合同纠纷",
    "公司经营": "生产经营纠纷",
    "治安刑事": "损害赔偿纠纷",
    "环境污染": "环境污染纠纷",
    "劳资劳动": "其他劳动争议纠纷",
    "消费旅游": "其他消费纠纷",
    "医疗健康": "医疗纠纷",
    "交通事故": "道路交通事故纠纷",
    "校园教育": "其他纠纷",
}
NAMED = re.compile(r"[\u4e00-\u9fff]某[某甲乙丙丁]?")
FIRST = date(2024, 1, 2)


@pytest.fixture(scope="module")
def published() -> list[dict[str, Any]]:
    return [json.loads(line) for line in shared_data("mediation/cases.jsonl").read_text(encoding="utf-8").splitlines()]


def parties(text: str) -> tuple[str, str]:
    """The first two people whom the facts name; what is not named stays unnamed."""
    names = list(dict.fromkeys(NAMED.findall(text)))
    return tuple([*names, "申请人", "对方当事人"][:2]) if len(names) != 1 else (names[0], "对方当事人")


def row(lotus, number: int, case: dict[str, Any]) -> dict[str, Any]:
    on = FIRST + timedelta(days=number)
    applicant, respondent = parties(case["text"])
    kind = KINDS[case["type"].removesuffix("纠纷")]
    return {
        "台账序号": case["id"],
        "调委会编码": lotus.body.code,
        "纠纷名称": f"{applicant}与{respondent}{kind}",
        "纠纷类型": kind,
        "来源": "依申请",
        "申请方式": "口头",
        "申请日期": on,
        "受理日期": on,
        "发生地编码": lotus.body.parent.code,
        "纠纷简要情况": case["text"],
        "诉求": "请求调解",
        "涉及人数": 2,
        "申请人类型": "个人",
        "申请人姓名": applicant,
        "申请人同意调解": "同意",
        "被申请人类型": "个人",
        "被申请人姓名": respondent,
        "被申请人同意调解": "同意",
        "难易程度": "一般",
        "命中规则": "不具备其他情形",
        "风险等级": "蓝",
        "权利告知日期": on,
        "调解员编号": lotus.mediator.source_key,
        "产生方式": "调委会指定",
        "录入方式": "纸质补录",
        "录入日期": on + timedelta(days=9),
    }


def sheet(rows: list[dict[str, Any]]) -> bytes:
    book = openpyxl.Workbook()
    headers = [column.header for column in DisputeLedger.columns]
    book.active.append(headers)
    for each in rows:
        book.active.append([each.get(header) for header in headers])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture
def file(lotus, published) -> bytes:
    type(lotus.mediator).objects.filter(pk=lotus.mediator.pk).update(source_key="T-1")
    lotus.mediator.refresh_from_db()
    return sheet([row(lotus, number, case) for number, case in enumerate(published)])


def brought_in(lotus, file: bytes, name: str = "公开案例.xlsx") -> dict[str, int]:
    run = run_of(file, lotus.world.clerk, "mediation.dispute", name)
    return {level: amount for level, amount in run.commit().counts.items() if amount}


def test_all_of_them_come_in_with_every_word_of_their_facts(lotus, file, published):
    assert brought_in(lotus, file) == {"new": 97}
    facts = {case.source_key: case.facts for case in Dispute.objects.all()}
    assert facts == {case["id"]: case["text"] for case in published}
    assert set(Dispute.objects.values_list("state", flat=True)) == {"mediating"}
    assert len(set(Dispute.objects.values_list("number", flat=True))) == 97


def test_a_second_time_nothing_is_new(lotus, file):
    brought_in(lotus, file)
    assert brought_in(lotus, file) == {"same": 97}
    assert Dispute.objects.count() == 97


def test_they_are_counted_by_kind_and_each_kind_has_its_limit(lotus, file, published):
    brought_in(lotus, file)
    wanted = Counter(DisputeKind(value).label for value in Dispute.objects.values_list("kind", flat=True))
    assert wanted == Counter(KINDS[case["type"].removesuffix("纠纷")] for case in published)
    on = date(2024, 12, 31)
    assert evaluation.evaluate("mediation.handled", on=on).value == 97
    for kind in DisputeKind:
        assert evaluation.evaluate(f"mediation.kind_{kind.value}", on=on).value == wanted[kind.label]
    clocks = {
        case.kind: {clock["name"] for clock in case.clocks if clock["state"] == "running"} for case in Dispute.objects.all()
    }
    assert "labour" in clocks[DisputeKind.LABOUR] and "limit" not in clocks[DisputeKind.LABOUR]
    assert "limit" in clocks[DisputeKind.MEDICAL]


def test_out_of_order_they_are_the_same_cases(lotus, file, published):
    """Later rows first: what a row says does not hang on where it stands."""
    rows = [row(lotus, number, case) for number, case in enumerate(published)]
    assert brought_in(lotus, sheet(rows[::-1])) == {"new": 97}
    assert brought_in(lotus, file) == {"same": 97}


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"受理日期": date(2023, 1, 1)}, "不能早于申请日期"),
        ({"申请日期": date(2099, 1, 1), "受理日期": date(2099, 1, 1), "权利告知日期": date(2099, 1, 1)}, "还没有到"),
        ({"办结日期": date(2024, 6, 1)}, "办结"),
        ({"被申请人同意调解": "拒绝"}, "不得调解"),
        ({"首案引用": "没有这一件"}, "没有找到"),
        ({"诉求金额": -5}, "不能是负数|负"),
    ],
)
def test_one_impossible_row_is_refused_in_words_and_the_others_come_in(lotus, published, file, cells, words):
    rows = [row(lotus, number, case) for number, case in enumerate(published[:3])]
    rows[1] |= cells
    run = run_of(sheet(rows), lotus.world.clerk, "mediation.dispute", "公开案例.xlsx")
    found = run.commit()
    assert (found.counts["new"], found.counts["refused"]) == (2, 1)
    assert any(re.search(words, finding.sentence) for finding in found.findings("refused")), list(found.findings("refused"))
    assert not Dispute.objects.filter(source_key=published[1]["id"]).exists()
