"""双公示: what goes to 信用中国, in redacted words, and what may not go yet is named with its reasons."""

import csv
import io
import json
from datetime import date

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests.every.putting import bare

from fazhi.norms.enforcement import double_publicity
from fazhi.norms.enforcement.double_publicity import PENALTIES, penalties
from fazhi.norms.enforcement.models import Decision, EnforcementBody, Penalty, Publication

from .factories import step
from .test_publicity import DECIDED, WORDS, decision, publication, published

AT = "/desk/feeds/double-penalties/?first=2025-09-01&last=2025-10-31"


@pytest.fixture
def bureau(bureau):
    QuerySet(EnforcementBody).filter(pk=bureau.body.pk).update(credit_code="11990101MB0000001A")
    bureau.body.refresh_from_db()
    return bureau


def taken(client, bureau, kind, at=AT):
    client.force_login(bureau.keeper.account)
    return client.post(at, {"kind": kind, "reason": "报送"})


def content(answer):
    return b"".join(answer.streaming_content)


def sent(client, bureau, at=AT):
    return json.loads(content(taken(client, bureau, "json", at)))


def fined(bureau, **party):
    of = decision(bureau, **party)
    QuerySet(Decision).filter(pk=of.pk).update(fine=3000)
    bare(Penalty, bureau.world, of=of, kind="fine", amount=3000)
    of.refresh_from_db()
    return of


def test_a_published_decision_goes_out_in_its_redacted_words(bureau, client):
    of = fined(bureau)
    published(bureau, of, platform="credit")
    row = sent(client, bureau)["rows"][0]
    told = {name: row[name] for name in ("decision_no", "party_kind", "fine", "facts", "kinds", "standing", "shown_until")}
    assert told == {
        "decision_no": of.number,
        "party_kind": "法人及非法人组织",
        "fine": "0.3",
        "facts": WORDS["facts"],
        "kinds": "罚款",
        "standing": "有效",
        "shown_until": "2028-09-22",
    }
    book = load_workbook(io.BytesIO(content(taken(client, bureau, "xlsx"))))
    assert book["双公示：行政处罚"]["A2"].value == WORDS["party"]
    lines = list(csv.reader(io.StringIO(content(taken(client, bureau, "csv")).decode("utf-8-sig"))))
    assert len(lines) == 2 and lines[1][0] == WORDS["party"]


def test_a_natural_person_goes_out_masked_and_without_a_code(bureau, client):
    of = fined(bureau, kind="person", name="张三丰", credit_code="", id_number="990102199202020025")
    row = step(bureau, publication(bureau, of, platform="credit"), "redact", DECIDED, bureau.enforcer, redacted_by_hand=True,
               basis=WORDS["basis"], result=WORDS["result"], party="张某某")  # fmt: skip
    step(bureau, row, "publish", DECIDED, bureau.head)
    told = sent(client, bureau)["rows"][0]
    assert (told["party"], told["party_kind"], told["credit_code"], told["legal_representative"]) == ("张某某", "自然人", "", "")


def test_what_is_not_told_or_lacks_something_is_named(bureau, client):
    fined(bureau)
    row = published(bureau, fined(bureau), platform="credit")
    QuerySet(Publication).filter(pk=row.pk).update(credit_code="", matter="")
    waiting = publication(bureau, fined(bureau), platform="credit")
    told = sent(client, bureau)
    reasons = {each["record"]: each["because"] for each in told["refused"]}
    assert told["rows"] == [] and len(reasons) == 3
    assert "没有登记信用中国公示；已经超过 2025-09-30 的公示期限" in " ".join(reasons.values())
    assert "缺“违法行为类型”；缺“统一社会信用代码”" in reasons[row.decision_no]
    assert "还没有脱敏审核发布" in reasons[waiting.decision_no]
    page = client.get(AT).content.decode()
    assert "可以导出0行，不能导出3行" in page and "没有登记信用中国公示" in page


def test_what_was_withdrawn_goes_out_as_revoked_with_its_reason(bureau, client):
    row = published(bureau, fined(bureau), platform="credit")
    row = step(bureau, row, "recall", date(2025, 11, 3), bureau.head, why="复议撤销")
    at = "/desk/feeds/double-penalties/?first=2025-11-01&last=2025-11-30"
    assert "还没有撤下" in json.dumps(sent(client, bureau, AT)["refused"], ensure_ascii=False)
    step(bureau, row, "withdraw", date(2025, 11, 5), bureau.enforcer, withdrawn_because="复议决定撤销原处罚")
    told = sent(client, bureau, at)["rows"][0]
    assert (told["standing"], told["note"]) == ("撤销", "复议决定撤销原处罚")


def test_a_licence_of_another_system_goes_out_and_a_withheld_one_does_not(bureau, client):
    given = {"decision_no": "荷许〔2025〕1号", "decided_on": DECIDED, "credit_code": "91990101MA0000001Y", "matter": "普通"}
    row = publication(bureau, kind="licence", platform="credit", **given)
    QuerySet(Publication).filter(pk=row.pk).update(decision=None)
    row = step(bureau, Publication.objects.get(), "redact", DECIDED, bureau.enforcer, **WORDS, redacted_by_hand=True)
    step(bureau, row, "publish", DECIDED, bureau.head)
    at = AT.replace("penalties", "licences")
    assert sent(client, bureau, at)["rows"][0]["decision_no"] == "荷许〔2025〕1号"
    hidden = step(
        bureau, publication(bureau, fined(bureau), platform="credit"), "withhold", DECIDED, bureau.head, withheld=["business"]
    )
    assert hidden.state == "withheld" and hidden.decision_no not in json.dumps(sent(client, bureau), ensure_ascii=False)


def test_rows_are_read_some_at_a_time(bureau, monkeypatch):
    of = fined(bureau)
    copies = [Decision.objects.get(pk=of.pk) for _ in range(12)]
    for at, row in enumerate(copies):
        row.pk, row.number, row.source_key = None, f"荷罚〔2025〕{at + 1000}号", f"k{at}"
    QuerySet(Decision).bulk_create(copies)
    monkeypatch.setattr(double_publicity, "AT_ONCE", 5)
    seen = []
    monkeypatch.setattr(double_publicity, "_of_decision", lambda decision, row: seen.append(decision.number))
    rows = penalties(bureau.keeper, date(2025, 9, 1), date(2025, 10, 31))
    with CaptureQueriesContext(connection) as asked:
        next(rows)
    assert len(seen) == 1 and sum('FROM "enforcement_penalty"' in each["sql"] for each in asked) == 1
    assert len(list(rows)) == 12


def test_the_field_list_can_be_read(bureau):
    assert [one.label for one in PENALTIES.fields()][:3] == ["行政相对人名称", "行政相对人类别", "统一社会信用代码"]
