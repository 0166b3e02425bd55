"""Whether a body, a township and its officers might act on a day: judged by what stood then, each fault with its article."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import prefetch_related_objects

from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Unit

from .models import EnforcementBody, Officer, PowerGrant, PowerItem
from .words import GrantMode, PowerKind

TWO_OFFICERS = "行政处罚法 第四十二条第一款"
NO_SUBJECT = "行政处罚法 第三十八条第一款"


def faults_of_power(body: EnforcementBody, item: PowerItem, day: date) -> Iterator[NotAllowed]:
    """Why a body may not act on an item on a day; nothing when it may."""
    if not body.holds(day):
        yield NotAllowed(f"{body}在 {day} 不是执法主体", NO_SUBJECT)
    if body.announced_on > day:
        yield NotAllowed(f"{body}的主体公告于 {body.announced_on}，晚于行为之日", "行政处罚法 第三十九条")
    if not item.is_held_by(body, day):
        yield NotAllowed(f"{body}在 {day} 没有“{item}”的权力", "行政处罚法 第十七条")
    elif not item.bases_on(day):
        yield NotAllowed(f"“{item}”在 {day} 没有有效的法律依据", NO_SUBJECT)


def grant_on(township: Unit, item: PowerItem, day: date) -> PowerGrant | None:
    """The grant under which a township acts on an item on a day."""
    found = PowerGrant.objects.filter(township=township, items__item=item).select_related("support").order_by("-taken_up_on")
    return next((grant for grant in found if grant.holds(day)), None)


def faults_of_township(township: Unit, item: PowerItem, day: date) -> Iterator[NotAllowed]:
    """Why a township may not act on an item on a day."""
    grant = grant_on(township, item, day)
    if grant is None:
        yield NotAllowed(f"{township}在 {day} 没有承接“{item}”，以其名义作出的处罚无效", NO_SUBJECT)
    elif grant.mode == GrantMode.ENTRUSTED and item.kind == PowerKind.COERCION:
        yield NotAllowed("行政强制措施权不得委托", "行政强制法 第十七条第一款")


def in_whose_name(township: Unit, item: PowerItem, day: date) -> Unit | None:
    """Whose name and seal a decision bears, and who answers for it: the township under 承接, the department otherwise."""
    grant = grant_on(township, item, day)
    if grant is None:
        return None
    return township if grant.mode == GrantMode.TAKEN_UP else grant.support.unit


def faults_of_officers(officers: Iterable[Officer], item: PowerItem, day: date) -> Iterator[NotAllowed]:
    """Why these officers may not act together: fewer than two, or one without a certificate good on that day for this power."""
    able, officers = 0, list(officers)
    prefetch_related_objects(officers, "certificates__suspensions")
    for officer in officers:
        lack = officer.lacks_on(item.kind, day)
        if lack:
            yield NotAllowed(lack, TWO_OFFICERS)
        able += not lack
    if able < 2:
        yield NotAllowed(f"有资格的执法人员只有 {able} 人，不得少于两人", TWO_OFFICERS)
