"""执法人员名册 and 执法证件台账."""

from typing import Any

from fazhi.kernel.org.roles import CLERK, SUPERVISOR
from fazhi.kernel.present.cells import said
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import CertificateFlow, OfficerFlow
from ..models import Certificate, Officer, ServicePeriod
from ..words import CertificateEnd, CertificateKind, Education, ExamKind, Identity, PowerKind, Service


def standing(name: str) -> Any:
    """A cell of the period that stands."""

    def cell(officer: Officer) -> Any:
        rows = list(officer.services.all())
        return getattr(rows[-1], name) if rows else None

    return cell


def score(kind: ExamKind) -> Any:
    """The last score in a subject."""

    def cell(certificate: Certificate) -> Any:
        return next((exam.score for exam in reversed(certificate.exams.all()) if exam.kind == kind), None)

    return cell


class OfficerLedger(Ledger):
    model = Officer
    title = "执法人员名册"
    key = "row_key"
    by = (CLERK, SUPERVISOR)
    same_when = ("unit", "title", "id_number")
    columns = (
        Column("人员序号", "row_key", required=True, write=lambda officer: officer.source_key),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("姓名", "title", required=True),
        Column("公民身份号码", "id_number", kind="citizen_number", required=True),
        Column("在岗情况", "service", kind="choice", words=Service, required=True, write=standing("service")),
        Column("在岗情况自", "since", kind="date", required=True, write=standing("since")),
        Column("人员身份", "identity", kind="choice", words=Identity, required=True),
        Column("学历", "education", kind="choice", words=Education),
        Column("法学学历", "has_law_degree", kind="yes_no"),
        Column("法律职业资格证号", "legal_qualification"),
        Column("辅助人员", "is_auxiliary", kind="yes_no"),
    )

    def case(self, row: dict[str, Any]) -> Officer:
        names = "unit title id_number identity education has_law_degree legal_qualification is_auxiliary"
        return Officer(**said(row, *names.split()))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        period = {"service": row["service"], "since": row["since"]}
        if life.case.version == 0:
            life.begin(person, row["since"], {"services": [ServicePeriod(**period)]})
        elif life.case.state == "serving" and life.case.service != row["service"]:
            life.take(OfficerFlow.serve, person, row["since"], period, reason="名册载明")

    def together(self) -> str:
        return "unit services"


class CertificateLedger(Ledger):
    model = Certificate
    title = "执法证件台账"
    key = "row_key"
    by = (CLERK, SUPERVISOR)
    columns = (
        Column("证件序号", "row_key", required=True, write=lambda certificate: certificate.source_key),
        Column(
            "人员序号",
            "officer",
            kind="record",
            refers_to="enforcement.officer",
            required=True,
            write=lambda certificate: certificate.officer.source_key,
        ),
        Column("证件种类", "kind", kind="choice", words=CertificateKind, required=True),
        Column("申领日期", "applied_on", kind="date", required=True, write=lambda certificate: certificate.opened_on),
        Column("公共法律知识成绩", "public_law", kind="whole", write=score(ExamKind.PUBLIC_LAW)),
        Column("专业法律知识成绩", "professional", kind="whole", write=score(ExamKind.PROFESSIONAL)),
        Column("证件编号", "certificate_no"),
        Column("发证机关", "issuer"),
        Column("执法种类", "powers", kind="choices", words=PowerKind),
        Column("执法领域", "field"),
        Column("执法区域", "area"),
        Column("发证日期", "issued_on", kind="date"),
        Column("有效期至", "expires_on", kind="date"),
        Column("终止日期", "ended_on", kind="date"),
        Column("终止方式", "end", kind="choice", words=CertificateEnd),
    )

    def case(self, row: dict[str, Any]) -> Certificate:
        return Certificate(unit=row["officer"].unit, officer=row["officer"], kind=row["kind"])

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        if life.case.version == 0:
            life.begin(person, row["applied_on"])
        if life.case.state == "applied":
            self._examine(life, row, person)
        if life.case.state == "applied" and row["issued_on"]:
            issued = said(row, "certificate_no", "issuer", "powers", "field", "area", "issued_on", "expires_on")
            life.take(CertificateFlow.issue, person, row["issued_on"], issued)
        if life.case.state == "good" and row["ended_on"]:
            life.take(CertificateFlow.finish, person, row["ended_on"], {"end": row["end"]}, reason="台账载明")

    def _examine(self, life: Any, row: dict[str, Any], person: Any) -> None:
        """Also of who failed: a score without a certificate is a score."""
        held = {exam.kind for exam in life.case.rows("exams")}
        for kind in ExamKind:
            if row[kind.value] is not None and kind not in held:
                exam = {"kind": kind, "score": row[kind.value], "taken_on": row["applied_on"]}
                life.take(CertificateFlow.examine, person, row["applied_on"], exam)

    def together(self) -> str:
        return "unit officer exams"
