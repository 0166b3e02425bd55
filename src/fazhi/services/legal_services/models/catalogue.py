"""基层政务公开标准目录: what of the field is published, on what ground, by whom, to whom, where, and whether it was in time."""

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.flow.gates import asked_gate
from fazhi.kernel.law.citations import BadCitation, Citation
from fazhi.kernel.records.fields import Several
from fazhi.kernel.records.models import Case

from ..roles import READERS
from ..words import Audience, Channel, Manner, OpenLevel
from .registers import DOCUMENT_NUMBER

ADDRESS = ("http://", "https://")


class OpenItem(Case):
    """One line of the catalogue; whenever what it is about is made or changed, its days begin to run."""

    code = models.CharField("序号", max_length=20)
    group = models.CharField("一级事项", max_length=60)
    content = models.TextField("公开内容（要素）")
    basis = models.TextField("公开依据", help_text="一行一条；法律条文，或者带〔年份〕号的文件")
    organ = models.CharField("公开主体", max_length=100)
    channels = Several("公开渠道和载体", Channel, blank=False)
    audience = models.CharField("公开对象", max_length=6, choices=Audience, default=Audience.ALL)
    audience_note = models.CharField("特定群众", max_length=100, blank=True)
    manner = models.CharField("公开方式", max_length=6, choices=Manner, default=Manner.OWN)
    levels = Several("公开层级", OpenLevel, blank=False)
    changed_on = models.DateField("信息形成、变更日期", null=True, blank=True)
    what = models.CharField("形成、变更了什么", max_length=200, blank=True)
    shown_on = models.DateField("最近公开日期", null=True, blank=True)
    address = models.CharField("公开网址、地点", max_length=200, blank=True)
    times = models.PositiveIntegerField("公开次数", default=0, editable=False)
    was_late = models.BooleanField("最近一次超期公开", default=False, editable=False)

    readers: ClassVar = READERS
    search_fields: ClassVar = "title code"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "公开目录事项"
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "code"],
                name="legal_services_open_code",
                violation_error_message="这个单位的目录里已经有这一序号",
            ),
        ]

    def clean(self) -> None:
        if not self.title.strip():
            raise ValidationError({"title": "写明二级事项的名称"})
        if not self.channels:
            raise ValidationError({"channels": "至少选一个公开渠道"})
        if not self.levels:
            raise ValidationError({"levels": "写明公开层级"})
        if self.audience == Audience.SOME and not self.audience_note.strip():
            raise ValidationError({"audience_note": "只向特定群众公开的，写明是谁"})
        self.basis = "\n".join(_grounds(self.basis))

    def day_changed(self) -> date:
        return self.changed_on or self.opened_on

    @asked_gate("在网站公开的，写明以 http:// 或者 https:// 开头的网址；在公示栏公开的，写明地点")
    def says_where(self) -> bool:
        on_site = set(self.channels) <= {Channel.SITE}
        return bool(self.address.strip()) and (not on_site or self.address.startswith(ADDRESS))


def _grounds(text: str) -> list[str]:
    """Each line an article, or a document with its number."""
    found = []
    for line in filter(None, (each.strip() for each in text.splitlines())):
        if not DOCUMENT_NUMBER.search(line):
            try:
                line = str(Citation.parse(line))
            except BadCitation as fault:
                raise ValidationError({"basis": f"“{line[:30]}”：{fault}"}) from fault
        found.append(line)
    return found
