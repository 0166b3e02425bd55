"""After a decision: correction, deferral, urging, coercion, the court."""

from fazhi.kernel.calendar import today
from fazhi.kernel.documents.blocks import Block, Fields, Paragraph, Signatures, Table
from fazhi.kernel.documents.money import written_amount

from ..models import Decision
from .shared import InTheBodysName, ending, opening, told


class CorrectionPaper(InTheBodysName):
    """责令改正 stands beside a penalty and is none."""

    title = "责令改正通知书"
    of = Decision
    name = "correction"
    law = "行政处罚法 第二十八条第一款"
    mandatory = "facts correction_order"
    is_sealed_by_body = True

    @classmethod
    def is_meant(cls, record: Decision) -> bool:
        return bool(record.correction_order)

    def blocks(self, record: Decision) -> list[Block]:
        due = f"，于{record.correction_due}前改正" if record.correction_due else "，立即改正"
        return [
            *opening(record.case.number, record.party),
            *told("违法事实", record.facts),
            Paragraph(f"依照《中华人民共和国行政处罚法》第二十八条第一款，责令你（单位）{record.correction_order}{due}。"),
            *ending(record, record.notified_on or record.opened_on),
        ]


class DeferralPaper(InTheBodysName):
    title = "延期（分期）缴纳罚款通知书"
    of = Decision
    name = "deferral"
    law = "行政处罚法 第六十六条第二款"
    mandatory = {"deferral_no": "文号", "deferral_reason": "申请理由", "deferred_to": "延期或者末期至"}
    asked_in = {"deferral_no": "defer"}
    is_sealed_by_body = True

    @classmethod
    def is_meant(cls, record: Decision) -> bool:
        return bool(record.deferral_no)

    def blocks(self, record: Decision) -> list[Block]:
        rows = [(n, row.due_on, written_amount(row.amount)) for n, row in enumerate(record.rows("instalments"), start=1)]
        return [
            *opening(record.deferral_no, record.party),
            Paragraph(
                f"本机关于{record.decided_on}作出{record.number}，罚款{written_amount(record.fine)}。经你（单位）申请（{record.deferral_reason}），"
                f"同意{record.get_deferral_display()}，至{record.deferred_to}止。延期、分期期限内不加处罚款；逾期的，自逾期之日起加处罚款。"
            ),
            *([Table(("期次", "应缴日期", "金额"), rows)] if rows else []),
            *ending(record, record.deferred_from),
        ]


class UrgingPaper(InTheBodysName):
    """Four items of 行政强制法 第三十五条."""

    title = "履行行政处罚决定催告书"
    of = Decision
    name = "urging"
    law = "行政强制法 第三十五条"
    mandatory = {"urge_no": "文号", "number": "决定书文号", "performance_told": "履行的方式", "urged_on": "催告日期"}
    asked_in = {"urge_no": "urge", "number": "decide", "performance_told": "decide"}
    is_sealed_by_body = True

    @classmethod
    def is_meant(cls, record: Decision) -> bool:
        return bool(record.urge_no)

    def blocks(self, record: Decision) -> list[Block]:
        fee = record.fee_on(record.urged_on)
        owed = record.owed_on(record.urged_on)
        return [
            *opening(record.urge_no, record.party),
            Paragraph(
                f"本机关于{record.decided_on}对你（单位）作出{record.number}，已于{record.served_on}送达，你（单位）至今没有全部履行。"
            ),
            Fields(
                [
                    ("履行义务的期限", "自收到本催告书之日起十个工作日内"),
                    ("履行义务的方式", record.performance_told),
                    ("金额和给付方式", f"{written_amount(owed)}（其中加处罚款{written_amount(fee)}），缴至{record.pay_bank}"),
                    ("你的权利", "收到催告书后有权进行陈述和申辩；逾期仍不履行的，本机关将依法强制执行或者申请人民法院强制执行"),
                ]
            ),
            *ending(record, record.urged_on),
        ]


class CoercionPaper(InTheBodysName):
    title = "行政强制执行决定书"
    of = Decision
    name = "coercion"
    law = "行政强制法 第三十七条第二款"
    mandatory = {
        "coercion_no": "文号",
        "party_name": "当事人",
        "party_address": "当事人的地址",
        "coercion_way": "强制执行的方式和时间",
        "remedy_text": "救济途径",
        "coerced_on": "决定日期",
    }
    asked_in = {
        "coercion_no": "coerce",
        "coerced_on": "coerce",
        "party_name": "propose",
        "party_address": "propose",
        "remedy_text": "coerce",
    }
    is_sealed_by_body = True

    @classmethod
    def is_meant(cls, record: Decision) -> bool:
        return bool(record.coercion_no)

    def blocks(self, record: Decision) -> list[Block]:
        return [
            *opening(record.coercion_no, record.party),
            *told(
                "理由和依据",
                f"你（单位）逾期不履行{record.number}，经{record.urge_no}催告仍不履行且无正当理由，依照《中华人民共和国行政强制法》第三十七条第一款，决定强制执行。",
            ),
            *told("方式和时间", record.coercion_way),
            *told("救济途径", record.remedy_text),
            *ending(record, record.coerced_on),
        ]


class CourtApplicationPaper(InTheBodysName):
    """Five materials of 第五十五条; signed by the head of the organ."""

    title = "行政处罚强制执行申请书"
    of = Decision
    name = "court_application"
    law = "行政强制法 第五十五条"
    mandatory = {
        "court_no": "文号",
        "court": "受理申请的人民法院",
        "number": "决定书文号",
        "urged_on": "催告情况",
        "court_asked_on": "申请日期",
    }
    asked_in = {"court_no": "ask_court", "number": "decide", "court_asked_on": "ask_court"}
    is_sealed_by_body = True

    @classmethod
    def is_meant(cls, record: Decision) -> bool:
        return bool(record.court_no)

    def blocks(self, record: Decision) -> list[Block]:
        day = record.court_asked_on or today()
        return [
            *opening(record.court_no, record.party),
            Paragraph(f"{record.court}："),
            *told(
                "申请事项",
                f"强制执行{record.number}：{record.content}；加处罚款{written_amount(record.fee_on(day))}，尚欠合计{written_amount(record.owed_on(day))}。",
            ),
            *told("事实、理由和依据", record.facts, f"依据{record.basis}。"),
            *told(
                "当事人的意见和催告情况",
                f"催告书（{record.urge_no}）于{record.urged_on}送达。{record.urge_answer or '当事人没有陈述申辩'}。当事人在法定期限内没有申请行政复议或者提起行政诉讼。",
            ),
            *told(
                "附送材料", "强制执行申请书；行政处罚决定书及事实、理由和依据；当事人的意见及催告情况；执行标的情况；其他材料。"
            ),
            Signatures([f"{record.case.body}负责人（签名）"]),
            *ending(record, day),
        ]
