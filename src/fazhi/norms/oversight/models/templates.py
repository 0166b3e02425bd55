"""评分标准: a dated list of items with their points, and what fails a file whatever its score."""

from decimal import Decimal
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.org.dated import Dated
from fazhi.kernel.org.roles import SUPERVISOR, Role
from fazhi.kernel.records.models import Part, Record

from ..review_words import Block, FileKind
from ..roles import OF_REVIEWS

FULL = 100


class ScoringTemplate(Record, Dated):
    """A new version is a new template; the old one stays with the files that were scored by it."""

    name = models.CharField("名称", max_length=120)
    kind = models.CharField("案卷种类", max_length=40, choices=FileKind, blank=True, help_text="空白表示各类案卷通用")
    basis = models.CharField("依据", max_length=200, blank=True)

    readers: ClassVar = OF_REVIEWS
    search_fields: ClassVar = "name"

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "案卷评查标准"
        constraints = [*Record.Meta.constraints, *Dated.Meta.constraints]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return (SUPERVISOR,)

    def clean(self) -> None:
        """The items come with the entry and add up to a hundred; fatal ones have no points."""
        rows = list(self.items.all())
        total = sum((row.points for row in rows), Decimal(0))
        if total != FULL:
            raise ValidationError(f"各项分值合计是 {total:f} 分，应当是 {FULL} 分")
        if not any(row.is_fatal for row in rows):
            raise ValidationError("至少写一项一票否决情形")


class TemplateItem(Part):
    """评分项目, or a fatal one."""

    of = models.ForeignKey(ScoringTemplate, models.CASCADE, related_name="items")
    block = models.CharField("板块", max_length=12, choices=Block)
    text = models.CharField("项目", max_length=120)
    points = models.DecimalField("分值", max_digits=5, decimal_places=1, default=0)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "评分项目"

    def __str__(self) -> str:
        return f"{self.get_block_display()}：{self.text}"

    @property
    def is_fatal(self) -> bool:
        return self.block == Block.FATAL

    def clean(self) -> None:
        if self.is_fatal and self.points:
            raise ValidationError({"points": "一票否决的项目不写分值"})
        if not self.is_fatal and not self.points > 0:
            raise ValidationError({"points": "请写分值"})
