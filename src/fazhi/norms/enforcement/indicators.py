"""What is counted of those who enforce: teams, posts, who is at work, who is certified; never anything of fines."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count as CountOf
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThan

from fazhi.kernel.indicators.coverage import UnitCount
from fazhi.kernel.indicators.declared import Count, DatedRate, Indicators, Quotient, Rate, Standing, Sum
from fazhi.kernel.indicators.figures import Figure
from fazhi.kernel.indicators.windows import STOCK
from fazhi.kernel.indicators.wording import EXACT, PERCENT
from fazhi.kernel.org.models import Grant, Unit, UnitKind

from . import benchmark_indicators, penalty_indicators, publicity_indicators  # noqa: F401  of discretion, penalties, publicity
from .models import (
    Certificate,
    EnforcementBody,
    GrantItem,
    Officer,
    PenaltyCase,
    PowerGrant,
    PowerItem,
    ScaleItem,
    ServicePeriod,
    Suspension,
    TownshipTeam,
    TrainingYear,
)
from .models.benchmarks import HELD
from .roles import REVIEWER
from .words import ON_BOOKS, CertificateKind, PowerKind, Service

OFFICERS = (CertificateKind.NATIONAL, CertificateKind.DEPARTMENT)
OF_TEAMS = Q(Exists(TownshipTeam.objects.filter(unit=OuterRef("of__unit"))))
TWO = 2  # 行政处罚法 第四十二条第一款
# What a figure says of other tables is asked when it is asked: no roll-up of these rows would learn of it.
OF_OTHERS = "id"
SERVING = {"on": "since", "through": "until", "window": STOCK, "unit": "人"}


class BodyIndicators(Indicators):
    model = EnforcementBody
    bodies = Standing("执法主体", unit="个", on="valid_from", until="", through="valid_to")


def year_to(on: date) -> tuple[date, date]:
    """The days of the year up to a day, both included."""
    return date(on.year, 1, 1), on


def good_on(on: date) -> Q:
    """The certificates that were issued, neither over nor suspended on a day."""
    suspended = Suspension.objects.filter(Q(until=None) | Q(until__gte=on), of=OuterRef("pk"), since__lte=on)
    return (Q(ended_on=None) | Q(ended_on__gt=on)) & Q(issued_on__lte=on, expires_on__gte=on) & ~Q(Exists(suspended))


def certified_on(on: date) -> Q:
    """The stretches of service of whoever had an officer's certificate on a day."""
    return Q(Exists(Certificate.objects.filter(good_on(on), officer=OuterRef("of"), kind__in=OFFICERS)))


def serving_in(on: date, *services: Service, that: Q = Q()) -> Coalesce:  # noqa: B008  a condition is never changed
    """How many officers of a team serve so on a day."""
    serving = ServicePeriod.objects.filter(
        Q(until=None) | Q(until__gte=on),
        that,
        of__unit=OuterRef("unit"),
        of__is_auxiliary=False,
        since__lte=on,
        service__in=services,
    )
    return Coalesce(Subquery(serving.order_by().values("of__unit").annotate(amount=CountOf("pk")).values("amount")), 0)


def certified_in(on: date) -> Coalesce:
    return serving_in(on, Service.ON_DUTY, that=certified_on(on))


def filed_by_town(on: date) -> Exists:
    return Exists(PenaltyCase.objects.filter(unit=OuterRef("township"), filed_on__range=year_to(on)))


@dataclass(eq=False)
class TeamsThat(Standing):
    """Those teams of which something holds on the day asked, or in the year up to it."""

    looks: Callable[[date], Q] = lambda on: Q()

    def standing(self, on: date) -> Q:
        return super().standing(on) & self.looks(on)


OF_TEAM = {"on": "established_on", "until": "closed_on"}


class TeamIndicators(Indicators):
    model = TownshipTeam
    teams = Standing("乡镇综合执法队", unit="支", **OF_TEAM)
    approved_posts = Sum("乡镇执法队核定编制", field="approved_posts", unit="人", window=STOCK, **OF_TEAM)
    posts_used_rate = Quotient(
        "乡镇执法队编制使用率",
        lambda on: serving_in(on, *ON_BOOKS),
        over="approved_posts",
        unit="%",
        wording=PERCENT,
        note="实有在编比核定编制",
        **OF_TEAM,
    )
    certified_a_team = Quotient(
        "队均持证人数",
        certified_in,
        unit="人",
        wording=replace(EXACT, places=1),
        note="在岗、当日执法证有效的，比挂牌的执法队",
        **OF_TEAM,
    )
    short_teams = TeamsThat(
        "持证不足两人的执法队",
        looks=lambda on: Q(LessThan(certified_in(on), TWO)),
        unit="支",
        note="在岗、当日执法证有效的不足两人，不能办案（行政处罚法 第四十二条第一款）",
        **OF_TEAM,
    )
    idle_teams = TeamsThat(
        "零办案乡镇（街道）", looks=lambda on: ~Q(filed_by_town(on)), unit="个", note="挂牌的执法队中本年没有立案的", **OF_TEAM
    )
    idle_rate = DatedRate(
        "零办案乡镇（街道）占比", lambda on: ~Q(filed_by_town(on)), note="分母为挂牌的执法队，分子为其中本年没有立案的", **OF_TEAM
    )


