"""A clerk's ledger with mistakes in it: what will become of each row, the marked workbook mended, the figure it changed, back to the records."""

import io
import os
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from fazhi.kernel.org.models import Grant
from fazhi.kernel.org.roles import STATISTICIAN
from fazhi.services.mediation.ledgers import DisputeLedger
from fazhi.services.mediation.models import Dispute
from fazhi.services.mediation.tests.factories import village

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "荷塘月色-2026"
HEADS = [column.header for column in DisputeLedger.columns]
# To look at the pages oneself: LOOK_AT=folder pytest tests/stories/test_ledger.py
LOOK_AT = os.environ.get("LOOK_AT", "")


@pytest.fixture
def lotus(world):
    return village(world)


@pytest.fixture
def page(browser, live_server, lotus):
    clerk = lotus.world.clerk
    Grant.objects.create(person=clerk, role=STATISTICIAN, unit=lotus.world.town, valid_from=clerk.valid_from)
    clerk.account.set_password(PASSWORD)
    clerk.account.save()
    page = browser.new_page(base_url=live_server.url, viewport={"width": 1440, "height": 900})
    page.set_default_timeout(20_000)
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto("/login/")
    page.fill("[name=username]", clerk.name)
    page.fill("[name=password]", PASSWORD)
    page.click("form button.primary")
    page.wait_for_url("**/desk/**")
    yield page
    page.close()


def row(lotus, key, applicant, respondent, **cells):
    """One dispute as a clerk writes it down, accepted on the day of the application."""
    day = timezone.localdate() - timedelta(days=20)
    told = {
        "台账序号": key,
        "调委会编码": lotus.body.code,
        "纠纷名称": f"{applicant}与{respondent}邻里纠纷",
        "纠纷类型": "邻里纠纷",
        "来源": "依申请",
        "申请方式": "口头",
        "申请日期": day,
        "受理日期": day,
        "发生地编码": lotus.body.parent.code,
        "纠纷简要情况": "屋后排水口角",
        "诉求": "疏通水沟",
        "涉及人数": 2,
        "难易程度": "一般",
        "命中规则": "不具备其他情形",
        "申请人类型": "个人",
        "申请人姓名": applicant,
        "申请人同意调解": "同意",
        "被申请人类型": "个人",
        "被申请人姓名": respondent,
        "被申请人同意调解": "同意",
        "风险等级": "蓝",
        "录入方式": "纸质补录",
        "录入日期": timezone.localdate(),
    }
    return [(told | cells).get(head) for head in HEADS]


def workbook(*rows):
    book = Workbook()
    for cells in (["莲塘村调解台账"], HEADS, *rows):
        book.active.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def upload(page, content):
    """Choose the file, send it, and wait until every row is judged."""
    page.goto("/desk/mediation.dispute/import/")
    page.set_input_files("[name=file]", {"name": "调解台账.xlsx", "mimeType": "application/octet-stream", "buffer": content})
    page.click("form .form-end .primary")
    page.wait_for_selector("#rows", timeout=60_000)


def write(page, amount):
    page.click(f"button:has-text('写入 {amount} 行')")
    page.wait_for_selector("text=写入完成", timeout=60_000)


def look(page, name):
    """Keep what it looks like, at a desk and on a telephone; nothing scrolls sideways."""
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, f"{name} at {width}"
        if LOOK_AT:
            page.screenshot(path=f"{LOOK_AT}/{name}-{width}.png", full_page=True)


def test_a_ledger_with_mistakes_is_mended_and_its_figure_leads_to_the_records(page, lotus):
    first = row(lotus, "2026-1", "张建", "李芳")
    upload(page, workbook(first))
    write(page, 1)
    mended = row(lotus, "2026-1", "张建", "李芳", 备注="已电话核对")
    twice = row(lotus, "2026-9", "张建", "李芳")
    wrong = row(lotus, "2026-2", "王梅", "赵刚", 纠纷类型="邻居吵架", 受理日期="2026年2月30日")
    good = row(lotus, "2026-3", "周强", "吴敏")
    look(page, "1-written")
    page.goto("/desk/mediation.dispute/import/")
    look(page, "2-upload")
    upload(page, workbook(mended, twice, wrong, good))
    told = page.inner_text("main")
    for words in ("变更", "存疑", "拒绝", "新增", "2月只有", "邻居吵架"):
        assert words in told, words
    assert Dispute.objects.count() == 1, "nothing is written by looking"
    look(page, "3-judged")
    with page.expect_download() as download:
        page.click("text=下载标注后的 Excel")
    marked = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    sheet = marked.active
    places = {sheet.cell(2, column).value: column for column in range(1, sheet.max_column + 1)}
    line = next(n for n in range(3, sheet.max_row + 1) if sheet.cell(n, places["台账序号"]).value == "2026-2")
    assert sheet.cell(line, places["纠纷类型"]).comment and sheet.cell(line, places["受理日期"]).comment
    sheet.cell(line, places["纠纷类型"]).value = "邻里纠纷"
    sheet.cell(line, places["受理日期"]).value = sheet.cell(line, places["申请日期"]).value
    sheet.delete_rows(next(n for n in range(3, sheet.max_row + 1) if sheet.cell(n, places["台账序号"]).value == "2026-9"))
    stream = io.BytesIO()
    marked.save(stream)
    upload(page, stream.getvalue())
    write(page, 3)
    assert Dispute.objects.count() == 3 and Dispute.objects.get(source_key="2026-1").note == "已电话核对"
    page.goto("/boards/figure/mediation.handled/?period=since_year_start")
    assert "3 条记录" in page.inner_text("main") and "3" in page.inner_text(".formula")
    look(page, "4-figure")
    page.click("a:has-text('记录') >> nth=-1")
    page.wait_for_load_state()
    if "records" not in page.url:
        page.goto("/boards/figure/mediation.handled/records/?period=since_year_start")
    look(page, "5-records")
    page.click("a:has-text('王某与赵某'), a:has-text('王梅与赵刚')")
    page.wait_for_url("**/desk/mediation.dispute/**")
    assert "从台账导入（序号 2026-2）" in page.inner_text("main")
    look(page, "6-record")
    assert page.complaints == []
