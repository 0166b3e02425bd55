"""What must hold before a party is notified, heard, reviewed and decided upon."""

from decimal import Decimal
from typing import Any

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, gate, part_gate
from fazhi.kernel.flow.refusals import NotAllowed

from ..models import Decision
from ..penalty_limits import frozen
from ..penalty_rules import DISCUSSION_LEAST, HEARING_CITIZEN, HEARING_INCLUSIVE, HEARING_ORGANISATION
from ..penalty_words import ALWAYS_HEARD, TAUGHT, Outcome, PenaltyKind, Responsibility, ReviewKind, Tendency
from .people import day_of

NOTICE = "行政处罚法 第四十四条"
NO_HEAVIER = "行政处罚法 第四十五条第二款"
HEARD = "行政处罚法 第六十三条第一款"
REVIEWED = "行政处罚法 第五十八条第一款"
COLLECTIVE = "行政处罚法 第五十七条第二款"
WAITED = "行政处罚法 第六十二条"


@gate("这名当事人已经有处理决定")
def is_the_only_one(decision: Decision) -> bool:
    """One decision a party; another is a change of the first."""
    return not any(each.party_id == decision.party_id and each is not decision for each in decision.case.rows("decisions"))


@gate("案件还没有立案", law="行政处罚法 第五十四条第二款")
def case_is_filed(decision: Decision) -> bool:
    return decision.case.filed_on is not None


@gate("没有拟处罚的种类", law=NOTICE)
def has_penalties(decision: Decision) -> bool:
    return bool(decision.standing_penalties)


@gate("没有写明事实、证据、违反的规定和处罚依据", law=NOTICE)
def has_grounds(decision: Decision) -> bool:
    return all((decision.facts.strip(), decision.proof.strip(), decision.violated_id, decision.basis_id))


class ProvisionsHold(Gate):
    """行政处罚法 第三十七条: the law of the day of the act, or a newer one that is lighter."""

    def refusal(self, decision: Decision, act: Acting | None) -> NotAllowed | None:
        day = decision.case.act_over_on
        for provision in filter(None, (decision.violated, decision.basis)):
            if not provision.holds(day) and not (decision.newer_is_lighter and provision.holds(day_of(act))):
                return NotAllowed(
                    f"{provision}在违法行为发生时（{day}）不施行；适用较轻的新规定的，请勾选", "行政处罚法 第三十七条"
                )
        return None


provisions_hold = ProvisionsHold()


@gate("同一个违法行为不得给予两次以上罚款", law="行政处罚法 第二十九条")
def is_fined_once(decision: Decision) -> bool:
    return sum(row.kind == PenaltyKind.FINE for row in decision.standing_penalties) <= 1


def needs_hearing(decision: Decision) -> bool:
    """行政处罚法 第六十三条第一款: by kind, or by amount; a fine and what is confiscated are measured apart."""
    if not decision.is_penalty:
        return False
    return any(row.kind in ALWAYS_HEARD or _is_large(decision, row) for row in decision.standing_penalties)


def _is_large(decision: Decision, row: Any) -> bool:
    day = decision.notified_on or decision.opened_on
    least = Decimal((HEARING_CITIZEN if decision.party.is_citizen else HEARING_ORGANISATION).value(day))
    amount = row.amount or row.base if row.kind == PenaltyKind.CONFISCATED_GOODS else row.amount
    if amount is None or row.kind not in (PenaltyKind.FINE, PenaltyKind.CONFISCATED_GAINS, PenaltyKind.CONFISCATED_GOODS):
        return False
    return amount >= least if HEARING_INCLUSIVE.value(day) else amount > least


def needs_legal_review(decision: Decision) -> bool:
    """行政处罚法 第五十八条第一款: after a hearing, or on a ground that the case names; 情节复杂 counts as 疑难复杂."""
    return decision.is_penalty and (decision.had_hearing or bool(decision.case.review_grounds) or decision.case.is_complex)


def review_needed(decision: Decision) -> str:
    """Legal review, case review where the department asks for it of all, or none."""
    if needs_legal_review(decision):
        return ReviewKind.LEGAL
    return ReviewKind.CASE if frozen(decision.case, "reviews_all") else ""


@gate("还没有经审核", law=REVIEWED)
def is_reviewed(decision: Decision) -> bool | str:
    needed = review_needed(decision)
    if not needed:
        return True
    reviews = [row for row in decision.rows("reviews") if needed == ReviewKind.CASE or row.kind == ReviewKind.LEGAL]
    if not reviews:
        return f"应当经{ReviewKind(needed).label}，还没有审核，不得作出决定"
    if not reviews[-1].passes:
        return f"{reviews[-1].get_kind_display()}没有通过（{reviews[-1].get_opinion_display()}），改正后再送审"
    hearing = decision.last_hearing
    if decision.had_hearing and hearing and hearing.held_on and reviews[-1].done_on < hearing.held_on:
        return "经过听证的，法制审核应当在听证之后进行"
    return True


