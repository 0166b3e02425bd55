"""执法主体, 法律依据 and 执法事项: who has power over what, under which provision, from when to when."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.flow.gates import gate
from fazhi.kernel.law.citations import BadCitation, Citation, Unresolved
from fazhi.kernel.org.dated import Dated, in_force
from fazhi.kernel.org.models import Unit
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.credit_codes import CreditCode
from fazhi.kernel.records.models import Case, Part, Record

from ..roles import KEEPERS, READERS
from ..words import Hierarchy, Level, PowerKind, PowerSource, ProvisionKind


class EnforcementBody(Record, Dated):
    """执法主体: announced before it acts (行政处罚法 第三十九条); what it did outside its term has no force (第三十八条)."""

    name = models.CharField("名称", max_length=100)
    credit_code = CreditCode("统一社会信用代码", blank=True)
    level = models.CharField("层级", max_length=10, choices=Level)
    source = models.CharField("权力来源", max_length=12, choices=PowerSource)
    principal = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="委托机关")
    manages_public_affairs = models.BooleanField("依法成立并具有管理公共事务职能", default=True)
    announced_no = models.CharField("公告文号", max_length=60)
    announced_on = models.DateField("公告日期")
    is_vertical = models.BooleanField("垂直管理", default=False)

    readers: ClassVar = READERS
    search_fields: ClassVar = "name"

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "执法主体"
        constraints = [*Record.Meta.constraints, *Dated.Meta.constraints]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return KEEPERS

    def clean(self) -> None:
        if self.source == PowerSource.ENTRUSTED:
            self._clean_entrusted()
        elif self.principal_id:
            raise ValidationError({"principal": "只有受委托的组织才有委托机关"})

    def _clean_entrusted(self) -> None:
        if not self.principal_id:
            raise ValidationError({"principal": "受委托实施处罚的，请选择委托机关（行政处罚法 第二十条第一款）"})
        if not self.manages_public_affairs:
            raise ValidationError(
                {"manages_public_affairs": "受委托组织必须依法成立并具有管理公共事务职能（行政处罚法 第二十一条第一项）"}
            )
        if EnforcementBody.objects.filter(
            in_force(self.valid_from), unit=self.principal_id, source=PowerSource.ENTRUSTED
        ).exists():
            raise ValidationError({"principal": "受委托组织不得再委托其他组织或者个人（行政处罚法 第二十条第四款）"})


class Provision(Record, Dated):
    """法律依据: one place in a law, with the days on which it holds; read from the law library where the text is at hand."""

    citation = models.CharField("条款项", max_length=120)
    hierarchy = models.CharField("效力层级", max_length=20, choices=Hierarchy)
    kind = models.CharField("条款性质", max_length=10, choices=ProvisionKind)
    text = models.TextField("原文", blank=True)

    readers: ClassVar = READERS
    search_fields: ClassVar = "citation text"

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "法律依据"
        constraints = [
            *Record.Meta.constraints,
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["citation", "kind", "valid_from"], name="enforcement_provision_once"),
        ]

    def __str__(self) -> str:
        return self.citation

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return KEEPERS

    def clean(self) -> None:
        try:
            self.citation = str(Citation.parse(self.citation))
        except BadCitation as fault:
            raise ValidationError({"citation": str(fault)}) from fault
        self.text = self.text or self._library_text()
        if not self.text:
            raise ValidationError({"text": f"法规库里没有{self.citation}，请填写原文，或者先导入这部法"})

    def _library_text(self) -> str:
        try:
            return Citation.parse(self.citation).resolve(self.valid_from).text
        except Unresolved:
            return ""


class PowerItem(Case, Dated):
    """执法事项: what may be done, under which provisions, by which bodies; the title is its name."""

    code = models.CharField("事项编码", max_length=40, unique=True)
    kind = models.CharField("事项类型", max_length=12, choices=PowerKind)
    field = models.CharField("执法领域", max_length=40, blank=True)

    readers: ClassVar = READERS
    search_fields: ClassVar = "code title"
    looked_up_with: ClassVar = "bases__provision bodies"
    read_with: ClassVar = "bases__provision"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "执法事项"
        constraints = [*Case.Meta.constraints, *Dated.Meta.constraints]

    @gate("没有法律依据的事项不得实施", law="行政处罚法 第三十八条第一款")
    def has_basis(self) -> bool:
        return bool(self.rows("bases"))

    def bases_on(self, day: date) -> "list[Provision]":
        """The provisions on which the item rests that hold on a day."""
        return [basis.provision for basis in self.rows("bases") if basis.provision.holds(day)]

    def is_held_by(self, body: EnforcementBody, day: date) -> bool:
        """Whether a body's own list has the item on a day."""
        return self.holds(day) and any(row.body_id == body.pk and row.holds(day) for row in self.rows("bodies"))

    def repeal(self, act: Any) -> None:
        self.valid_to = self.valid_to or act.on


class ItemBasis(Part):
    """A provision on which an item rests."""

    of = models.ForeignKey(PowerItem, models.CASCADE, related_name="bases")
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="+", verbose_name="依据")

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "事项依据"

    def __str__(self) -> str:
        return str(self.provision)


class ItemBody(Part, Dated):
    """A body that holds the item, from when to when."""

    of = models.ForeignKey(PowerItem, models.CASCADE, related_name="bodies")
    body = models.ForeignKey(EnforcementBody, models.PROTECT, related_name="items", verbose_name="执法主体")

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "实施主体"
        constraints = Dated.Meta.constraints

    def __str__(self) -> str:
        return str(self.body)
