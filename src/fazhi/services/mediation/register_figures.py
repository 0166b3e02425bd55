"""What is counted of committees and mediators: how many stand, how many are as the law asks."""

from dataclasses import KW_ONLY, dataclass
from datetime import date

from django.db.models import Count as CountOf
from django.db.models import Exists, OuterRef, Q

from fazhi.kernel.indicators.declared import Indicators, Rate, Standing, Sum
from fazhi.kernel.indicators.windows import STOCK

from .models import Committee, Mediator
from .words import CommitteeKind, Grade, MemberPost, Register, Sex
from .words import Standing as Post

ACTIVE = Q(standing=Register.ACTIVE)
MEMBERS = Mediator.objects.filter(committee=OuterRef("pk"), standing=Post.MEMBER)
BY_COMMITTEE = MEMBERS.order_by().values("committee").annotate(amount=CountOf("pk"))
HAS_WOMAN = Q(Exists(MEMBERS.filter(sex=Sex.FEMALE)))
HAS_ENOUGH = Q(Exists(BY_COMMITTEE.filter(amount__range=(3, 9))))
HAS_DIRECTOR = Q(Exists(BY_COMMITTEE.filter(post=MemberPost.DIRECTOR, amount=1)))
IS_TOLD = Q(filed_on__isnull=False, court_told_on__isnull=False)
# Asked of records, never added up: what a committee lacks changes with its mediators.
EACH = {"on": "founded_on", "window": STOCK, "once_per": "unit"}


@dataclass(eq=False)
class OverTerm(Standing):
    """Those whose term has ended without an election."""

    def standing(self, on: date) -> Q:
        return super().standing(on) & Q(term_to__lt=on)


@dataclass(eq=False)
class Certified(Standing):
    """Those whose certificate, too, is still good."""

    _: KW_ONLY
    good_until: str = ""

    def standing(self, on: date) -> Q:
        return super().standing(on) & (Q(**{f"{self.good_until}__isnull": True}) | Q(**{f"{self.good_until}__gte": on}))


class CommitteeIndicators(Indicators):
    model = Committee

    committees = Standing("人民调解委员会", unit="个", on="founded_on", until="", where=ACTIVE)
    committees_in_term = Standing("任期内的调委会", unit="个", on="founded_on", until="", through="term_to", where=ACTIVE)
    committees_over_term = OverTerm(
        "任期届满未改选的调委会", unit="个", on="founded_on", until="", where=ACTIVE, law="人民调解法 第九条第二款"
    )
    committees_with_woman_rate = Rate(
        "女委员达标率", among=ACTIVE, of=HAS_WOMAN, note="有妇女成员的调委会", law="人民调解法 第八条第三款", **EACH
    )
    committees_in_order_rate = Rate(
        "调委会规范化率",
        among=ACTIVE,
        of=HAS_ENOUGH & HAS_DIRECTOR & HAS_WOMAN & IS_TOLD,
        note="委员三至九人、主任一人、有妇女成员，并且已经备案、通报法院的",
        law="人民调解法 第八条",
        **EACH,
    )

    for _kind in CommitteeKind:
        locals()[f"committees_{_kind.value}"] = Standing(
            f"{_kind.label}调委会", unit="个", on="founded_on", until="", where=ACTIVE & Q(kind=_kind)
        )


IN_OFFICE = {"unit": "人", "on": "term_from", "until": "", "through": "term_to"}


class MediatorIndicators(Indicators):
    model = Mediator

    mediators = Standing("人民调解员", **IN_OFFICE)
    full_time_mediators = Standing("专职人民调解员", where=Q(standing=Post.FULL_TIME), **IN_OFFICE)
    women_mediators = Standing("女人民调解员", where=Q(sex=Sex.FEMALE), **IN_OFFICE)
    graded_mediators = Certified(
        "有等级的调解员", where=~Q(grade=""), good_until="grade_to", note="等级有效期已过的不算", **IN_OFFICE
    )
    certified_mediators = Standing("持证上岗的调解员", where=Q(has_card=True), note="有公示卡（人民调解员证）的", **IN_OFFICE)
    training_hours = Sum("调解员培训学时", field="training_hours", unit="学时", on="term_from", window=STOCK)

    for _grade in Grade:
        locals()[f"grade_{_grade.value}"] = Certified(
            f"{_grade.label}调解员", where=Q(grade=_grade), good_until="grade_to", **IN_OFFICE
        )
