"""What staff see and fill in."""

from fazhi.kernel.present.declared import Column, Desk, Ledger

from .flow import VisitFlow
from .models import Visit, Visitor


class VisitDesk(Desk):
    model = Visit
    columns = "title topic unit handler state due_on amount"
    filters = "topic state unit handler opened_on"
    form = "unit title topic question amount"
    asks_parts = "visitors"


def of_visitor(name):
    """A cell of whoever came first."""

    def cell(visit):
        return next((getattr(visitor, name) for visitor in visit.visitors.all()), "")

    return cell


class VisitLedger(Ledger):
    model = Visit
    title = "来访台账"
    key = "row_key"
    same_when = ("unit", "came_on", "title", "visitor")
    columns = (
        Column("序号", "row_key", required=True, write=lambda visit: visit.source_key),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("名称", "title", required=True),
        Column("来访日期", "came_on", kind="date", required=True, write=lambda visit: visit.opened_on),
        Column("事项类型", "topic", kind="choice", words=Visit.Topic, required=True),
        Column("事由", "question", required=True),
        Column("来访人", "visitor", required=True, write=of_visitor("name")),
        Column("证件号码", "id_number", kind="citizen_number", write=of_visitor("id_number")),
        Column("电话", "phone", kind="phone", write=of_visitor("phone")),
        Column("答复内容", "answer"),
        Column("答复日期", "answered_on", kind="date"),
        Column("涉及金额", "amount", kind="money"),
    )

    def case(self, row):
        return Visit(**{name: row[name] for name in ("unit", "title", "topic", "question", "amount")})

    def live(self, life, row, person):
        if life.case.version == 0:
            visitor = Visitor(name=row["visitor"], id_number=row["id_number"] or "", phone=row["phone"] or "")
            life.begin(person, row["came_on"], {"visitors": [visitor]})
        if life.case.state == "waiting" and row["answered_on"]:
            life.take(VisitFlow.answer, person, row["answered_on"], {"answer": row["answer"]})
