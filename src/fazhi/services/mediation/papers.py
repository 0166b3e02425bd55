"""The papers of a mediation file, from the application to the cover."""

from collections.abc import Iterable

from fazhi.kernel.calendar import moments
from fazhi.kernel.documents.blocks import Block, Date, Fields, Heading, Number, Paragraph, Signatures, Table
from fazhi.kernel.documents.declared import Paper

from .filing import file_checklist
from .models import Dispute, Party
from .words import PartyKind

AGREEMENT_SUFFIX = "-1"
FREE = "人民调解委员会调解民间纠纷，不收取任何费用。"


def described(party: Party) -> str:
    """张建，男，汉族，58岁，农民，电话……，住……; or an organisation with who speaks for it."""
    age = f"{party.age}岁" if party.kind == PartyKind.PERSON and party.id_number else ""
    known = (
        party.name,
        party.get_sex_display(),
        party.ethnicity,
        age,
        party.occupation,
        party.id_number or party.credit_code,
        party.phone and f"电话{party.phone}",
        party.address and f"住{party.address}",
        party.agent and f"{party.get_agent_kind_display() or '代理人'}{party.agent}",
    )
    return "，".join(str(each) for each in known if each)


def parties_of(dispute: Dispute) -> Fields:
    return Fields((party.get_side_display(), described(party)) for party in dispute.rows("parties"))


def signed_by(dispute: Dispute, *others: str) -> Signatures:
    """A line for each party, then for the others."""
    return Signatures([*(f"{party.get_side_display()}（{party.name}）" for party in dispute.rows("parties")), *others])


def mediators_of(dispute: Dispute) -> str:
    return "、".join(row.mediator.name for row in dispute.rows("mediators") if not row.is_recused)


def terms_table(dispute: Dispute) -> Table:
    rows = (
        (
            n,
            term.content,
            term.obligor,
            term.obligee,
            term.amount if term.amount is not None else "无",
            term.method,
            term.due_on or "即时",
        )
        for n, term in enumerate(dispute.rows("terms"), start=1)
    )
    return Table(("项", "履行内容", "义务人", "权利人", "金额（元）", "方式", "期限"), rows)


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
            Paragraph(record.demands),
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
                    ("诉求", record.demands),
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


class AgreementPaper(Paper):
    title = "人民调解协议书"
    of = Dispute
    law = "人民调解法 第二十九条"
    mandatory = {"parties": "当事人", "terms": "协议条款", "agreements": "调解协议", "number": "案号"}

    def blocks(self, record: Dispute) -> list[Block]:
        made = record.agreement
        return [
            Number(record.number + AGREEMENT_SUFFIX),
            parties_of(record),
            Heading("一、纠纷主要事实、争议事项"),
            Paragraph(made.facts or record.facts),
            Paragraph(made.issues),
            Paragraph(made.liability),
            Heading("二、经调解，自愿达成如下协议"),
            terms_table(record),
            Heading("三、履行和效力"),
            Paragraph(
                "本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效，具有法律约束力，当事人应当按照约定履行。"
                "双方认为有必要的，可以自生效之日起三十日内共同向人民法院申请司法确认。"
            ),
            Paragraph(f"本协议一式{made.copies or ''}份，当事人各执一份，{record.unit.name}留存一份。"),
            signed_by(record, f"人民调解员（{mediators_of(record)}）", f"{record.unit.name}（盖章）"),
            Date(record.effective_on or "        年    月    日"),
        ]


class OralPaper(Paper):
    title = "人民调解口头协议登记表"
    of = Dispute
    law = "人民调解法 第二十八条"
    mandatory = {"parties": "当事人", "terms": "协议条款", "agreements": "调解协议"}

    def blocks(self, record: Dispute) -> list[Block]:
        return [
            Number(record.number),
            parties_of(record),
            Fields(
                [
                    ("纠纷类型", record.get_kind_display()),
                    ("纠纷简要情况", record.facts),
                    ("联合调解", record.joint_unit or "否"),
                    ("调解地点", "、".join(session.venue for session in record.rows("sessions"))),
                    ("协议涉及金额（元）", record.agreement_amount),
                    ("履行情况", record.get_performance_display()),
                    ("达成日期", record.effective_on),
                ]
            ),
            Heading("协议内容"),
            terms_table(record),
            Signatures([f"人民调解员（{mediators_of(record)}）"]),
        ]


