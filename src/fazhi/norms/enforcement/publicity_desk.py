"""What those who publish and who record see and fill in."""

from typing import Any

from django.db.models import QuerySet

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.present.declared import Desk, Taken, View

from . import double_publicity  # noqa: F401  the feeds
from .ledgers.publicity import PublicationLedger, RecordingLedger
from .models import Decision, EnforcementBody, Officer, PenaltyCase, Publication, Recording

LEDGERS = (PublicationLedger, RecordingLedger)


class OfPublicity:
    @classmethod
    def choices_for(cls, name: str, person: Person, unit: Unit | None) -> QuerySet[Any] | None:
        kinds = {
            "body": EnforcementBody.objects.visible_to(person),
            "decision": Decision.objects.visible_to(person).filter(decided_on__isnull=False),
            "case": PenaltyCase.objects.visible_to(person),
            "officer": Officer.objects.visible_to(person).filter(state="serving"),
        }
        return kinds.get(name)


class PublicationDesk(OfPublicity, Desk):
    model = Publication
    icon = "eye"
    place = 5
    columns = "title body platform published_on state due_on"
    together = "body"
    filters = "unit state kind platform published_on was_in_time"
    sorts = "opened_on published_on due_on"
    form = "unit decision body kind platform decision_no decided_on party credit_code matter facts basis result"
    folds = "decision_no decided_on party credit_code matter facts basis result"
    facts = f"{form} penalty withheld redacted_by_hand published_on was_in_time receipt_no corrected_because recalled_on withdrawn_on withdrawn_because"
    corrects = "receipt_no"
    hints = {
        "decision": "选了决定，下面的内容自动带出，自然人姓名已经隐去",
        "party": "自然人隐去名字",
        "facts": "不写住址、电话、身份证号、账号",
        "redacted_by_hand": "逐项看过以后选“是”",
        "platform": "同一决定在每个平台各登记一次，期限不同",
    }
    empty = "处罚、许可决定作出之日起七个工作日内公示，其他二十个工作日"
    views = (
        View("待脱敏", "state=drafting&sort=due_on"),
        View("待审核", "state=reviewing&sort=due_on"),
        View("待撤下", "state=recalled&sort=due_on"),
    )

    @classmethod
    def begun_from(cls, record: Decision) -> Taken:
        """From the decision's page: its own words."""
        return Taken(
            {"kind": "penalty", "platform": "site"}, given={"decision": record, "unit": record.unit, "body": record.case.body}
        )


class RecordingDesk(OfPublicity, Desk):
    model = Recording
    icon = "microphone"
    place = 6
    columns = "title case stage began_at uploaded_at state due_on"
    together = "case"
    filters = "unit state stage was_in_time is_evidence"
    sorts = "opened_on due_on"
    form = "unit case stage began_at ended_at device officer is_continuous breaks"
    folds = "breaks"
    facts = f"{form} file_name sha256 uploaded_at was_in_time kept_until is_evidence destroyed_on"
    parts = "consultations"
    corrects = "breaks"
    hints = {"sha256": "上传软件给出的 64 位校验值；以后核对文件有没有被改动", "breaks": "有中断的，写明时间和当场口述的理由"}
    empty = "查封、扣押、强制拆除等必须全程录音录像，二十四小时内上传"
    views = (View("待上传", "state=recorded&sort=due_on"),)

    @classmethod
    def begun_from(cls, record: PenaltyCase) -> Taken:
        return Taken(given={"case": record, "unit": record.unit})
