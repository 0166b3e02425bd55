"""个人信息权利请求台账. What erases or hands over other records is done at the desk alone."""

from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel.flow.lives import Life, has_come
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Person
from fazhi.kernel.org.roles import CLERK
from fazhi.kernel.present.declared import Column, Ledger

from .flow import RightsFlow as F
from .models import RightsRequest

BETWEEN = "、"
AT_DESK = "办理会删除或者交付别的档案里的内容，不能由台账带进来；请打开这件请求办理"


class RightsLedger(Ledger):
    model = RightsRequest
    title = "个人信息权利请求台账"
    key = "row_key"
    by = (CLERK,)
    same_when = ("unit", "opened_on", "name", "kind")
    columns = (
        Column("请求序号", "row_key", required=True, write=lambda case: case.source_key),
        Column("编号", "number", note="由系统编号，导入时不读"),
        Column("受理单位编码", "unit", kind="unit", required=True),
        Column("请求日期", "opened_on", kind="date", required=True),
        Column("请求事项", "kind", kind="choice", words=RightsRequest.Kind, required=True),
        Column("请求人", "name", required=True),
        Column("请求人身份", "asker", kind="choice", words=RightsRequest.Asker, required=True),
        Column("请求人证件号", "id_number", kind="citizen_number"),
        Column("请求人电话", "phone", kind="phone", required=True),
        Column("请求内容", "wish", required=True),
        Column("已核验身份", "is_identified", kind="yes_no"),
        Column("核验方式", "identified_by"),
        Column(
            "涉及档案编号",
            "numbers",
            note="一个以上的用“、”隔开",
            write=lambda case: BETWEEN.join(target.number for target in case.targets.all()),
        ),
        Column("办理情况", "decision"),
        Column("不予办理的理由", "refused_because"),
        Column("办结日期", "done_on", kind="date"),
        Column("状态", "state", kind="choice", words={state.label: name for name, state in F.states.items()}, required=True),
    )

    def case(self, row: dict[str, Any]) -> RightsRequest:
        return RightsRequest(**{name: row[name] for name in ("unit", "kind", "name", "asker", "id_number", "phone", "wish")})

    def live(self, life: Life, row: dict[str, Any], person: Person) -> None:
        case = life.case
        if row["state"] == "done" != case.state:
            raise NotAllowed(AT_DESK)
        if case.version == 0:
            has_come("登记请求", row["opened_on"])
            life.begin(person, row["opened_on"])
        if case.state != "received":
            return
        self._prepare(life, row, person)
        if row["state"] == "refused":
            if not row["done_on"]:
                raise ValidationError({"done_on": "写了“不予办理”，就要写办结日期"})
            has_come("不予办理", row["done_on"])
            life.take(F.refuse, person, row["done_on"], {"refused_because": row["refused_because"]})

    def _prepare(self, life: Life, row: dict[str, Any], person: Person) -> None:
        """Who asks is known, and about which records."""
        if row["is_identified"] and not life.case.is_identified:
            told = {"is_identified": True, "identified_by": row["identified_by"]}
            life.take(F.identify, person, row["opened_on"], told)
        named = {target.number for target in life.case.rows("targets")}
        for number in (each.strip() for each in row["numbers"].split(BETWEEN)):
            if number and number not in named:
                life.take(F.name_record, person, row["opened_on"], {"number": number})

    def together(self) -> str:
        return "unit targets"