class EndingPaper(Paper):
    title = "终止调解告知书"
    of = Dispute
    law = "人民调解法 第二十六条"
    mandatory = "parties end_reason result_on"

    def blocks(self, record: Dispute) -> list[Block]:
        names = "、".join(party.name for party in record.rows("parties"))
        return [
            Number(record.number),
            Paragraph(f"{names}：\n{record.title}一案，{record.end_reason}。依照《中华人民共和国人民调解法》的规定，终止调解。"),
            Paragraph(
                "你们可以依法通过仲裁、行政、司法等途径维护自己的权利。"
                + ("劳动争议可以向劳动争议仲裁委员会申请仲裁。" if record.is_labour else "")
            ),
            signed_by(record, f"{record.unit.name}（盖章）"),
            Date(record.result_on),
        ]


class VisitPaper(Paper):
    title = "人民调解回访记录"
    of = Dispute
    law = "人民调解法 第三十一条第二款"
    mandatory = "follow_ups"

    def blocks(self, record: Dispute) -> list[Block]:
        rows = (
            (
                visit.visited_on,
                visit.get_method_display(),
                visit.is_reached,
                visit.get_performance_display(),
                visit.get_rating_display(),
                visit.comment,
                visit.is_new_risk,
            )
            for visit in record.rows("follow_ups")
        )
        return [
            Number(record.number),
            parties_of(record),
            Fields([("回访事由", record.title), ("协议生效日期", record.effective_on)]),
            Table(("日期", "方式", "联系上", "履行情况", "满意度", "意见", "新隐患"), rows),
            Signatures(["回访人"]),
        ]


class ConfirmationPaper(Paper):
    title = "司法确认申请书"
    of = Dispute
    law = "人民调解法 第三十三条第一款"
    mandatory = {"parties": "当事人", "terms": "协议条款", "effective_on": "协议生效日期"}

    def blocks(self, record: Dispute) -> list[Block]:
        asked = record.rows("confirmations")
        court = asked[-1].court.name if asked else "        人民法院"
        addresses = Fields((party.name, party.service_address or party.address) for party in record.rows("parties"))
        return [
            parties_of(record),
            Heading("送达地址", 2),
            addresses,
            Heading("申请事项"),
            Paragraph(f"请求确认{record.unit.name}主持达成的调解协议（{record.number}{AGREEMENT_SUFFIX}）有效。"),
            Heading("事实和理由"),
            Paragraph(
                f"双方因{record.get_kind_display()}，于{moments.day_words(record.effective_on)}达成调解协议：{record.facts}"
            ),
            terms_table(record),
            Paragraph(
                "申请人出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律的行为；如果因该协议内容给他人造成损害的，愿意承担相应的民事责任和其他法律责任。"
            ),
            Paragraph(f"此致\n{court}"),
            signed_by(record),
            Date(asked[-1].applied_on if asked and asked[-1].applied_on else "        年    月    日"),
        ]


class CoverPaper(Paper):
    title = "人民调解卷宗封面、卷内目录"
    of = Dispute
    name = "cover"
    law = "人民调解法 第二十七条"
    mandatory = {"number": "案号", "result": "办理结果"}

    def blocks(self, record: Dispute) -> list[Block]:
        rows = ((n, item.name, item.rule, item.is_there, item.remark) for n, item in enumerate(file_checklist(record), start=1))
        return [
            Number(record.number),
            Fields(
                [
                    ("人民调解委员会", record.unit.name),
                    ("卷名", record.title),
                    ("卷号", record.file_no),
                    ("人民调解员", mediators_of(record)),
                    ("起止日期", f"{record.accepted_on}至{record.closed_on or record.result_on}"),
                    ("归档日期", record.archived_on),
                    ("保管期限", ""),
                    ("备注", record.note),
                ]
            ),
            Heading("卷内目录"),
            Table(("序号", "材料", "要求", "已有", "备注"), rows),
            Signatures(["立卷人", "检查人"]),
        ]
