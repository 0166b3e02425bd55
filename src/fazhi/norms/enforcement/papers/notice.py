"""Before a decision: what the party is told, the hearing, the review, the discussion."""

from fazhi.kernel.documents.blocks import Block, Date, Fields, Number, Paragraph, Signatures

from ..models import Decision
from ..penalty_limits import frozen
from .shared import InTheBodysName, ending, numbered, officers_of, opening, told


class PriorNoticePaper(InTheBodysName):
    title = "行政处罚事先告知书"
    of = Decision
    name = "prior_notice"
    law = "行政处罚法 第四十四条"
    mandatory = {
        "notice_no": "告知书文号",
        "facts": "事实",
        "proof": "证据",
        "basis": "依据",
        "content": "拟作出的行政处罚内容",
        "notified_on": "告知日期",
    }
    asked_in = {"notice_no": "notify", "content": "add_penalty"}
    is_sealed_by_body = True

    @classmethod
    def is_meant(cls, record: Decision) -> bool:
        return record.is_penalty

    def heading(self, record: Decision) -> str:
        return "行政处罚听证告知书" if record.has_hearing_right else self.title

    def blocks(self, record: Decision) -> list[Block]:
        days, unit = frozen(record.case, "statement"), "个工作日" if frozen(record.case, "in_working_days") else "日"
        window = f"自收到本告知书之日起{days}{unit}内" if days else "在本机关作出决定之前"
        hearing = (
            "根据《中华人民共和国行政处罚法》第六十三条、第六十四条，你（单位）有要求听证的权利；要求听证的，应当自收到本告知书之日起五个工作日内提出，"
            "逾期视为放弃。听证不收取费用。"
            if record.has_hearing_right
            else ""
        )
        return [
            *opening(record.notice_no, record.party),
            *told("一、违法事实和证据", record.facts, record.proof),
            *told(
                "二、拟处罚的理由和依据",
                f"上述行为违反了{record.violated}，依照{record.basis}，{record.discretion_told or '综合裁量'}。",
            ),
            *told("三、拟作出的行政处罚", "拟对你（单位）作出如下行政处罚："),
            *numbered(row.said for row in record.standing_penalties),
            *told(
                "四、你（单位）的权利",
                f"根据《中华人民共和国行政处罚法》第四十四条、第四十五条，你（单位）可以{window}向本机关提出陈述、申辩，"
                "本机关不因陈述、申辩而给予更重的处罚。",
                hearing,
            ),
            *ending(record, record.notified_on),
        ]


class HearingNoticePaper(InTheBodysName):
    title = "行政处罚听证通知书"
    of = Decision
    name = "hearing_notice"
    law = "行政处罚法 第六十四条第一款第二项"
    mandatory = {"hearing_notice": "听证的时间、地点和主持人"}
    asked_in = {"hearing_notice": "schedule"}
    is_sealed_by_body = True

    @classmethod
    def is_meant(cls, record: Decision) -> bool:
        return record.last_hearing is not None

    def blocks(self, record: Decision) -> list[Block]:
        row = record.last_hearing
        open_to_all = "公开举行" if row.is_public else f"不公开举行（{row.closed_reason}）"
        return [
            *opening(row.notice_no, record.party),
            Paragraph(f"你（单位）于{row.asked_on}要求听证，本机关决定举行听证，现将有关事项通知如下："),
            Fields(
                [
                    ("时间", row.held_on),
                    ("地点", row.place),
                    ("方式", open_to_all),
                    ("主持人", row.host),
                    ("记录员", row.recorder),
                ]
            ),
            Paragraph(
                "你（单位）可以亲自参加，也可以委托一至二人代理；认为主持人与本案有直接利害关系的，有权申请回避。"
                "无正当理由拒不出席或者未经许可中途退出的，视为放弃听证权利。听证不收取费用。"
            ),
            *ending(record, row.notice_served_on),
        ]