class NoticeStands(Gate):
    """What is decided is what was told; heavier never, other facts only with a new notice."""

    def refusal(self, decision: Decision, act: Acting | None) -> NotAllowed | None:
        if not decision.notified_on:
            return NotAllowed("没有告知当事人拟作出的行政处罚内容及事实、理由、依据，不得作出决定", WAITED)
        told, now = decision.noticed, decision.proposed
        if _is_heavier(told, now):
            heard = decision.rows("statements") or decision.had_hearing
            return NotAllowed(
                "拟处罚重于告知的内容；" + ("不得因陈述申辩加重" if heard else "请重新告知"), NO_HEAVIER if heard else NOTICE
            )
        if told.get("facts") != now["facts"]:
            return NotAllowed("认定的事实与告知的不同，请重新告知", NOTICE)
        return None


def _is_heavier(told: dict[str, Any], now: dict[str, Any]) -> bool:
    more = any(Decimal(now[kind]) > Decimal(told.get(kind, "0")) for kind in ("fine", "confiscated_gains"))
    return more or not set(now["kinds"]) <= set(told.get("kinds", ()))


notice_stands = NoticeStands()


@gate("情节复杂或者重大违法行为给予行政处罚，应当由负责人集体讨论决定", law=COLLECTIVE)
def is_discussed(decision: Decision) -> bool:
    return not decision.case.is_complex or not decision.is_penalty or bool(decision.rows("discussions"))


@part_gate("集体讨论应当列明每个人的意见", law=COLLECTIVE)
def each_opinion_is_listed(decision: Decision, part: Any) -> bool | str:
    least = DISCUSSION_LEAST.value(part.held_on)
    return len(part.speakers) >= least or f"集体讨论至少 {least} 人，每人的意见一行“姓名：意见”，现在有 {len(part.speakers)} 人"


class PartyMayBePunished(Gate):
    """行政处罚法 第三十条、第三十一条."""

    def refusal(self, decision: Decision, act: Acting | None) -> NotAllowed | None:
        if not decision.is_penalty:
            return None
        age = decision.party.age_at(decision.case.act_over_on)
        if age is not None and age < 14:
            return NotAllowed(f"{decision.party}行为时不满十四周岁，不予行政处罚，责令监护人加以管教", "行政处罚法 第三十条")
        if decision.party.responsibility == Responsibility.NONE:
            return NotAllowed("当事人不能辨认或者不能控制自己的行为，不予行政处罚", "行政处罚法 第三十一条")
        if age is not None and age < 18 and decision.tendency not in (Tendency.LIGHTER, Tendency.MITIGATED):
            return NotAllowed("已满十四周岁不满十八周岁，应当从轻或者减轻行政处罚", "行政处罚法 第三十条")
        return None


party_may_be_punished = PartyMayBePunished()


@gate("从轻、减轻、从重应当写明理由", law="行政处罚法 第三十二条")
def tendency_has_ground(decision: Decision) -> bool:
    return decision.tendency in ("", Tendency.USUAL) or bool(decision.tendency_ground.strip())


@gate("不予行政处罚的，应当对当事人进行教育", law="行政处罚法 第三十三条第三款")
def was_taught(decision: Decision) -> bool:
    return decision.outcome not in TAUGHT or bool(decision.education.strip())


@gate("请选择不予处罚的种类", law="行政处罚法 第五十七条第一款")
def is_unpunished(decision: Decision) -> bool:
    return bool(decision.outcome) and not decision.is_penalty


@gate("处理结果不是给予行政处罚", law="行政处罚法 第五十七条第一款第一项")
def is_penalty(decision: Decision) -> bool:
    return decision.is_penalty


@gate("不予处罚的决定还列有处罚，请先撤去拟处罚")
def has_no_penalties(decision: Decision) -> bool:
    return not decision.standing_penalties


@gate("不予处罚的理由和事实没有写明", law="行政处罚法 第五十七条第一款")
def says_why_unpunished(decision: Decision) -> bool:
    return bool(decision.facts.strip())


@gate("当事人的责任能力或者年龄与“责任能力不罚”不符", law="行政处罚法 第三十条")
def unpunished_fits(decision: Decision) -> bool:
    if decision.outcome != Outcome.NOT_RESPONSIBLE:
        return True
    age = decision.party.age_at(decision.case.act_over_on)
    return decision.party.responsibility == Responsibility.NONE or (age is not None and age < 14)


@gate("“首违不罚”应当有改正情况", law="行政处罚法 第三十三条第一款")
def is_corrected(decision: Decision) -> bool:
    return decision.outcome not in (Outcome.MINOR, Outcome.FIRST) or bool(decision.correction_order.strip())


def is_weighty(decision: Decision) -> bool:
    """重大: heard, complex, or on a ground of legal review."""
    return decision.is_penalty and (decision.had_hearing or decision.has_hearing_right or needs_legal_review(decision))


@gate("不是重大处罚决定，不需要报送备案", law="行政处罚法 第七十五条第一款")
def is_major(decision: Decision) -> bool:
    return is_weighty(decision)


@gate("已经报送备案", law="行政处罚法 第七十五条第一款")
def is_not_reported(decision: Decision) -> bool:
    return decision.reported_on is None
