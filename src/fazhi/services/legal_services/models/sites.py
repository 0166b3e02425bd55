"""实体平台 of four levels, with the checks that see whether more than a plate is there."""

import secrets
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from fazhi.kernel.org.models import Unit, UnitKind
from fazhi.kernel.records.fields import Several, shown
from fazhi.kernel.records.models import Case, Part

from ..hours import BadHours, is_open, parse
from ..roles import OF_VILLAGES
from ..words import Facility, Level, Network

# Which level of the tree a site of a level serves.
REGION_OF = {
    Level.CITY: (UnitKind.CITY,),
    Level.COUNTY: (UnitKind.COUNTY,),
    Level.TOWN: (UnitKind.TOWN,),
    Level.VILLAGE: (UnitKind.VILLAGE,),
}
ABOVE = {Level.COUNTY: Level.CITY, Level.TOWN: Level.COUNTY, Level.VILLAGE: Level.TOWN}


def new_code() -> str:
    """What stands on the board of a site as a QR code: who types it has been there."""
    return secrets.token_hex(4)


class Site(Case):
    """公共法律服务中心、工作站、工作室. `region` is whom it serves, `unit` who keeps it."""

    code = models.CharField("平台编码", max_length=40, unique=True)
    level = models.CharField("层级", max_length=8, choices=Level)
    region = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="服务区划")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="below", verbose_name="上级平台")
    host = models.CharField("依托单位", max_length=100, blank=True)
    address = models.CharField("地址", max_length=200)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField("纬度", max_digits=8, decimal_places=6, null=True, blank=True)
    phone = models.CharField("电话", max_length=40)
    hours = models.CharField("开放时间", max_length=120)
    facilities = Several("无障碍设施", Facility)
    has_sign = models.BooleanField("标识统一", default=False)
    network = models.CharField("网络", max_length=10, choices=Network, default=Network.BROADBAND)
    terminals = models.PositiveSmallIntegerField("自助终端数", default=0)
    board_code = models.CharField("现场码", max_length=12, default=new_code, editable=False)
    started_on = models.DateField("启用日期", null=True, blank=True, editable=False)
    ended_on = models.DateField("撤销日期", null=True, blank=True, editable=False)
    last_checked_on = models.DateField("最近检查日期", null=True, editable=False)
    looked_at_on = models.DateField("最近核查使用情况", null=True, editable=False)
    is_idle = models.BooleanField("空转", default=False, editable=False)

    readers: ClassVar = OF_VILLAGES
    search_fields: ClassVar = "title code"
    unsealed: ClassVar = f"{Case.unsealed} board_code"
    untold: ClassVar = "board_code"  # whoever is to check in there reads it on the board
    acts_with: ClassVar = "region parent"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "服务平台"

    def clean(self) -> None:
        wanted = REGION_OF.get(Level(self.level)) if self.level in Level.values else None
        if wanted and self.region.kind not in wanted:
            raise ValidationError({"region": f"{self.get_level_display()}的服务区划应当是{wanted[0].label}"})
        self._check_parent()
        try:
            parse(self.hours)
        except BadHours as fault:
            raise ValidationError({"hours": str(fault)}) from fault
        if (self.longitude is None) != (self.latitude is None):
            raise ValidationError({"latitude": "经度、纬度要么都写，要么都空着"})

    def _check_parent(self) -> None:
        above = ABOVE.get(Level(self.level)) if self.level in Level.values else None
        if above and (self.parent is None or self.parent.level != above):
            raise ValidationError({"parent": f"{self.get_level_display()}的上级平台应当是{above.label}"})
        if self.level == Level.CITY and self.parent is not None:
            raise ValidationError({"parent": "市中心没有上级平台"})
        if self.level == Level.BRANCH and self.parent is None:
            raise ValidationError({"parent": "分中心、联系点写明属于哪个平台"})

    def is_open_at(self, moment: datetime) -> bool:
        """Whether somebody is there."""
        return self.state == "serving" and is_open(self.hours, timezone.localtime(moment))

    @shown("现在")
    def now(self) -> str:
        return "正在开放" if self.is_open_at(timezone.now()) else "现在不开放"


class SiteCheck(Part):
    """检查平台: whether it is open at the hours on its door, keeps its registers, and is known to those around it."""

    of = models.ForeignKey(Site, models.CASCADE, related_name="checks")
    checked_on = models.DateField("检查日期")
    was_open = models.BooleanField("公示时间内开门", default=False)
    has_sign = models.BooleanField("标识统一", default=False)
    has_registers = models.BooleanField("台账齐全", default=False)
    shows_list = models.BooleanField("事项、人员、电话上墙", default=False)
    findings = models.TextField("发现的问题", blank=True)
    mend_by = models.DateField("整改期限", null=True, blank=True)
    mended_on = models.DateField("整改完成日期", null=True, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "平台检查"

    def __str__(self) -> str:
        return f"{self.checked_on}检查"

    def clean(self) -> None:
        faults: dict[str, Any] = {}
        if self.findings.strip() and self.mend_by is None:
            faults["mend_by"] = "有问题的，写明整改期限"
        if not (self.was_open and self.has_sign and self.has_registers and self.shows_list) and not self.findings.strip():
            faults["findings"] = "有一项不合格的，写明问题"
        if faults:
            raise ValidationError(faults)