class HearingMinutesPaper(InTheBodysName):
    title = "听证笔录"
    of = Decision
    name = "hearing_minutes"
    law = "行政处罚法 第六十四条第一款第八项"
    mandatory = {"hearing_minutes": "听证笔录"}
    asked_in = {"hearing_minutes": "hear"}

    @classmethod
    def is_meant(cls, record: Decision) -> bool:
        return record.last_hearing is not None

    def blocks(self, record: Decision) -> list[Block]:
        row = record.last_hearing
        return [
            Number(row.notice_no),
            Fields(
                [
                    ("案由", record.case.title),
                    ("时间、地点", f"{row.held_on} {row.place}"),
                    ("主持人、记录员", "、".join(str(one) for one in (row.host, row.recorder) if one)),
                    ("调查人员", officers_of(record.case)),
                    ("当事人、代理人", "、".join(filter(None, (record.party.name, row.agents)))),
                    ("到场", row.get_attendance_display()),
                ]
            ),
            *told("听证过程", row.minutes),
            *told("核对签字", row.signed),
            Signatures(["当事人或者代理人", "调查人员", "主持人", "记录员"]),
        ]


class HearingReportPaper(InTheBodysName):
    title = "听证报告书"
    is_internal = True
    of = Decision
    name = "hearing_report"
    law = "行政处罚法 第六十五条"
    mandatory = {"hearing_report": "听证报告"}
    asked_in = {"hearing_report": "hear"}

    @classmethod
    def is_meant(cls, record: Decision) -> bool:
        return record.last_hearing is not None

    def blocks(self, record: Decision) -> list[Block]:
        row = record.last_hearing
        return [
            Number(row.notice_no),
            Fields([("案由", record.case.title), ("当事人", record.party.name), ("听证日期", row.held_on)]),
            *told("听证情况", row.minutes),
            *told("主持人意见", row.report, f"结论：{row.get_result_display()}"),
            Signatures([f"听证主持人（{row.host or ''}）"]),
        ]


class ReviewPaper(InTheBodysName):
    title = "审核意见书"
    is_internal = True
    of = Decision
    name = "review"
    law = "行政处罚法 第五十八条第一款"
    mandatory = {"review_done": "审核意见"}
    asked_in = {"review_done": "review"}

    @classmethod
    def is_meant(cls, record: Decision) -> bool:
        return record.last_review is not None

    def heading(self, record: Decision) -> str:
        return f"{record.last_review.get_kind_display()}意见书"

    def blocks(self, record: Decision) -> list[Block]:
        row = record.last_review
        return [
            Fields([("案由", record.case.title), ("当事人", record.party.name), ("承办人", officers_of(record.case))]),
            *told("审核内容", row.points),
            *told("审核意见", f"{row.get_opinion_display()}。{row.reason}"),
            Signatures([f"审核人员（{row.reviewer}）"]),
            Date(row.done_on),
        ]


class DiscussionPaper(InTheBodysName):
    title = "案件集体讨论记录"
    is_internal = True
    of = Decision
    name = "discussion"
    law = "行政处罚法 第五十七条第二款"
    mandatory = {"discussed": "集体讨论"}
    asked_in = {"discussed": "discuss"}

    @classmethod
    def is_meant(cls, record: Decision) -> bool:
        return record.case.is_complex or record.discussed is not None

    def blocks(self, record: Decision) -> list[Block]:
        row = record.discussed
        return [
            Fields(
                [
                    ("案由", record.case.title),
                    ("当事人", record.party.name),
                    ("时间", row.held_on),
                    ("主持人", row.chair),
                    ("记录人", row.recorder),
                ]
            ),
            *told("拟处理意见", record.content),
            *told("各人意见", *row.opinions.splitlines()),
            *told("结论性意见", row.conclusion),
            Signatures(["参加人签名", f"记录人（{row.recorder}）"]),
        ]
