"""数据真实性: what makes a claim doubtful — bursts, night entries, copied texts, one telephone or one hand in many cases, too many oral ones."""

from collections.abc import Iterator
from datetime import time
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.documents import File, doubts_of, files_of
from fazhi.kernel.records.secret import same

from .kinship import called
from .rules import BURST_CASES, NIGHT_HOURS, ORAL_SHARE_MOST, SAME_PHONE_CASES
from .words import AGREED, Result

if TYPE_CHECKING:
    from .models import Dispute, Mediator


def doubts(dispute: "Dispute", mediator: "Mediator") -> list[str]:
    """Sentences for everything that a checker should look at before money is paid."""
    return [
        *_bursts(dispute, mediator),
        *_night(dispute),
        *_copied(dispute, mediator),
        *_phones(dispute, mediator),
        *_pictures(dispute),
        *doubts_of("mediation.dispute", dispute.pk),
        *_oral_share(dispute, mediator),
        *_denied(dispute),
    ]


def _cases_of(mediator: "Mediator"):
    return registry.model("mediation.dispute").objects.filter(mediators__mediator=mediator)


def _bursts(dispute: "Dispute", mediator: "Mediator") -> Iterator[str]:
    same_day = _cases_of(mediator).filter(result_on=dispute.result_on, result__in=AGREED).count()
    if same_day >= BURST_CASES.value():
        yield f"{mediator.name}在 {dispute.result_on} 一天办结 {same_day} 件"


def _night(dispute: "Dispute") -> Iterator[str]:
    begins, ends = (time.fromisoformat(each) for each in NIGHT_HOURS.value())
    entered = timezone.localtime(dispute.recorded_at).time()
    if entered >= begins or entered < ends:
        yield f"夜间录入（{entered:%H:%M}）"


def _copied(dispute: "Dispute", mediator: "Mediator") -> Iterator[str]:
    texts = [session.statements for session in dispute.rows("sessions") if session.statements]
    others = _cases_of(mediator).exclude(root_key=dispute.root_key)
    twins = others.filter(Q(facts=dispute.facts) | Q(sessions__statements__in=texts)).distinct().count()
    if twins:
        yield f"纠纷情况或者调解记录与该调解员另外 {twins} 件文字相同"


def _phones(dispute: "Dispute", mediator: "Mediator") -> Iterator[str]:
    phones = {party.phone for party in dispute.rows("parties") if party.phone}
    parties = registry.model("mediation.party").objects.filter(phone__in=phones).exclude(of__root_key=dispute.root_key)
    found = (
        parties.annotate(number=same("phone"))
        .values("number")
        .annotate(roots=Count("of__root_key", distinct=True))
        .filter(roots__gte=SAME_PHONE_CASES.value() - 1)
    )
    for row in found:
        yield f"同一电话出现在 {row['roots'] + 1} 起不同纠纷里"
    if mediator.phone and mediator.phone in phones:
        yield "当事人的电话就是调解员的电话"


def _pictures(dispute: "Dispute") -> Iterator[str]:
    """The same file in another dispute: one photograph taken for many."""
    mine = [file.sha256 for file in files_of(dispute)]
    twins = File.objects.filter(sha256__in=mine, of_label="mediation.dispute", withdrawn_at=None)
    others = twins.exclude(of_id=dispute.pk).values("of_id").distinct().count()
    if others:
        yield f"附件与另外 {others} 件案件的完全相同"


def _oral_share(dispute: "Dispute", mediator: "Mediator") -> Iterator[str]:
    counts = (
        _cases_of(mediator)
        .filter(result__in=AGREED, result_on__year=dispute.result_on.year)
        .aggregate(oral=Count("pk", filter=Q(result=Result.ORAL)), total=Count("pk"))
    )
    share = counts["oral"] * 100 / counts["total"] if counts["total"] else 0
    if dispute.result == Result.ORAL and share > ORAL_SHARE_MOST.value():
        yield f"该调解员当年口头协议占 {share:.0f}%，超过 {ORAL_SHARE_MOST.value()}%"


def _denied(dispute: "Dispute") -> Iterator[str]:
    """What the parties themselves have said against it, each with the own query code."""
    for party in dispute.rows("parties"):
        if party.doubt:
            yield f"{called(party)}对协议有异议：{party.doubt}"
    if any(term.denied_on for term in dispute.standing_terms):
        yield "权利人表示协议没有履行"
