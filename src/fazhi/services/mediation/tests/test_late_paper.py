"""补录: paper that comes two weeks late is entered with its day, its reason and its entry mode; the clocks run from the event."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from fazhi.kernel.ledger.models import Event
from fazhi.services.mediation.models import Dispute

from .factories import dispute, step
from .test_figures import value

WHY = "村里断网，登记表两周后送到"


@pytest.fixture
def desk(lotus):
    client = Client()
    client.force_login(lotus.worker.account)
    return client


def local(days: int) -> str:
    return f"{timezone.localtime() - timedelta(days=days):%Y-%m-%dT10:00}"


def rows(prefix: str, *parties: dict[str, str]) -> dict[str, str]:
    told = {f"{prefix}-TOTAL_FORMS": str(len(parties)), f"{prefix}-INITIAL_FORMS": "0"}
    for n, one in enumerate(parties):
        told |= {f"{prefix}-{n}-{name}": value for name, value in one.items()}
    return told


def sheet(at, **more):
    one = {"side": "applicant", "kind": "person", "name": "张建", "consent": "agrees", "capacity": "full"}
    asked = {"unit": at.body.pk, "kind": "02", "region": f"〔{at.body.parent.code}〕", "facts": "屋后排水口角", "demands": "疏通"}
    asked |= {"people": "2", "source": "applied", "risk": "blue", "apply_form": "written", "key": str(more), **more}
    return asked | rows("parties", one, one | {"side": "respondent", "name": "李芳"})


def register(desk, at, **more):
    page = desk.get("/desk/mediation.dispute/new/")
    region = page.context["form"].fields["region"]
    value = at.body.parent.pk if hasattr(region, "choices") else str(at.body.parent)
    return desk.post("/desk/mediation.dispute/new/", sheet(at, region=value, **more))


def test_a_paper_of_two_weeks_ago_begins_there(desk, lotus):
    assert register(desk, lotus, late_at=local(14), late_reason=WHY).status_code == 302
    case, then = Dispute.objects.get(), timezone.localdate() - timedelta(days=14)
    assert case.opened_on == then and case.entry_mode == "paper" and (timezone.now() - case.recorded_at).days == 0
    assert case.clocks[0]["start"] == then.isoformat() and case.due_on < timezone.localdate()
    assert Event.objects.get(of="mediation.dispute", record_id=case.pk, act="register").reason == f"补录：{WHY}"
    page = desk.get(f"/desk/mediation.dispute/{case.pk}/").content.decode()
    assert "纸质补录（补录，发生于" in page and WHY in page and "录入" in page


@pytest.mark.parametrize(
    ("late", "said"),
    [
        ({"late_at": local(14)}, "补录必须写明理由"),
        ({"late_reason": WHY}, "请填写实际发生时间"),
        ({"late_at": local(-2), "late_reason": WHY}, "还没有到"),
        ({"late_at": local(90), "late_reason": WHY}, "请由登记人员用台账导入"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(desk, lotus, late, said):
    answer = register(desk, lotus, **late)
    assert answer.status_code == 422 and said in answer.content.decode() and "屋后排水口角" in answer.content.decode()
    assert not Dispute.objects.exists()


def test_a_step_is_dated_by_its_paper_but_never_before_the_step_before_it(desk, lotus):
    ten_days_ago = timezone.make_aware(datetime.combine(timezone.localdate() - timedelta(days=10), datetime.min.time()))
    case = dispute(lotus, on=ten_days_ago)
    at = f"/desk/mediation.dispute/{case.pk}/step/accept/"
    early = desk.post(at, {"version": case.version, "late_at": local(12), "late_reason": WHY, "key": "a"})
    assert early.status_code == 422 and "不能早于上一步" in early.content.decode()
    assert desk.post(at, {"version": case.version, "late_at": local(8), "late_reason": WHY, "key": "b"}).status_code == 302
    case.refresh_from_db()
    assert case.accepted_on == timezone.localdate() - timedelta(days=8)
    begin = next(row for row in case.clocks if row["name"] == "in_accepted")
    assert begin["start"] == case.accepted_on.isoformat()
    assert step(lotus, case, "collect", on=timezone.now(), title="照片", provider="张建").state == "accepted"


def test_what_is_entered_after_more_than_seven_days_is_counted_as_late_whatever_the_way(lotus):
    """Golden rule 12: seven days to the minute are in time, a minute more is not."""
    then = timezone.make_aware(datetime(2024, 9, 3, 9))
    for late, hours in ((False, 7 * 24), (True, 7 * 24 + 1)):
        case = dispute(lotus, then, recorded_at=then + timedelta(hours=hours), root_doubt=f"另案{late}")
        assert case.is_late_entry is late and case.entry_mode == "online"
    assert (value("late_entries").numerator, value("late_entries").denominator) == (1, 2)
