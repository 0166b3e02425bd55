"""行政处罚决定台账: one row for each party's decision, from the proposal to its end; it refers to the case by its key."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel.documents.handing_over import ServedBy
from fazhi.kernel.flow.leading import Act
from fazhi.kernel.present.cells import NUMBER, key_column, last, reference, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..discretion_words import Departure
from ..execution_words import DeferralKind, RemedyKind, RemedyResult, Ruling, Termination
from ..flow import DecisionFlow as F
from ..models import Decision
from ..penalty_words import Accepted, Attendance, HearingResult, Outcome, ReviewKind, ReviewOpinion, Tendency
from ..roles import HANDLERS
from .cells import PAYMENTS, PENALTIES, of_matter, of_officer, of_provision, payments_told, penalties_of, penalties_told
from .execution import ExecutionTelling

PROPOSED = (
    "outcome facts proof violated basis other_bases newer_is_lighter tendency tendency_ground discretion_ref discretion_text "
    "correction_order correction_due education is_public_interest"
)

WEIGHED = "benchmark_item base_amount circumstances tendency departs_because departs_by"


def reviewer(decision: Decision) -> Any:
    return decision.last_review and decision.last_review.reviewer


def host(decision: Decision) -> Any:
    return decision.last_hearing and decision.last_hearing.host


class DecisionLedger(Ledger):
    model = Decision
    title = "行政处罚决定台账"
    key = "row_key"
    by = HANDLERS
    columns = (
        key_column("决定序号"),
        NUMBER,
        of_matter(),
        Column("当事人", "party", required=True, note="与案件台账一致", write=lambda decision: decision.party.name),
        Column("拟处理日期", "opened_on", kind="date", required=True),
        Column("处理结果", "outcome", kind="choice", words=Outcome),
        Column("认定的违法事实", "facts"),
        Column("证据", "proof"),
        of_provision("违则依据序号", "violated"),
        of_provision("罚则依据序号", "basis"),
        Column("其他依据", "other_bases"),
        Column("适用较轻的新规定", "newer_is_lighter", kind="yes_no"),
        Column("裁量情节", "tendency", kind="choice", words=Tendency),
        Column("裁量情节理由", "tendency_ground"),
        reference("裁量基准事项序号", "benchmark_item", "enforcement.scaleitem"),
        Column("罚款的计算基数", "base_amount", kind="money"),
        Column("认定的裁量情形", "circumstances"),
        Column("调整适用裁量基准的理由", "departs_because"),
        Column("调整适用的批准", "departs_by", kind="choice", words=Departure),
        reference("轻微违法清单序号", "leniency_item", "enforcement.leniencyitem"),
        Column("适用的裁量基准", "discretion_ref"),
        Column("裁量说明", "discretion_text"),
        Column("责令改正", "correction_order"),
        Column("改正期限", "correction_due", kind="date"),
        Column("教育情况", "education"),
        Column("具有一定社会影响", "is_public_interest", kind="yes_no"),
        Column("处罚", "penalties", note=PENALTIES, write=penalties_told),
        Column("审核种类", "review_kind", kind="choice", words=ReviewKind, write=last("reviews", "kind")),
        of_officer("审核人员序号", "reviewer", write=reviewer),
        Column("审核日期", "reviewed_on", kind="date", write=last("reviews", "done_on")),
        Column("审核意见", "opinion", kind="choice", words=ReviewOpinion, write=last("reviews", "opinion")),
        Column("审核内容和理由", "review_reason", write=last("reviews", "points")),
        Column("告知日期", "notified_on", kind="date"),
        Column("书面放弃陈述申辩的材料", "waiver_doc"),
        Column("陈述申辩日期", "stated_on", kind="date", write=last("statements", "made_on")),
        Column("陈述申辩意见", "statement", write=last("statements", "content")),
        Column("采纳情况", "accepted", kind="choice", words=Accepted, write=last("statements", "accepted")),
        Column("复核意见和理由", "recheck", write=last("statements", "reason")),
        Column("要求听证日期", "hearing_asked_on", kind="date", write=last("hearings", "asked_on")),
        Column("听证通知送达日期", "hearing_notice_on", kind="date", write=last("hearings", "notice_served_on")),
        Column("听证日期", "heard_on", kind="date", write=last("hearings", "held_on")),
        Column("听证地点", "hearing_place", write=last("hearings", "place")),
        of_officer("听证主持人序号", "host", write=host),
        Column("当事人到场", "attendance", kind="choice", words=Attendance, write=last("hearings", "attendance")),
        Column("听证笔录", "minutes", write=last("hearings", "minutes")),
        Column("听证报告", "hearing_report", write=last("hearings", "report")),
        Column("听证结论", "hearing_result", kind="choice", words=HearingResult, write=last("hearings", "result")),
        Column("集体讨论日期", "discussed_on", kind="date", write=last("discussions", "held_on")),
        Column("集体讨论主持人", "chair", write=last("discussions", "chair")),
        Column("集体讨论各人意见", "opinions", write=last("discussions", "opinions")),
        Column("集体讨论结论", "conclusion", write=last("discussions", "conclusion")),
        Column("决定日期", "decided_on", kind="date"),
        Column("履行方式和期限", "pay_terms"),
        Column("制发日期", "issued_on", kind="date"),
        Column("公告日期", "sent_on", kind="date"),
        Column("送达方式", "method", kind="choice", words=ServedBy, write=last("services", "method")),
        Column("送达日期", "served_on", kind="date"),
        Column("签收人", "taken_by", write=last("services", "taken_by")),
        Column("邮件单号", "mail_number", write=last("services", "mail_number")),
        Column("见证人", "witness", write=last("services", "witness")),
        Column("送达事由", "service_reason", write=last("services", "reason")),
        Column("缴款", "payments", note=PAYMENTS, write=payments_told),
        Column("其他处罚已经执行", "is_performed", kind="yes_no"),
        Column("延期分期", "deferral", kind="choice", words=DeferralKind),
        Column("批准延期分期日期", "deferred_from", kind="date"),
        Column("延期至", "deferred_to", kind="date"),
        Column("经济困难情况", "deferral_reason"),
        Column("救济途径", "remedy", kind="choice", words=RemedyKind, write=last("remedies", "kind")),
        Column("复议机关或者法院", "remedy_organ", write=last("remedies", "organ")),
        Column("救济受理日期", "remedy_on", kind="date", write=last("remedies", "filed_on")),
        Column("救济结果", "remedy_result", kind="choice", words=RemedyResult, write=last("remedies", "result")),
        Column("救济结束日期", "remedy_ended_on", kind="date", write=last("remedies", "ended_on")),
        Column("催告日期", "urged_on", kind="date"),
        Column("申请强制执行日期", "court_asked_on", kind="date"),
        Column("受理申请的法院", "court"),
        Column("法院裁定", "ruling", kind="choice", words=Ruling),
        Column("终结执行理由", "termination", kind="choice", words=Termination),
        Column("变更撤销日期", "revoked_on", kind="date"),
        Column("变更撤销依据", "revoked_by"),
        Column("报送备案日期", "reported_on", kind="date"),
        Column("撤回公开日期", "withdrawn_on", kind="date"),
        Column("撤回公开理由", "withdrawn_because"),
        Column("结案日期", "closed_on", kind="date"),
        state_of(F),
    )

    def case(self, row: dict[str, Any]) -> Decision:
        case = row["matter"]
        party = next((each for each in case.rows("parties") if each.name == row["party"]), None)
        if party is None:
            raise ValidationError({"party": f"案件“{case}”里没有当事人“{row['party']}”"})
        return Decision(unit=case.unit, case=case, party=party, **said(row, "facts"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        DecisionTelling(life, row, person).tell()

    def together(self) -> str:
        return (
            "unit case party violated basis benchmark_item leniency_item penalties statements hearings__host reviews__reviewer discussions services payments "
            "remedies instalments"
        )


class DecisionTelling(ExecutionTelling):
    """What the row says of one party, in the order of its days."""

    def tell(self) -> None:
        self._begin_on(self.row["opened_on"])
        self.in_order(self._all())

    def _all(self) -> Iterator[Act]:
        row = self.row
        first = row["notified_on"] or row["decided_on"] or row["opened_on"]
        if row["outcome"] and self.case.state == "drafting":
            yield min(row["opened_on"], first), 0, self._propose
        yield from self._on("reviewed_on", 3, self._review)
        yield from self._on("notified_on", 4, lambda: self._if(F.notify, row["notified_on"], "notified_on"))
        if row["waiver_doc"] and not self.case.waiver_doc and row["notified_on"]:
            yield row["notified_on"], 5, lambda: self._if(F.waive, row["notified_on"], "waiver_doc")
        yield from self._on("stated_on", 5, self._state)
        yield from self._hearing()
        yield from self._on("discussed_on", 9, self._discuss)
        yield from self._on("decided_on", 10, self._decide)
        yield from self.execution()

    def _propose(self) -> None:
        on = self.row["opened_on"]
        if not self.case.outcome:
            self._take(F.propose, on, self._said(*PROPOSED.split()))
        held = {(each.kind, each.amount) for each in self.case.standing_penalties}
        for told in penalties_of(self.row["penalties"]):
            if (told["kind"], told.get("amount")) not in held:
                self._take(F.add_penalty, on, told)

        self._weigh(on)

    def _weigh(self, on: date) -> None:
        """The benchmark and the list that the row names are applied anew: what they give is reckoned, never told."""
        if self.row["benchmark_item"] and not self.case.rows("uses"):
            self._take(F.apply_benchmark, on, self._said(*WEIGHED.split()))
        if self.row["leniency_item"] and not self.case.leniency_item_id:
            self._take(F.apply_leniency, on, self._said("leniency_item"))

    def _review(self) -> None:
        row = self.row
        if self._is_open(F.review) and not any(each.done_on == row["reviewed_on"] for each in self.case.rows("reviews")):
            told = {
                "kind": row["review_kind"],
                "reviewer": row["reviewer"],
                "done_on": row["reviewed_on"],
                "opinion": row["opinion"],
            }
            reason = row["review_reason"] or "台账载明"
            self._take(
                F.review, row["reviewed_on"], {**told, "points": reason, "reason": "" if row["opinion"] == "agrees" else reason}
            )

    def _state(self) -> None:
        row = self.row
        if self._is_open(F.state) and not self.case.rows("statements"):
            told = {"made_on": row["stated_on"], "content": row["statement"], "accepted": row["accepted"]}
            self._take(F.state, row["stated_on"], {**told, "recheck": row["recheck"], "reason": row["recheck"]})

    def _hearing(self) -> Iterator[Act]:
        row = self.row
        yield from self._on("hearing_asked_on", 6, self._ask_hearing)
        yield from self._on("hearing_notice_on", 7, self._schedule)
        if row["attendance"]:
            yield from self._on("heard_on", 8, self._hear)

    def _ask_hearing(self) -> None:
        if self._is_open(F.ask_hearing) and not self.case.rows("hearings"):
            self._take(F.ask_hearing, self.row["hearing_asked_on"], {"asked_on": self.row["hearing_asked_on"]})

    def _schedule(self) -> None:
        row = self.row
        if self._is_open(F.schedule) and not self.case.last_hearing.notice_served_on:
            told = {"held_on": row["heard_on"], "place": row["hearing_place"], "host": row["host"]}
            self._take(
                F.schedule,
                row["hearing_notice_on"],
                {**told, "notice_served_on": row["hearing_notice_on"]},
                self.case.last_hearing,
            )

    def _hear(self) -> None:
        row = self.row
        if self._is_open(F.hear):
            told = {"attendance": row["attendance"], "minutes": row["minutes"], "report": row["hearing_report"]}
            more = {"result": row["hearing_result"], "signed": "已签字" if row["minutes"] else ""}
            self._take(F.hear, row["heard_on"], {**told, **more}, self.case.last_hearing)

    def _discuss(self) -> None:
        row = self.row
        if self._is_open(F.discuss) and not self.case.rows("discussions"):
            told = {"held_on": row["discussed_on"], "chair": row["chair"] or "台账载明", "recorder": "台账载明"}
            self._take(F.discuss, row["discussed_on"], {**told, "opinions": row["opinions"], "conclusion": row["conclusion"]})

    def _decide(self) -> None:
        step = F.decide if self.row["outcome"] == Outcome.PENALTY else F.spare
        if not self.case.decided_on:
            self._take(step, self.row["decided_on"], self._said("pay_terms") if step is F.decide else {})
