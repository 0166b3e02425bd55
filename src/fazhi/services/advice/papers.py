"""The papers of a consultation: the registration form, the written opinion, the notice of the right to legal aid."""

from typing import ClassVar

from fazhi.kernel.documents.blocks import Block, Date, Fields, Heading, Number, Paragraph, Signatures, Table
from fazhi.kernel.documents.declared import Paper

from .models import Answer, AnswerReview, Citation, Consultation
from .words import GivenAs

LIMITS = "本意见只依据咨询人的陈述和提供的材料作出，情况不同的，结论可能不同；不是对处理结果的承诺，不代替行政决定、仲裁裁决和司法裁判。"


def asker_rows(record: Consultation) -> list[tuple[str, object]]:
    """Who asks; without a name no more than how to be addressed."""
    asker = record.asker
    if record.is_anonymous or asker is None:
        return [("咨询人", f"匿名{f'（{asker.alias}）' if asker and asker.alias else ''}")]
    return [
        ("咨询人", asker.name),
        ("性别", asker.get_sex_display()),
        ("证件号", asker.id_number),
        ("联系方式", asker.phone or asker.address),
        ("陪同的监护人", asker.guardian),
    ]


def group_words(record: Consultation) -> str:
    return record._meta.get_field("groups").told(record.groups) or "无"


def signed(given: Answer | None) -> str:
    """律师 only for who answered as one."""
    return "答复律师（签名）" if given and given.given_as == GivenAs.LAWYER else "答复人（签名）"


def articles(rows: list[Citation]) -> Table:
    told = (
        (n, f"《{row.law}》{row.article}", row.version_on or "未载明", row.quoted or "（法规库中没有原文）")
        for n, row in enumerate(rows, 1)
    )
    return Table(("项", "法条", "版本", "内容"), told)


class RegistrationPaper(Paper):
    title = "法律咨询登记表"
    of = Consultation
    name = "registration"
    law = "法律援助法 第二十三条"
    mandatory = "questions"

    def blocks(self, record: Consultation) -> list[Block]:
        given = record.standing_answer
        return [
            Number(record.number),
            Fields(
                [
                    ("咨询时间", record.event_at),
                    ("咨询方式", record.get_channel_display()),
                    ("受理单位", record.unit.name),
                    *asker_rows(record),
                    ("身份", record.get_asker_role_display()),
                    ("涉及人数", record.group_size),
                    ("特殊群体", group_words(record)),
                    ("所在地", record.region.name),
                    ("事项类别", f"{record.get_legal_field_display()}·{record.get_topic_display()}"),
                    ("问题", record.question),
                    ("答复", given.text if given else ""),
                    ("依据", given.cited if given else ""),
                    ("已告知法律援助权利", bool(record.aid_told)),
                    ("建议路径", record.get_suggestion_display()),
                ]
            ),
            Signatures(["咨询人（签名）", signed(given)]),
            Date(record.opened_on),
        ]


class OpinionPaper(Paper):
    title = "法律咨询意见书"
    of = Consultation
    name = "opinion"
    law = "法律援助法 第二十二条"
    mandatory: ClassVar = {"questions": "问题", "answered_at": "答复", "standing_citations": "引用法条"}
    asked_in: ClassVar = {"answered_at": "answer", "standing_citations": "answer adopt"}

    def blocks(self, record: Consultation) -> list[Block]:
        given = record.standing_answer
        return [
            Number(record.number),
            Fields([*asker_rows(record)[:1], ("咨询日期", record.opened_on)]),
            Heading("一、咨询的问题"),
            Paragraph(record.question),
            Heading("二、法律意见"),
            Paragraph(given.text),
            Heading("三、依据的法条"),
            articles(record.standing_citations),
            Heading("四、建议"),
            Paragraph(f"建议路径：{record.get_suggestion_display()}。{self._limitation(record)}"),
            Heading("五、说明"),
            Paragraph(LIMITS),
            Signatures([signed(given), f"{record.unit.name}（盖章）"]),
            Date(record.answered_on),
        ]

    def _limitation(self, record: Consultation) -> str:
        return f"请注意时效或者期限于{record.limitation_on:%Y年%-m月%-d日}届满。" if record.limitation_on else ""


