"""What the public says of enforcement: heard within its days, and who said it known to few."""

from datetime import date

from tests.world import person

from fazhi.kernel.flow import doors
from fazhi.kernel.indicators import evaluate
from fazhi.kernel.org.roles import CLERK, LEADER

from ..models import Complaint, Supervision
from ..portal import ComplaintIntake
from .factories import DAY, at, refused, step

TOLD = {
    "body_told": "区城管局",
    "kind": "checks",
    "content": "一个月来了五次，我是荷花路张记面馆",
    "complainant": "张三丰",
    "phone": "13812345678",
}


def complaint(lotus, **data):
    said = {"region": lotus.world.town, **TOLD, **data}
    fields, parts = ComplaintIntake.opened(said)
    given = {"unit": ComplaintIntake.unit_for(said), **fields}
    return doors.register(Complaint, None, given, parts, via="portal", at=at(DAY))


def test_a_complaint_goes_to_the_county_and_not_to_the_body(lotus):
    insider = person("城管文书", lotus.body, CLERK, LEADER)
    made = complaint(lotus)
    assert (made.unit, made.due_on, made.title) == (lotus.county, date(2025, 9, 8), "反映区城管局重复检查、乱检查")
    assert not Complaint.objects.visible_to(insider).exists()


def test_who_asked_for_secrecy_is_known_to_who_handles_it_alone(lotus):
    far = person("市里的监督员", lotus.world.city, "supervisor")
    assert Complaint.objects.visible_to(far).count() == 0
    open_one, secret = complaint(lotus), complaint(lotus, wants_secrecy=True)
    assert list(Complaint.objects.visible_to(far)) == [open_one]
    assert secret in Complaint.objects.visible_to(lotus.first)


def test_the_case_does_not_know_who_complained(lotus):
    made = step(complaint(lotus, wants_secrecy=True), "accept", lotus.first, body=lotus.body)
    made = step(made, "supervise", lotus.first)
    case = Supervision.objects.get()
    told = f"{case.title}{case.facts}{case.source_no}"
    assert case.source == "complaint" and "张" not in told and "面馆" not in told
    assert "已经转为监督案件" in refused(step, made, "supervise", lotus.first)
    assert "不要写投诉举报人" in refused(step, made, "answer", lotus.first, is_true=True, answer="张三丰反映属实")
    made = step(made, "answer", lotus.first, date(2025, 9, 30), is_true=True, answer="属实，已经合并检查计划")
    assert made.state == "answered" and evaluate("oversight.complaint_closed_rate", on=date(2025, 12, 31)).value == 100


def test_what_is_before_a_court_is_not_accepted(lotus):
    made = complaint(lotus, in_remedy=True)
    assert "由复议机关、人民法院处理" in refused(step, made, "accept", lotus.first, body=lotus.body)
    made = step(made, "decline", lotus.first, refused_because="已经起诉，请等待人民法院裁判")
    assert made.state == "declined"


def test_the_public_may_say_it_without_a_name(lotus, client):
    page = client.get("/apply/enforcement-complaint/1/").content.decode()
    assert "是哪个单位的人" in page and ComplaintIntake.anonymous
    assert complaint(lotus, complainant="", phone="").complainant == ""
