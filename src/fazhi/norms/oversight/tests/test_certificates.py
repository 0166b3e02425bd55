"""What oversight asks and orders of certificates, which another room keeps."""

from datetime import date
from typing import Any

from tests.world import person

from fazhi.kernel import registry
from fazhi.kernel.flow import doors, handovers
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.org.roles import CLERK

from .factories import DAY, at, clue, concluded, refused, step

ISSUED = {"issuer": "湖莲省人民政府", "powers": ["penalty"], "area": "荷塘区", "expires_on": date(2030, 1, 1)}


def certificate(lotus: Any, who: Any, number: str, kind: str = "national", id_number: str = "990102198303150017") -> Any:
    """A certificate as its own room issues it."""
    keeper = person(f"管{number}", lotus.county, "supervisor", CLERK)
    given = {"unit": lotus.body, "title": str(who), "id_number": id_number, "identity": "civil_servant", "person": who}
    served = registry.model("enforcement.serviceperiod")(service="on_duty", since=date(2022, 1, 4))
    officer = doors.register(
        registry.model("enforcement.officer"), keeper, given, {"services": [served]}, at=at(date(2022, 1, 4))
    )
    paper = doors.register(
        registry.model("enforcement.certificate"),
        keeper,
        {"unit": lotus.body, "officer": officer, "kind": kind},
        at=at(date(2022, 2, 1)),
    )
    for kind_of_exam in ("public_law", "professional"):
        paper = step(paper, "examine", keeper, date(2022, 2, 20), kind=kind_of_exam, score=90, taken_on=date(2022, 2, 20))
    return step(paper, "issue", keeper, date(2022, 3, 1), certificate_no=number, **ISSUED)


def test_the_supervisors_certificate_is_read_from_its_register(lotus):
    certificate(lotus, lotus.first, "9901-J1", "supervision")
    case = step(clue(lotus), "staff", lotus.first, person=lotus.first)
    row = case.supervisors.get()
    assert (row.certificate_no, row.valid_until) == ("9901-J1", date(2030, 1, 1))


def test_an_officers_certificate_is_suspended_where_it_is_kept(lotus):
    paper = certificate(lotus, person("高某", lotus.body), "9901-Z1")
    told = {"kind": "suspension", "officer": "高某", "certificate_no": "9901-Z1", "keeper": lotus.county}
    case = step(concluded(lotus), "order_certificate", lotus.leader, **told, document_no="荷司〔2025〕8号", reason="重复检查")
    order = HandOver.objects.get()
    assert (order.kind, order.state, case.state) == ("enforcement.certificate_suspension", "sent", "handling")
    keeper = person("证件某", lotus.county, "supervisor")
    order = handovers.accept(order, keeper)
    paper.refresh_from_db()
    assert (paper.state, order.state) == ("suspended", "answered")
    assert paper.suspensions.get().document_no == "荷司〔2025〕8号" and "9901-Z1" in order.result
    row = case.accountability.get()
    assert (row.result, bool(row.answered_on)) == (order.result, True)


def test_an_order_about_an_unknown_certificate_is_not_accepted(lotus):
    told = {
        "kind": "taking_back",
        "certificate_no": "没有",
        "keeper": lotus.county,
        "document_no": "荷司〔2025〕8号",
        "reason": "违法",
    }
    step(concluded(lotus), "order_certificate", lotus.leader, **told)
    order = HandOver.objects.get()
    assert "没有证号为没有的执法证" in refused(handovers.accept, order, person("证件某", lotus.county, "supervisor"))
    order.refresh_from_db()
    assert order.state == "sent"


def test_two_officers_of_one_case_are_two_orders(lotus):
    case = concluded(lotus)
    for number in ("9901-Z1", "9901-Z2"):
        told = {"kind": "suspension", "certificate_no": number, "keeper": lotus.county, "document_no": "荷司〔2025〕8号"}
        case = step(case, "order_certificate", lotus.leader, DAY, reason="违法", **told)
    assert HandOver.objects.count() == 2