class AidRightPaper(Paper):
    title = "申请法律援助权利告知书"
    of = Consultation
    name = "aid_right"
    law = "法律援助法 第二十三条"

    def blocks(self, record: Consultation) -> list[Block]:
        return [
            *(Paragraph(f"{row[1]}：") for row in asker_rows(record)[:1]),
            Paragraph("您咨询的事项，符合下列条件的，可以依法申请法律援助。法律援助是国家无偿提供的法律服务，不收取任何费用。"),
            Heading("一、可以申请的事项（法律援助法第三十一条）"),
            Paragraph(
                "因经济困难没有委托代理人的：依法请求国家赔偿；请求给予社会保险待遇或者社会救助；请求发给抚恤金；请求给付赡养费、抚养费、扶养费；"
                "请求确认劳动关系或者支付劳动报酬；请求认定公民无民事行为能力或者限制民事行为能力；"
                "请求工伤事故、交通事故、食品药品安全事故、医疗事故人身损害赔偿；请求环境污染、生态破坏损害赔偿。"
            ),
            Heading("二、不受经济困难条件限制的情形（法律援助法第三十二条）"),
            Paragraph(
                "英雄烈士近亲属为维护英雄烈士的人格权益；因见义勇为行为主张相关民事权益；再审改判无罪请求国家赔偿；遭受虐待、遗弃或者家庭暴力的受害人主张相关权益。"
            ),
            Heading("三、怎样申请（法律援助法第四十一条至第四十四条）"),
            Paragraph(
                "如实说明经济困难状况，可以作个人诚信承诺；有材料证明属于无固定生活来源的未成年人、老年人、残疾人，社会救助、司法救助或者优抚对象，"
                "申请支付劳动报酬或者请求工伤事故人身损害赔偿的进城务工人员的，免予核查。"
                "法律援助机构自收到申请之日起七日内作出决定；距法定时效或者期限届满不足七日的，可以决定先行提供法律援助。"
            ),
            Signatures(["被告知人（签名）", "告知人（签名）"]),
            Date(record.answered_on or record.opened_on),
        ]


class ReviewPaper(Paper):
    """For the office and whose answer it was: question and answer without names, the points, the objection and the second look."""

    title = "法律咨询答复评查表"
    of = AnswerReview
    name = "review"
    is_internal = True
    mandatory = {"scored_on": "评分"}
    asked_in: ClassVar = {"scored_on": "score"}

    def blocks(self, record: AnswerReview) -> list[Block]:
        again = record.rechecked_on is not None
        return [
            Fields(
                [
                    ("评查批次", f"{record.sample}（{record.sample.number}）"),
                    ("咨询编号", record.consultation.number),
                    ("答复人", record.adviser.name),
                    ("评查人", record.handler.name if record.handler else ""),
                ]
            ),
            Heading("问题（已去掉姓名）"),
            Paragraph(record.question_read),
            Heading("答复（已去掉姓名）"),
            Paragraph(record.answer_read),
            Heading("评分"),
            Table(("项目", "满分", "评查", *(("复核",) if again else ())), _points(record, again)),
            Fields(_judged(record)),
            *_objection(record),
            Signatures(["评查人", *(["复核人"] if again else []), "负责人"]),
            Date(record.rechecked_on or record.scored_on),
        ]


def _points(record: AnswerReview, again: bool) -> list[tuple[object, ...]]:
    second = dict(record.points_of("re_")) if again else {}
    rows = [
        (item.label, record.sample.weights.get(item, 0), given, *((second[item],) if again else ()))
        for item, given in record.points_of()
    ]
    return [*rows, ("合计", 100, record.first_score, *((record.score,) if again else ()))]


def _judged(record: AnswerReview) -> list[tuple[str, object]]:
    told = [
        ("一票否决", record.get_fatal_display()),
        ("发现的问题", record.findings),
        ("合格分数", record.sample.pass_score),
        ("结论", "合格" if record.is_passed else "不合格"),
        ("评分日期", record.scored_on),
    ]
    return [(label, value) for label, value in told if value not in ("", None)]


def _objection(record: AnswerReview) -> list[Block]:
    if not record.objected_on:
        return []
    told = [("提出异议日期", record.objected_on), ("异议", record.objection)]
    if record.rechecked_on:
        told += [
            ("复核人", record.rechecker.name if record.rechecker else ""),
            ("一票否决", record.get_re_fatal_display() or "无"),
            ("复核意见", record.recheck_opinion),
            ("复核日期", record.rechecked_on),
        ]
    return [Heading("异议和复核"), Fields(told)]
