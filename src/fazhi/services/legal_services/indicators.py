"""What is counted of the network: sites of four levels, duties kept, villages visited, visitors answered."""

from collections import Counter
from collections.abc import Callable
from datetime import date

from django.db.models import Count as CountOf
from django.db.models import Q, QuerySet

from fazhi.kernel.indicators.coverage import UnitCount
from fazhi.kernel.indicators.declared import Count, CountDistinct, Indicators, Rate, Share, Sum
from fazhi.kernel.indicators.figures import Figure
from fazhi.kernel.indicators.values import FigureRow
from fazhi.kernel.indicators.windows import STOCK
from fazhi.kernel.org.models import Unit

from .models import Contract, DutySlot, OpenItem, Provider, Reception, ServiceItem, Settlement, Site, VisitReview, WorkLog
from .models.sites import REGION_OF
from .words import FOUR_LEVELS, RATED, SATISFIED, Disposition, Level, Licence, Mode

STARTED = Q(started_on__isnull=False)


class SiteIndicators(Indicators):
    model = Site

    sites = Count("公共法律服务平台", unit="个", on="started_on", until="ended_on", window=STOCK, where=STARTED)
    idle_rate = Rate(
        "空转率",
        on="started_on",
        until="ended_on",
        window=STOCK,
        among=STARTED,
        of=Q(is_idle=True),
        note="一个季度没有来访、也没有顾问到村；每季核查一次",
    )
    sign_rate = Rate("标识统一率", on="started_on", until="ended_on", window=STOCK, among=STARTED, of=Q(has_sign=True))
    for _level in Level:
        locals()[f"sites_{_level.value}"] = Count(
            f"平台：{_level.label}", unit="个", on="started_on", until="ended_on", window=STOCK, where=STARTED & Q(level=_level)
        )


class ItemIndicators(Indicators):
    model = ServiceItem

    items = Count("公布的服务事项", unit="项", on="valid_from", through="valid_to", window=STOCK, where=Q(is_published=True))
    free_rate = Rate("无偿事项占比", on="valid_from", through="valid_to", window=STOCK, of=Q(is_free=True))


class ProviderIndicators(Indicators):
    model = Provider

    checked = Count("登记年度考核的服务人员", unit="人", on="checked_on", where=Q(licence=Licence.PRACTISING))
    providers = Count("服务人员", unit="人", on="recorded_at", where=Q(licence=Licence.PRACTISING))


class DutyIndicators(Indicators):
    model = DutySlot

    duties = Count("值班", unit="班", on="on", where=~Q(state="cancelled"))
    kept_rate = Rate(
        "值班到岗率",
        on="on",
        among=Q(state__in=("done", "on_duty", "absent")),
        of=Q(state__in=("done", "on_duty")),
        note="分母不含按规定替班和取消的",
    )
    late_rate = Rate("值班迟到率", on="on", among=Q(checked_in_at__isnull=False), of=Q(is_late=True))
    served_on_duty = Sum("值班接待", field="served", unit="人次", on="on", where=Q(state="done"))


class ContractIndicators(Indicators):
    model = Contract

    villages = CountDistinct(
        "有法律顾问的村（社区）",
        field="unit",
        unit="个",
        on="starts_on",
        until="ended_on",
        window=STOCK,
        where=Q(state="active"),
    )
    advisers = CountDistinct(
        "村（居）法律顾问", field="adviser", unit="人", on="starts_on", until="ended_on", window=STOCK, where=Q(state="active")
    )


class SettlementIndicators(Indicators):
    model = Settlement

    met_rate = Rate("顾问到村达标率", on="until", of=Q(is_short=False), note="按结算期内村（居）确认的日志与合同次数比较")
    paid = Sum("顾问费结算", field="amount", unit="元", on="until")


class ReviewIndicators(Indicators):
    model = VisitReview

    villages_met_rate = Rate(
        "顾问到村达标的村（社区）占比",
        on="until",
        of=Q(is_met=True),
        note="每季核查一次：村（居）确认的到村、讲座次数与合同约定比较；不论是否结算",
    )


