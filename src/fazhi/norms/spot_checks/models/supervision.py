"""互联网+监管: the catalogue of what is supervised, and the lists by which a body checks it; acts come of inspections and of penalties."""

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.law.citations import BadCitation, Citation
from fazhi.kernel.org.dated import Dated
from fazhi.kernel.records.fields import Several

from ..words import Answer, Change, ListForm, Measure, Mode, PowerLevel
from .directories import CheckItem, Kept


class SupervisionItem(Kept, Dated):
    """监管事项: of a department's catalogue, under the code of the upper platform."""

    code = models.CharField("监管事项编码", max_length=60, unique=True)
    main_name = models.CharField("主项名称", max_length=160)
    sub_name = models.CharField("子项名称", max_length=160, blank=True)
    levels = Several("行使层级", PowerLevel)
    object_kind = models.CharField("监管对象", max_length=60)
    measure = models.CharField("监管措施", max_length=10, choices=Measure, default=Measure.CHECK)
    modes = Several("监管方式", Mode)
    basis = models.CharField("设定依据", max_length=120)
    disposal = models.TextField("处理方式")
    change = models.CharField("目录动态", max_length=10, choices=Change, default=Change.ADDED)

    search_fields: ClassVar = "code main_name sub_name"

    class Meta(Kept.Meta):
        verbose_name = verbose_name_plural = "监管事项"
        constraints = [*Kept.Meta.constraints, *Dated.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.main_name}：{self.sub_name}" if self.sub_name else self.main_name

    def clean(self) -> None:
        try:
            self.basis = str(Citation.parse(self.basis))
        except BadCitation as fault:
            raise ValidationError({"basis": f"监管事项写明设定依据：{fault}"}) from fault


class CheckList(Kept, Dated):
    """检查实施清单: how one body checks an item, point by point; its code ties each act to the catalogue."""

    code = models.CharField("检查实施清单编码", max_length=60, unique=True)
    supervised = models.ForeignKey(SupervisionItem, models.PROTECT, related_name="lists", verbose_name="监管事项")
    body_code = models.CharField("实施机构编码", max_length=60)
    check_item = models.ForeignKey(
        CheckItem, models.PROTECT, null=True, blank=True, related_name="lists", verbose_name="对应的抽查事项"
    )
    power_code = models.CharField("对应的执法事项编码", max_length=40, blank=True)
    points = models.TextField("检查要点（一行一点）")
    object_source = models.CharField("对象库", max_length=100, blank=True)
    frequency = models.CharField("检查频次", max_length=60)
    form = models.CharField("检查形式", max_length=10, choices=ListForm, default=ListForm.ON_SITE)
    results = models.CharField("检查结果选项（用“、”隔开）", max_length=200, default="合格、不合格")

    search_fields: ClassVar = "code"

    class Meta(Kept.Meta):
        verbose_name = verbose_name_plural = "检查实施清单"
        constraints = [*Kept.Meta.constraints, *Dated.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.supervised}（{self.code}）"

    def clean(self) -> None:
        if not self.lines:
            raise ValidationError({"points": "至少写一个检查要点"})
        if self.supervised_id and not self.supervised.holds(self.valid_from):
            raise ValidationError({"supervised": "监管事项在清单开始的那一天不在目录里"})
        if self._state.adding and self.supervised_id and self._is_unclaimed():
            raise ValidationError({"supervised": "本单位还没有认领这一监管事项，先认领再编制清单"})

    def _is_unclaimed(self) -> bool:
        """Where a unit was asked to claim the item; where nobody asked, the list itself says that it is its own."""
        states = set(self.supervised.claims.filter(unit=self.unit_id).values_list("state", flat=True))
        return bool(states) and not states & {"claimed", "checking", "listed"}

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.points.splitlines() if line.strip()]

    @classmethod
    def for_check(cls, item: CheckItem, path: str, on: date) -> "CheckList | None":
        """The list by which a unit, or the nearest above it, checks an item on a day."""
        found = [row for row in item.lists.all() if row.holds(on) and path.startswith(row.path)]
        return max(found, key=lambda row: len(row.path), default=None)


class ActReceipt(Kept):
    """回执: what the upper platform answered to an act; sent again, the row says the last answer and the ledger all of them."""

    act_no = models.CharField("行为编号", max_length=120, unique=True)
    sent_on = models.DateField("报送日期")
    answer = models.CharField("回执结果", max_length=10, choices=Answer)
    receipt_no = models.CharField("回执编号", max_length=100, blank=True)
    message = models.TextField("回执原文", blank=True)
    mended = models.CharField("退回以后的修正", max_length=300, blank=True)

    search_fields: ClassVar = "act_no receipt_no"

    class Meta(Kept.Meta):
        verbose_name = verbose_name_plural = "监管行为回执"

    def __str__(self) -> str:
        return f"{self.act_no}：{self.get_answer_display()}"

    def clean(self) -> None:
        if self.answer == Answer.RETURNED and not self.message.strip():
            raise ValidationError({"message": "退回的，照抄平台的回执原文"})