class ServiceIndicators(Indicators):
    """Of the stretches in which somebody served: which of the headcounts is meant is said by each."""

    model = ServicePeriod
    filled_posts = Standing(
        "乡镇执法队实有在编", where=OF_TEAMS & Q(service__in=ON_BOOKS, of__is_auxiliary=False), **SERVING, until=""
    )
    on_duty = Standing(
        "乡镇执法人员",
        where=OF_TEAMS & Q(service=Service.ON_DUTY, of__is_auxiliary=False),
        note="在编在岗的，不含借出、长期病休和辅助人员",
        **SERVING,
        until="",
    )
    on_duty_rate = Rate(
        "乡镇执法人员在岗率",
        among=OF_TEAMS & Q(service__in=ON_BOOKS, of__is_auxiliary=False),
        of=Q(service=Service.ON_DUTY),
        on="since",
        through="until",
        window=STOCK,
        note="分母为实有在编",
    )
    certified_rate = DatedRate(
        "乡镇执法人员持证率",
        certified_on,
        among=OF_TEAMS & Q(service=Service.ON_DUTY, of__is_auxiliary=False),
        on="since",
        through="until",
        note="分母为在岗的，分子为其中当日执法证有效的",
    )


@dataclass(eq=False)
class GoodCertificates(Standing):
    """Those that were neither over nor suspended on the day."""

    def standing(self, on: date) -> Q:
        return super().standing(on) & good_on(on)


class CertificateIndicators(Indicators):
    model = Certificate
    certificates = GoodCertificates(
        "有效执法证", unit="本", on="issued_on", until="", through="expires_on", where=Q(kind__in=OFFICERS)
    )
    taken_back = Count("执法证收回", unit="本", on="ended_on", where=Q(end="taken_back"))


class SuspensionIndicators(Indicators):
    model = Suspension
    suspensions = Count("执法证暂扣", unit="次", on="since")


class OfficerIndicators(Indicators):
    model = Officer
    qualified_rate = Rate(
        "执法人员法律职业资格占比", among=Q(is_auxiliary=False, state="serving"), of=~Q(legal_qualification=""), window=STOCK
    )
    reviewer_rate = Rate(
        "法制审核人员占比",
        among=Q(is_auxiliary=False, state="serving"),
        of=Q(Exists(Grant.objects.filter(person=OuterRef("person"), role=REVIEWER))),
        once_per=OF_OTHERS,
        window=STOCK,
        note="国办发〔2018〕118号第十一条：原则上不少于本单位执法人员的百分之五",
    )


class TrainingIndicators(Indicators):
    model = TrainingYear
    training_hours = Sum("执法人员培训学时", field="hours", unit="学时")


class GrantIndicators(Indicators):
    model = PowerGrant
    grants = Standing("施行中的乡镇赋权", on="taken_up_on", until="withdrawn_on", through="ends_on")


TAKEN_UP = Q(Exists(GrantItem.objects.filter(item=OuterRef("pk"), of__state="in_force")))


class PowerItemIndicators(Indicators):
    model = PowerItem
    benchmark_cover_rate = Rate(
        "裁量基准覆盖率",
        among=Q(kind=PowerKind.PENALTY, state="listed"),
        of=Q(Exists(ScaleItem.objects.filter(item=OuterRef("pk"), is_dropped=False, benchmark__state__in=HELD))),
        once_per=OF_OTHERS,
        window=STOCK,
        note="有裁量基准的处罚事项比清单里的处罚事项",
    )
    granted_items = Standing("乡镇承接的执法事项", unit="项", where=TAKEN_UP)
    granted_used_rate = DatedRate(
        "乡镇承接事项使用率",
        lambda on: Q(Exists(PenaltyCase.objects.filter(item=OuterRef("pk"), unit__kind="town", filed_on__range=year_to(on)))),
        among=TAKEN_UP,
        note="本年乡镇（街道）立过案的事项比承接的事项",
    )


def townships(on: date) -> QuerySet[Unit]:
    return Unit.objects.in_force(on).filter(kind=UnitKind.TOWN)


def with_team(on: date) -> set[int]:
    """Townships that have a team on a day."""
    open_then = Q(closed_on=None) | Q(closed_on__gt=on)
    return set(TownshipTeam.objects.filter(open_then, established_on__lte=on).values_list("township_id", flat=True))


def teams_said(having: list[Unit], lacking: list[Unit]) -> str:
    """“均” only when every one of the townships of the tree has one."""
    if not having:
        return "无数据"
    whole = len(having) + len(lacking)
    return f"{whole}个乡镇(街道)均成立综合执法大队" if not lacking else f"{whole}个乡镇(街道)中的{len(having)}个成立综合执法大队"


TEAMS = UnitCount(
    "I1", "乡镇综合执法队全覆盖", townships, with_team, says=teams_said, means="挂牌未撤销的综合执法队所在的乡镇（街道）"
)

Figure("I1", "乡镇综合执法队全覆盖", asks=TEAMS)
Figure("I2", "核编{text}", "enforcement.approved_posts")
Figure("I3", "执法人员{text}", "enforcement.on_duty")