class CatalogueIndicators(Indicators):
    model = OpenItem

    listed = Count("公开目录事项", unit="项", where=~Q(state="dropped"))
    shown_in_time = Rate(
        "目录事项按期公开率",
        among=Q(shown_on__isnull=False),
        of=Q(was_late=False),
        on="shown_on",
        law="政府信息公开条例 第二十六条",
        note="自信息形成或者变更之日起二十个工作日",
    )


class LogIndicators(Indicators):
    model = WorkLog

    visits = Count("顾问到村", unit="次", on="on", where=Q(state="confirmed", mode=Mode.ON_SITE))
    lectures = Count("顾问法治讲座", unit="场", on="on", where=Q(state="confirmed", is_lecture=True))
    helped = Sum("顾问服务受益", field="people", unit="人次", on="on", where=Q(state="confirmed"))
    spent = Sum("顾问工时", field="spent", unit="小时", on="on", where=Q(state="confirmed"))
    late_logs = Share("补记日志占比", on="on", of=Q(is_late=True))


class ReceptionIndicators(Indicators):
    model = Reception

    receptions = Count("来访", unit="人次", where=~Q(state="withdrawn"))
    at_once_rate = Rate(
        "一次办结率",
        among=~Q(state__in=("withdrawn", "new")),
        of=Q(disposition=Disposition.ANSWERED),
        note="当场答复 ÷ 已接待来访",
    )
    diverted = Count("转办", where=Q(handed_times__gt=0))
    on_time_rate = Rate("转办按时率", among=Q(handed_times__gt=0), of=Q(overran=False))
    group_share = Rate("特殊群体占比", among=~Q(state="withdrawn"), of=Q(is_cared_for=True))
    satisfied_rate = Rate(
        "来访满意率", among=Q(rating__in=RATED), of=Q(rating__in=SATISFIED), note="拒评不计入分母，与参评率并列"
    )
    rated_rate = Rate("来访参评率", among=Q(state="closed"), of=Q(rating__in=RATED))
    complaints = Count("服务投诉", where=~Q(complaint=""))


def four_levels(on: date) -> FigureRow:
    """K1: the levels that have a site, and at each level how many regions of the tree do."""
    standing = Site.objects.filter(STARTED, started_on__lte=on).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    served = Counter(dict(standing.values_list("level").annotate(how_many=CountOf("region", distinct=True))))
    covered = [level for level in FOUR_LEVELS if served[level]]
    wholes = Counter(Unit.objects.in_force(on).values_list("kind", flat=True))
    told = "，".join(f"{level.label} {served[level]}/{sum(wholes[kind] for kind in REGION_OF[level])}" for level in FOUR_LEVELS)
    name = "市县乡村四级公共法律服务体系" if len(covered) == len(FOUR_LEVELS) else f"{len(covered)}级公共法律服务体系"
    definition = f"有平台开放的层级数；各级平台覆盖的区划与{on}机构树：{told}"
    return FigureRow(
        "K1",
        "公共法律服务体系",
        name if covered else "无数据",
        len(covered),
        "级",
        standing.count(),
        definition,
        out_of=len(FOUR_LEVELS),
    )


Figure("K1", "市县乡村四级公共法律服务体系", asks=four_levels)


def _of_level(level: Level) -> Callable[[date], QuerySet[Unit]]:
    return lambda on: Unit.objects.in_force(on).filter(kind__in=REGION_OF[level])


def _served_at(level: Level) -> Callable[[date], set[int]]:
    """The regions with a site of the level that stood open on the day."""

    def served(on: date) -> set[int]:
        standing = Site.objects.filter(STARTED, level=level, started_on__lte=on).exclude(state="paused")
        return set(standing.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on)).values_list("region", flat=True))

    return served


# 平台覆盖率 by level: which regions have one, and which do not.
for _place, _level in zip("abcd", FOUR_LEVELS, strict=True):
    Figure(
        f"K1{_place}",
        f"{_level.label}覆盖",
        asks=UnitCount(
            f"K1{_place}",
            f"{_level.label}覆盖",
            _of_level(_level),
            _served_at(_level),
            sentence=f"{_level.label}覆盖{{amount}}/{{all}}{{unit}}",
            means=f"有开放的{_level.label}的区划",
        ),
    )
