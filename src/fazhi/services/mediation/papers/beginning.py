"""Papers from the application to the last session."""

from collections.abc import Iterable

from fazhi.kernel.calendar import moments
from fazhi.kernel.documents.blocks import Block, Date, Fields, Heading, Number, Paragraph, Signatures
from fazhi.kernel.documents.declared import Paper

from ..models import Dispute
from .shared import FREE, demands_of, mediators_of, parties_of, signed_by


class ApplicationPaper(Paper):
    title = "人民调解申请书"
    of = Dispute
    law = "人民调解法 第十七条"
    mandatory = "parties facts demands"

    def blocks(self, record: Dispute) -> list[Block]:
        return [
            parties_of(record),
            Heading("一、纠纷简要情况"),
            Paragraph(record.facts),
            Heading("二、申请事项"),
            *(Paragraph(demand) for demand in demands_of(record)),
            Paragraph(f"人民调解委员会已将申请人民调解的相关规定告知我（单位）：{FREE}现自愿申请人民调解委员会进行调解。"),
            Signatures(["申请人（签名、盖章或者按指印）"]),
            Date(record.opened_on),
        ]


class RegisterPaper(Paper):
    title = "人民调解受理登记表"
    of = Dispute
    law = "人民调解法 第二十七条"
    mandatory = "parties facts"

    def blocks(self, record: Dispute) -> list[Block]:
        return [
            Number(record.number or "（受理时编号）"),
            parties_of(record),
            Fields(
                [
                    ("登记日期", record.opened_on),
                    ("纠纷类型", record.get_kind_display()),
                    ("案件来源", record.get_source_display()),
                    ("发生地", record.region.name),
                    ("涉及人数", record.people),
                    ("纠纷简要情况", record.facts),
                    ("诉求", "\n".join(demands_of(record))),
                    ("受理日期", record.accepted_on),
                    ("备注", record.note),
                ]
            ),
            Signatures(["当事人（签名）", "登记人（签名）", f"{record.unit.name}（盖章）"]),
        ]


class RightsPaper(Paper):
    title = "人民调解权利义务告知书"
    of = Dispute
    name = "rights"
    law = "人民调解法 第二十三条"
    mandatory = "parties"

    def blocks(self, record: Dispute) -> list[Block]:
        return [
            Paragraph(
                "人民调解是人民调解委员会通过说服、疏导等方法，促使当事人在平等协商基础上自愿达成调解协议，解决民间纠纷的活动。"
                + FREE
            ),
            Heading("一、调解遵循的原则"),
            Paragraph(
                "在当事人自愿、平等的基础上进行调解；不违背法律、法规和国家政策；尊重当事人的权利，不得因调解而阻止当事人依法通过仲裁、行政、司法等途径维护自己的权利。"
            ),
            Heading("二、当事人的权利"),
            Paragraph(
                "选择或者接受人民调解员；接受调解、拒绝调解或者要求终止调解；要求调解公开进行或者不公开进行；自主表达意愿、自愿达成调解协议。"
            ),
            Heading("三、当事人的义务"),
            Paragraph("如实陈述纠纷事实；遵守调解现场秩序，尊重人民调解员；尊重对方当事人行使权利。"),
            Heading("四、调解协议的效力"),
            Paragraph(
                "调解协议具有法律约束力，当事人应当按照约定履行。双方认为有必要的，可以自协议生效之日起三十日内共同向人民法院申请司法确认。就协议的履行或者内容发生争议的，一方可以向人民法院提起诉讼。"
            ),
            signed_by(record, "告知人（人民调解员）"),
            Date(record.rights_told_on or "        年    月    日"),
        ]


class SessionsPaper(Paper):
    title = "人民调解记录"
    of = Dispute
    name = "sessions"
    law = "人民调解法 第二十七条"
    mandatory = "parties sessions"

    def blocks(self, record: Dispute) -> list[Block]:
        return [Number(record.number), parties_of(record), *self._sessions(record), signed_by(record, "人民调解员", "记录人")]

    def _sessions(self, record: Dispute) -> Iterable[Block]:
        if record.rights_told_on:
            yield Paragraph(
                f"已于{moments.day_words(record.rights_told_on)}向各方当事人告知人民调解的原则、权利、义务和协议的效力。"
            )
        guests = "、".join(str(guest) for guest in record.invitees.all())
        for n, session in enumerate(record.rows("sessions"), start=1):
            yield Heading(f"第{n}次调解")
            yield Fields(
                [
                    ("时间", session.held_at),
                    ("地点", session.venue),
                    ("形式", session.get_form_display()),
                    ("到场人", session.present),
                    ("参加人", guests),
                    ("调解员", mediators_of(record)),
                    ("讲解的法律政策", session.law_explained),
                    ("一致意见", session.agreed),
                    ("仍有争议", session.disputed),
                ]
            )
            yield Paragraph(session.statements)
