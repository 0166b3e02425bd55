"""Decisions and letters in the layout of official documents: granted, refused, sent on, terminated, objection judged."""

from typing import ClassVar

from fazhi.kernel.calendar.moments import day_words
from fazhi.kernel.documents.blocks import Block, Heading, Paragraph
from fazhi.kernel.documents.declared import Paper
from fazhi.kernel.documents.heads import Head, Layout

from ..conduct.objecting import bureau_of
from ..models import AidCase, Objection
from ..words import Decision, Judged
from .shared import FREE, based_on, letter, matter, names, said

REMEDY = "对维持决定不服的，可以依法申请行政复议或者提起行政诉讼（《法律援助法》第四十九条第三款）。"
GRANT_OR_REFUSE = {"findings": "grant grant_ahead refuse", "decided_on": "grant grant_ahead refuse"}


def objection_words(record: AidCase) -> str:
    """Where and how to object, and nothing about a term that the law does not set."""
    return (
        f"对本决定有异议的，可以向{bureau_of(record.unit).name}提出，由其自收到异议之日起五日内审查（《法律援助法》第四十九条）。"
    )


class GrantPaper(Paper):
    title = "给予法律援助决定书"
    of = AidCase
    name = "grant"
    law = "法律援助法 第四十三条第一款"
    mandatory: ClassVar = {"recipients": "受援人", "findings": "查明的情况", "decided_on": "决定日期"}
    asked_in = GRANT_OR_REFUSE
    is_sealed_by_body = True

    @classmethod
    def is_meant(cls, record: AidCase) -> bool:
        return record.decision == Decision.GRANTED and not record.is_notified

    def head(self, record: AidCase) -> Head:
        return letter(record, names(record), record.decided_on)

    def blocks(self, record: AidCase) -> list[Block]:
        return [
            Paragraph(f"您于{day_words(record.opened_on)}申请{matter(record)}的法律援助。经审查，{said(record.findings)}"),
            Paragraph(
                f"申请事项符合{based_on(record)}；{record.finding(record.decided_on).sentence}。根据《法律援助法》第四十三条第一款，决定给予法律援助。"
            ),
            Paragraph(
                "本机构自作出决定之日起三日内指派法律援助人员。请如实陈述与法律援助事项有关的情况，及时提供证据材料（《法律援助法》第四十七条）。"
            ),
            Paragraph(FREE),
        ]


class RefusalPaper(Paper):
    title = "不予法律援助决定书"
    of = AidCase
    name = "refusal"
    law = "法律援助法 第四十三条第一款"
    mandatory: ClassVar = {
        "recipients": "受援人",
        "findings": "查明的情况",
        "refused_under": "不予援助依据的条款",
        "refused_because": "不予援助的理由",
        "decided_on": "决定日期",
    }
    asked_in: ClassVar = GRANT_OR_REFUSE | {"refused_under": "refuse", "refused_because": "refuse"}
    is_sealed_by_body = True

    @classmethod
    def is_meant(cls, record: AidCase) -> bool:
        return record.was_refused

    def head(self, record: AidCase) -> Head:
        return letter(record, names(record), record.refused_on)

    def blocks(self, record: AidCase) -> list[Block]:
        return [
            Heading("申请事项"),
            Paragraph(f"您于{day_words(record.opened_on)}申请{matter(record)}的法律援助。"),
            Heading("查明的情况"),
            Paragraph(said(record.findings)),
            Heading("理由和依据"),
            Paragraph(
                f"{said(record.refused_because)}根据{record.refused_under}、《法律援助法》第四十三条第一款，决定不予法律援助。"
            ),
            Heading("异议"),
            Paragraph(objection_words(record)),
        ]


class TerminationPaper(Paper):
    title = "终止法律援助决定书"
    of = AidCase
    name = "termination"
    law = "法律援助法 第四十八条第一款"
    mandatory: ClassVar = {
        "termination_ground": "终止情形",
        "terminated_because": "终止的理由",
        "terminated_on": "终止日期",
    }
    asked_in: ClassVar = dict.fromkeys(("termination_ground", "terminated_because", "terminated_on"), "terminate")
    is_sealed_by_body = True

    @classmethod
    def is_meant(cls, record: AidCase) -> bool:
        return record.terminated_on is not None

    def head(self, record: AidCase) -> Head:
        return letter(record, names(record), record.terminated_on)

    def blocks(self, record: AidCase) -> list[Block]:
        return [
            Paragraph(f"本机构对您{matter(record)}给予法律援助。现查明：{said(record.terminated_because)}"),
            Paragraph(
                f"属于《法律援助法》第四十八条第一款规定的“{record.get_termination_ground_display()}”的情形，决定终止法律援助。"
            ),
            Paragraph(objection_words(record)),
        ]


class TransferPaper(Paper):
    title = "转送法律援助申请的函"
    of = AidCase
    name = "transfer"
    law = "法律援助法 第三十八条"
    mandatory: ClassVar = {"transfer_to": "转送的法律援助机构", "recipients": "受援人"}
    asked_in: ClassVar = {"transfer_to": "transfer"}

    @classmethod
    def is_meant(cls, record: AidCase) -> bool:
        return record.transfer_to_id is not None

    def head(self, record: AidCase) -> Head:
        return letter(record, record.transfer_to.name, record.decided_on)

    def blocks(self, record: AidCase) -> list[Block]:
        return [
            Paragraph(
                f"{names(record)}于{day_words(record.opened_on)}向本机构申请{matter(record)}的法律援助。"
                f"办案机关、争议处理机关所在地或者事由发生地为{record.competent.name}，根据《法律援助法》第三十八条，现将申请及材料转送你单位办理。"
            ),
        ]


class ObjectionPaper(Paper):
    title = "法律援助异议审查决定书"
    of = Objection
    name = "objection"
    law = "法律援助法 第四十九条第二款"
    mandatory: ClassVar = {"findings": "查明情况", "reasons": "审查理由", "result": "审查决定", "decided_on": "审查决定日期"}
    asked_in: ClassVar = dict.fromkeys(("findings", "reasons", "result", "decided_on"), "uphold order")
    is_sealed_by_body = True

    def head(self, record: Objection) -> Head:
        name = record.unit.name
        return Head(Layout.LETTER, name, name, on=record.decided_on, number=record.number, to=names(record.aid_case))

    def blocks(self, record: Objection) -> list[Block]:
        case = record.aid_case
        return [
            Paragraph(
                f"你对{case.unit.name}作出的{record.get_against_display()}有异议，本机关于{day_words(record.opened_on)}收到。"
            ),
            Heading("异议理由"),
            Paragraph(said(record.grounds)),
            Heading("查明的情况"),
            Paragraph(said(record.findings)),
            Heading("理由和决定"),
            Paragraph(f"{said(record.reasons)}根据《法律援助法》第四十九条第二款，决定：{self._decided(record)}"),
            *([Paragraph(REMEDY)] if record.result == Judged.UPHELD else []),
        ]

    def _decided(self, record: Objection) -> str:
        name = record.aid_case.unit.name
        return f"维持{name}的决定。" if record.result == Judged.UPHELD else f"责令{name}改正。"
