"""What is done in a review of answers: lists fixed, answers drawn by a key anybody can compute, given to others, scored, sent back."""

from collections import Counter
from functools import partial
from hashlib import sha256
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from fazhi.kernel import registry
from fazhi.kernel.flow import doors
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.chance import SourceIsPublic, SourceIsStillToCome
from fazhi.kernel.flow.gates import Gate, gate
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger.log.sampling import first_by_rank, rank_under
from fazhi.kernel.org.models import Grant, Person
from fazhi.kernel.org.paths import lineage
from fazhi.kernel.present.declared import Beside, Line, Told
from fazhi.kernel.records.restricted import standing_of
from fazhi.kernel.records.rowkeys import give_keys

from . import correcting
from .roles import STAFF
from .rules import PASS_SCORE, REVIEW_WEIGHTS
from .words import CorrectedBy

if TYPE_CHECKING:
    from .models import AdviserList, AnswerReview, AnswerSample

ENDED = ("closed",)


# --- 批次 -------------------------------------------------------------------------------------------------------------------


class MonthIsOver(Gate):
    """A list is whole only when no more can be closed in its month."""

    def refusal(self, case: "AnswerSample", act: Acting | None) -> NotAllowed | None:
        if act is None or act.via == "import" or act.on > case.last_day:
            return None
        return NotAllowed(f"{case.month:%Y年%-m月}还没有过完，过完以后再锁定清单")


month_is_over, source_is_still_to_come, source_is_public = MonthIsOver(), SourceIsStillToCome(), SourceIsPublic()


def commit(sample: "AnswerSample", act: Acting) -> None:
    """From now on nothing can be chosen: lists, amounts, points and source stand in the ledger by their fingerprint."""
    sample.committed_on = act.on
    sample.weights, sample.pass_score = REVIEW_WEIGHTS.value(act.on), PASS_SCORE.value(act.on)
    if act.via == "import":
        return
    lists = _lists(sample)
    if not lists:
        raise NotAllowed("这个月没有办结的咨询，不用评查")
    sample.rows("lists")  # at hand from here on, so that the fingerprint is of what is added
    for row in lists:
        act.docket.add(sample, row)
    sample.list_hash = fingerprint(sample)


def fingerprint(sample: "AnswerSample") -> str:
    """What the ledger keeps of everything that was fixed."""
    return sha256(sample.commitment).hexdigest()


def _lists(sample: "AnswerSample") -> "list[AdviserList]":
    """What each adviser's consultations closed in the month are; none that only its team may read."""
    kind, found = registry.model("advice.adviserlist"), {}
    kind_of_case = registry.model("advice.consultation")
    rows = kind_of_case.objects.filter(
        path__startswith=sample.unit.path,
        state__in=ENDED,
        closed_on__range=(sample.month, sample.last_day),
        is_restricted=False,
        answered_by__isnull=False,
    )
    rows = rows.exclude(pk__in=standing_of(kind_of_case).values("record_id"))
    for pk, number, adviser in rows.order_by("pk").values_list("pk", "number", "answered_by"):
        found.setdefault(adviser, []).append(f"#{pk} {number}".strip())
    return [
        kind(of=sample, adviser_id=adviser, listing="\n".join(lines), size=len(lines), quota=min(sample.each, len(lines)))
        for adviser, lines in sorted(found.items())
    ]


def ranked(sample: "AnswerSample") -> "list[tuple[str, str, AdviserList]]":
    """(rank, line, list) of what is drawn; the same for whoever has the lists and the number."""
    rank = rank_under(sample.commitment, sample.source_text)
    found = []
    for row in sample.in_order:
        begin = b"\0".join((b"A", str(sample.pk).encode(), str(row.adviser_id).encode(), b""))
        picks = first_by_rank(rank, begin, row.listing.splitlines(), row.quota, str)
        found += [(own.hex(), line, row) for own, line, _ in picks]
    return sorted(found, key=itemgetter(0, 1))


def draw(sample: "AnswerSample", act: Acting) -> None:
    """The answers that fell, each a review of its own in another's hands."""
    sample.drawn_on = act.on
    if act.via == "import":
        return
    drawn = ranked(sample)
    rounds = _rounds([int(line.partition(" ")[0][1:]) for _, line, _ in drawn])
    reviewers, load = _reviewers(sample), Counter()
    reviews = [_drawn(sample, own, line, row, rounds) for own, line, row in drawn]
    for review in reviews:
        free = [person for person in reviewers if person.pk != review.adviser_id]
        review.handler = min(free, key=lambda person: (load[person.pk], person.pk), default=None)
        load.update([review.handler_id])
    give_keys(reviews)
    act.opens(*reviews)


def _rounds(keys: list[int]) -> dict[int, int]:
    return dict(registry.model("advice.consultation").objects.filter(pk__in=keys).values_list("pk", "rounds"))


def _drawn(sample: "AnswerSample", own: str, line: str, row: "AdviserList", rounds: dict[int, int]) -> "AnswerReview":
    key = int(line.partition(" ")[0][1:])
    kind = registry.model("advice.answerreview")
    return kind(unit=sample.unit, sample=sample, consultation_id=key, adviser=row.adviser, round=rounds[key], rank=own)


def _reviewers(sample: "AnswerSample") -> list[Person]:
    """Advisers whose duty covers the unit; a reviewer is a peer."""
    granted = Grant.objects.on(sample.committed_on).filter(role__in=STAFF, unit__path__in=lineage(sample.unit.path))
    return list(Person.objects.filter(pk__in=granted.values("person")).select_related("unit").order_by("pk"))


