"""The Excel ledgers of advice: what each column is, and the life that a row tells."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from fazhi.kernel.flow.lives import Life
from fazhi.kernel.org.models import Person
from fazhi.kernel.org.roles import CLERK
from fazhi.kernel.present.cells import key_of, local, said
from fazhi.kernel.present.declared import Column, Ledger
from fazhi.kernel.records.models import EntryMode

from .models import AnswerTemplate, Consultation, FirmClient
from .roles import OFFICE
from .telling import Telling
from .topics import field_of, topic_of
from .words import (
    SAME_VISIT,
    AccessNeed,
    AskerRole,
    Basis,
    Channel,
    Contact,
    Group,
    LegalField,
    Rating,
    ReplyBy,
    Sex,
    Suggestion,
    Topic,
    Urgency,
)

ENTERED = {"在线": EntryMode.ONLINE, "离线同步": EntryMode.OFFLINE, "纸质补录": EntryMode.PAPER}
# What a ledger calls the states; those between have no word of their own.
STATES = {"已答复": "answered", "已办结": "closed", "已转办": "referred", "已撤回": "withdrawn", "无法答复": "declined"}


def of_first(part: str, name: str) -> Callable[[Consultation], Any]:
    """A cell of the first row of a part."""

    def cell(record: Consultation) -> Any:
        rows = record.rows(part)
        shown = getattr(rows[0], f"get_{name}_display", None) if rows else None
        return shown() if shown else getattr(rows[0], name) if rows else None

    return cell


def of_answer(name: str) -> Callable[[Consultation], Any]:
    """A cell of the answer that stands."""

    def cell(record: Consultation) -> Any:
        given = record.standing_answer
        shown = getattr(given, f"get_{name}_display", None)
        return shown() if shown else getattr(given, name, None)

    return cell


def needs_told(record: Consultation) -> list[str]:
    return record.asker.access_needs if record.asker else []


def day(name: str) -> Callable[[Any], date | None]:
    def cell(record: Any) -> date | None:
        at = getattr(record, name)
        return timezone.localdate(at) if at else None

    return cell


def state_word(record: Consultation) -> str:
    return next((word for word, state in STATES.items() if state == record.state), "待答复")


def withdrawn_on(record: Consultation) -> date | None:
    """A record knows the day on which it was withdrawn."""
    return record.closed_on if record.state == "withdrawn" else None


def number_of(person: Person | None) -> str | None:
    return person.employee_no if person else None


class ConsultationLedger(Ledger):
    model = Consultation
    title = "法律咨询台账"
    key = "row_key"
    by = (CLERK,)
    same_when = ("unit", "asked_at", "question")
    columns = (
        Column(
            "咨询序号", "row_key", required=True, synonyms=("序号",), write=lambda record: record.source_key or f"#{record.pk}"
        ),
        Column("编号", "number", note="由系统编号，导入时不读"),
        Column("受理点编码", "unit", kind="unit", required=True, synonyms=("受理点", "受理单位")),
        Column("渠道", "channel", kind="choice", words=Channel, required=True),
        Column("咨询时间", "asked_at", kind="time", required=True, write=local("event_at")),
        Column("匿名", "is_anonymous", kind="yes_no", required=True),
        Column("咨询人姓名", "asker_name", synonyms=("咨询人", "来访人"), write=of_first("askers", "name")),
        Column("称呼", "asker_alias", write=of_first("askers", "alias")),
        Column("咨询人证件号", "asker_id_number", kind="citizen_number", write=of_first("askers", "id_number")),
        Column("咨询人电话", "asker_phone", kind="phone", write=of_first("askers", "phone")),
        Column("性别", "asker_sex", kind="choice", words=Sex, write=of_first("askers", "sex")),
        Column("语言方言", "asker_language", write=of_first("askers", "language")),
        Column("无障碍需求", "asker_access_needs", kind="choices", words=AccessNeed, write=needs_told),
        Column("可否联系", "asker_contact", kind="choice", words=Contact, write=of_first("askers", "contact")),
        Column("身份", "asker_role", kind="choice", words=AskerRole, required=True),
        Column("涉及人数", "group_size", kind="whole", required=True),
        Column("特殊群体", "groups", kind="choices", words=Group),
        Column("地区编码", "region", kind="unit", required=True),
        Column("事项类别", "topic", kind="choice", words=Topic, note="空着的，按问题里的词推定"),
        Column("领域", "legal_field", kind="choice", words=LegalField, note="空着的，按事项类别推定"),
        Column("问题", "question", required=True, synonyms=("咨询内容", "咨询问题"), write=of_first("questions", "text")),
        Column("对方名称", "opponent"),
        Column("涉及金额", "amount", kind="money"),
        Column("紧急程度", "urgency", kind="choice", words=Urgency, required=True),
        Column("时效届满日期", "limitation_on", kind="date"),
        Column("承办人", "handler_name", write=lambda record: record.handler and record.handler.name),
        Column("承办人工号", "handler", kind="person", write=lambda record: number_of(record.handler)),
        Column("指派时间", "assigned_at", kind="time", write=local("assigned_at")),
        Column("答复时间", "answered_at", kind="time", write=local("answered_at")),
        Column("答复", "answer", write=of_answer("text")),
        Column("引用法条", "cited", write=of_answer("cited")),
        Column("答复依据", "basis", kind="choice", words=Basis, write=of_answer("basis")),
        Column("已告知法援权利", "aid_told", kind="yes_no"),
        Column("建议路径", "suggestion", kind="choice", words=Suggestion),
        Column("转办单位编码", "handed_to", kind="unit"),
        Column("转办时间", "handed_at", kind="time", write=local("handed_at")),
        Column(
            "重复于",
            "duplicate_of",
            kind="record",
            refers_to="advice.consultation",
            write=lambda record: record.duplicate_of and record.duplicate_of.source_key,
        ),
        Column("状态", "state", kind="choice", words={"待答复": "submitted", **STATES}, required=True, write=state_word),
        Column("撤回时间", "withdrawn_at", kind="date", write=withdrawn_on, note="记到日"),
        Column("回访日期", "visited_on", kind="date", write=lambda record: record.last_visit_on),
        Column("满意度", "rating", kind="choice", words=Rating),
        Column("办结日期", "closed_on", kind="date"),
        Column("更正提示", "correction_told", note="由系统登记，导入时不读"),
        Column(
            "录入方式",
            "entry_mode",
            kind="choice",
            words=ENTERED,
            required=True,
            write=lambda record: next((word for word, mode in ENTERED.items() if mode == record.entry_mode), "在线"),
        ),
        Column("录入日期", "recorded_on", kind="date", required=True, write=day("recorded_at")),
    )

    def case(self, row: dict[str, Any]) -> Consultation:
        topic = row["topic"] or topic_of(row["question"])
        given = ("unit", "channel", "is_anonymous", "asker_role", "group_size", "region", "amount", "urgency", "limitation_on")
        return Consultation(
            **{name: row[name] for name in (*given, "handler", "duplicate_of")},
            topic=topic,
            legal_field=row["legal_field"] or field_of(topic),
            opponent=row["opponent"] or "",
            groups=row["groups"] or [],
            reply_by=self._reply_by(row),
            entry_mode=row["entry_mode"],
            recorded_at=timezone.make_aware(datetime.combine(row["recorded_on"], time(9))),
        )

    def _reply_by(self, row: dict[str, Any]) -> ReplyBy:
        """On the spot where people meet; otherwise by telephone where one is known, by code where none is."""
        if row["channel"] in SAME_VISIT:
            return ReplyBy.ON_THE_SPOT
        return ReplyBy.PHONE if row["asker_phone"] else ReplyBy.CODE

    def live(self, life: Life, row: dict[str, Any], person: Person) -> None:
        Telling(life, row, person).tell()

    def together(self) -> str:
        return "unit region handler handed_to duplicate_of askers questions answers follow_ups corrections"


class ClientLedger(Ledger):
    model = FirmClient
    title = "律所利益冲突名单"
    key = "row_key"
    by = (CLERK,)
    same_when = ("unit", "name", "valid_from")
    columns = (
        Column("序号", "row_key", required=True, write=lambda record: record.source_key or f"#{record.pk}"),
        Column("律所编码", "unit", kind="unit", required=True),
        Column("委托人", "name", required=True),
        Column("委托起", "valid_from", kind="date", required=True),
        Column("委托止", "valid_to", kind="date"),
    )

    def case(self, row: dict[str, Any]) -> FirmClient:
        return FirmClient(**{name: row[name] for name in ("unit", "name", "valid_from", "valid_to")})


class TemplateLedger(Ledger):
    model = AnswerTemplate
    title = "答复模板"
    key = "row_key"
    by = OFFICE
    same_when = ("unit", "title", "valid_from")
    columns = (
        Column("模板序号", "row_key", required=True, write=key_of),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("模板名称", "title", required=True),
        Column("事项类别", "topic", kind="choice", words=Topic),
        Column("答复内容", "text", required=True),
        Column("引用法条", "cited", required=True),
        Column("起始日期", "valid_from", kind="date", required=True),
        Column("终止日期", "valid_to", kind="date"),
    )

    def case(self, row: dict[str, Any]) -> AnswerTemplate:
        return AnswerTemplate(**said(row, "unit title topic text cited valid_from valid_to"))
