"""版头和代字登记表, and 发文台账: drafts come in; what is signed, numbered and sealed is made here alone."""

from typing import Any

from fazhi.kernel.flow.lives import Life, has_come
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Person
from fazhi.kernel.org.roles import CLERK
from fazhi.kernel.present.declared import Column, Ledger

from .flow import DocumentFlow as F
from .models import Document, Letterhead
from .words import Kind, LayoutWord, Openness, Secrecy, Urgency

MADE_HERE = "导入时不读"
TEXT = ("to", "body", "attachments", "note", "copies_to", "secrecy", "secrecy_term", "urgency", "openness", "office", "present")


class LetterheadLedger(Ledger):
    model = Letterhead
    title = "版头和代字登记表"
    key = "row_key"
    by = (CLERK,)
    same_when = ("unit", "layout")
    columns = (
        Column("版头序号", "row_key", required=True, write=lambda head: head.source_key),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("公文格式", "layout", kind="choice", words=LayoutWord, required=True),
        Column("发文机关标志", "mark", required=True),
        Column("机关代字", "word", required=True),
    )

    def case(self, row: dict[str, Any]) -> Letterhead:
        return Letterhead(**{name: row[name] for name in ("unit", "layout", "mark", "word")})


class DocumentLedger(Ledger):
    model = Document
    title = "发文台账"
    key = "row_key"
    by = (CLERK,)
    same_when = ("unit", "opened_on", "title")
    columns = (
        Column("发文序号", "row_key", required=True, write=lambda document: document.source_key),
        Column("发文字号", "number", note=MADE_HERE),
        Column("发文单位编码", "unit", kind="unit", required=True),
        Column("起草日期", "opened_on", kind="date", required=True),
        Column("文种", "kind", kind="choice", words=Kind, required=True),
        Column("公文标题", "title", required=True),
        Column("主送机关", "to"),
        Column("正文", "body"),
        Column("附件名称", "attachments"),
        Column("附注", "note"),
        Column("抄送机关", "copies_to"),
        Column("密级", "secrecy", kind="choice", words=Secrecy),
        Column("保密期限", "secrecy_term"),
        Column("紧急程度", "urgency", kind="choice", words=Urgency),
        Column("公开属性", "openness", kind="choice", words=Openness),
        Column("签署人职务", "office"),
        Column("出席、请假、列席", "present"),
        Column("成文日期", "signed_on", kind="date", note=MADE_HERE),
        Column("印发日期", "released_on", kind="date", note=MADE_HERE),
        Column("状态", "state", kind="choice", words={state.label: name for name, state in F.states.items()}, required=True),
    )

    def case(self, row: dict[str, Any]) -> Document:
        told = {name: row[name] for name in TEXT if row[name]}
        return Document(unit=row["unit"], kind=row["kind"], title=row["title"], **told)

    def live(self, life: Life, row: dict[str, Any], person: Person) -> None:
        if row["state"] not in (F.start.name, life.case.state):
            raise NotAllowed("核稿、签发、编号和用印只能在本系统里办理，台账只带进“起草中”的公文")
        if life.case.version == 0:
            has_come("起草", row["opened_on"])
            life.begin(person, row["opened_on"])