def redrawn(sample: "AnswerSample", person: Person) -> Told:
    """The draw reckoned again from lists and number, beside what stands in the register."""
    if sample.drawn_on is None:
        return Told(("还没有抽取。",), ())
    reviews = {row.rank: row for row in sample.rows("reviews")}
    again = ranked(sample)
    same = {own for own, _, _ in again} == set(reviews) and fingerprint(sample) == sample.list_hash
    sums = (f"清单摘要 {sample.list_hash}。", "重新计算的结果与登记一致。" if same else "重新计算的结果与登记不一致，请核查。")
    lines = [Line(reviews[own], (str(row.adviser), line, own[:16])) for own, line, row in again if own in reviews]
    return Told(sums, tuple(lines))


REDRAWN = Beside(
    "redrawn", "复算抽取结果", ("答复人", "清单里的一行", "次序值"), redrawn, "任何人凭清单和公布的号码都能算出同样的结果。"
)


# --- 一件答复 ---------------------------------------------------------------------------------------------------------------


class WasDrawn(Gate):
    """Nobody chooses what is reviewed."""

    def refusal(self, case: "AnswerReview", act: Acting | None) -> NotAllowed | None:
        if act is None or act.via == "import" or case.rank:
            return None
        return NotAllowed("评查的答复由批次随机抽取，不能自己挑选")


class ByReviewer(Gate):
    """Whom the answer was given to reviews it, and never who gave it."""

    def refusal(self, case: "AnswerReview", act: Acting | None) -> NotAllowed | None:
        if act is None or act.person is None or act.via == "import":
            return None
        if act.person.pk == case.adviser_id:
            return NotAllowed("答复人不能评查自己的答复")
        return None if case.handler_id in (None, act.person.pk) else NotAllowed(f"这件由{case.handler}评查")


was_drawn, by_reviewer = WasDrawn(), ByReviewer()


@gate("退回以后还没有更正答复，也没有核对无误，不能销号")
def is_mended(review: "AnswerReview") -> bool:
    return review.consultation.rounds > review.round


def score(review: "AnswerReview", act: Acting) -> None:
    """The points together; nothing where one finding outweighs all. What it came to stands on the consultation too."""
    review.handler = review.handler or act.person
    review.scored_on, review.first_score = act.on, _sum(review, "", review.fatal)
    _settle(review, review.first_score, act, f"答复评查：{review.findings}")
    if not review.is_passed and not review.findings.strip():
        raise ValidationError({"findings": "不合格的，写明发现的问题"})


def _sum(review: "AnswerReview", again: str, fatal: str) -> int:
    points = list(review.points_of(again))
    missing = next((item for item, given in points if given is None), None)
    if missing:
        raise ValidationError({f"{again}{missing.value}_points": "每一项都要评分"})
    return 0 if fatal else sum(given or 0 for _, given in points)


def _settle(review: "AnswerReview", score: int, act: Acting, told: str) -> None:
    """The score that stands; the consultation hears of it."""
    review.score, review.is_passed = score, score >= review.sample.pass_score
    if act.via != "import":
        note = {"score": score, "score_note": told[:200]}
        act.docket.sendings.append(partial(_note, review.consultation, note))


def _note(consultation: Any, note: dict[str, Any]) -> None:
    doors.take("note_review", consultation, None, note, via="schedule")


@gate("合格的不用退回更正")
def has_failed(review: "AnswerReview") -> bool:
    return review.is_passed is False


@gate("不合格的退回更正，更正以后销号")
def has_passed(review: "AnswerReview") -> bool:
    return review.is_passed is True


def send_back(review: "AnswerReview", act: Acting) -> None:
    """The asker learns that the answer is being looked at, and the clock of telling begins."""
    review.was_returned = True
    if act.via != "import":
        act.docket.sendings.append(partial(correcting.raise_on, review.consultation, CorrectedBy.REVIEW, review.title[:60]))


# --- 异议、复核 -------------------------------------------------------------------------------------------------------------


class OfTheAdviser(Gate):
    """Whose answer it was objects, within the days that the clock says, once."""

    def refusal(self, case: "AnswerReview", act: Acting | None) -> NotAllowed | None:
        if act is None or act.via == "import":
            return None
        if act.person is None or act.person.pk != case.adviser_id:
            return NotAllowed("异议由答复人本人提出")
        if case.objected_on:
            return NotAllowed("已经提出过异议，复核结果是最后的")
        due = next((row["due"] for row in case.clocks if row["name"] == "objecting"), None)
        return NotAllowed(f"异议应当在 {due} 以前提出") if due and act.on.isoformat() > due else None


class BySomebodyElse(Gate):
    """Neither who answered nor who scored looks again; whoever was named for it does."""

    def refusal(self, case: "AnswerReview", act: Acting | None) -> NotAllowed | None:
        if act is None or act.person is None or act.via == "import":
            return None
        if act.person.pk in (case.adviser_id, case.handler_id):
            return NotAllowed("复核由答复人、评查人以外的人办理")
        return None if case.rechecker_id in (None, act.person.pk) else NotAllowed(f"这件由{case.rechecker}复核")


of_the_adviser, by_somebody_else = OfTheAdviser(), BySomebodyElse()


def note_objection(review: "AnswerReview", act: Acting) -> None:
    review.objected_on = act.on


def recheck(review: "AnswerReview", act: Acting) -> None:
    """All items anew; the first points stay beside them."""
    review.rechecker, review.rechecked_on = review.rechecker or act.person, act.on
    _settle(review, _sum(review, "re_", review.re_fatal), act, f"答复评查复核：{review.recheck_opinion}")
