"""A review of case files from the sample to the circular, clicked in a browser by its organiser, two reviewers and the head."""

import re

import pytest

from fazhi.norms.oversight.models import ReviewedFile, ReviewPlan, ScoreSheet, ScoringTemplate
from fazhi.norms.oversight.tests.factories import office
from fazhi.norms.oversight.tests.reviews import NUMBERS, committed, item
from tests.stories.test_mediation import PASSWORD, fill, sign_in
from tests.stories.test_penalty import look, step

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAN, FILE, SHEET, STANDARD = (f"oversight.{name}" for name in ("reviewplan", "reviewedfile", "scoresheet", "scoringtemplate"))


@pytest.fixture
def lotus(world):
    return office(world)


@pytest.fixture
def desk(browser, live_server, lotus):
    """A window of one's own for each."""
    opened = {}

    def window(person):
        if person.pk not in opened:
            person.account.set_password(PASSWORD)
            person.account.save()
            page = browser.new_context(base_url=live_server.url, viewport={"width": 1440, "height": 900}).new_page()
            page.set_default_timeout(20_000)
            page.complaints = []
            page.on("pageerror", lambda error: page.complaints.append(str(error)))
            sign_in(page, person)
            opened[person.pk] = page
        return opened[person.pk]

    yield window
    for page in opened.values():
        page.context.close()


def standard(page, lotus):
    """The form begins with the sample: a name is enough."""
    page.goto(f"/desk/{STANDARD}/new/")
    look(page, "standard-new")
    fill(page, "main form", unit=str(lotus.county.pk), name="2025年案卷评查标准", valid_from="2025-01-01")
    page.locator("main form button.primary").last.click()
    page.wait_for_url(re.compile(rf"/desk/{STANDARD}/\d+/"))
    look(page, "standard")
    return ScoringTemplate.objects.get()


def scored(page, sheet, reason):
    """Points off one item with the reason, and the signature."""
    listed = item("告知、陈述申辩复核、听证")
    step(page, sheet, "扣分、一票否决", item=str(listed.pk), points="3", reason=reason)
    look(page, "sheet")
    return step(page, sheet, "签名提交", opinion="总体规范，告知程序有瑕疵")


def reviewed(desk, lotus, organiser, file):
    """Two sign blind, the body is told and has nothing against it."""
    one, two = lotus.reviewers[:2]
    step(organiser, file, "分派评查人", first=str(one.pk), second=str(two.pk))
    sheets = {sheet.place: sheet for sheet in ScoreSheet.objects.filter(file=file)}
    scored(desk(one), sheets["first"], "第3份文书没有告知陈述申辩权")
    assert desk(two).goto(f"/desk/{SHEET}/{sheets['first'].pk}/").status == 404
    scored(desk(two), sheets["second"], "申辩没有复核记录")
    assert desk(two).goto(f"/desk/{SHEET}/{sheets['first'].pk}/").status == 200
    file.refresh_from_db()
    assert (file.state, str(file.total), file.grade) == ("scored", "97.0", "excellent")
    step(organiser, file, "反馈被评查单位")
    look(organiser, "file")
    return step(organiser, file, "单位无异议")


def test_a_review_goes_from_its_sample_to_the_circular(desk, lotus, chinese_font):
    organiser, head = desk(lotus.first), desk(lotus.leader)
    assert standard(organiser, lotus).items.count() == 20
    plan = committed(lotus, per_stratum=1)
    organiser.goto(f"/desk/{PLAN}/{plan.pk}/")
    look(organiser, "plan-committed")
    assert plan.plan_hash in organiser.inner_text("main")
    step(organiser, plan, "抽取", source_text=NUMBERS)
    look(organiser, "plan-drawn")
    for file in ReviewedFile.objects.all():
        reviewed(desk, lotus, organiser, file)
    plan = step(
        organiser, ReviewPlan.objects.get(), "形成总报告", main_problems="告知程序有瑕疵", suggestions="对照整改，自查同类案件"
    )
    plan = step(head, plan, "印发通报", circular_to="各行政执法单位")
    head.goto(f"/desk/{PLAN}/{plan.pk}/")
    look(head, "plan-circulated")
    assert f"情况的通报（{plan.circular_no}）" in head.inner_text("main")
    for label in (PLAN, FILE, SHEET, STANDARD):
        organiser.goto(f"/desk/{label}/")
        look(organiser, f"list-{label}")
    assert not [*organiser.complaints, *head.complaints]
