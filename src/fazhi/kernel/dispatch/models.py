"""An official document on its way, who was asked to countersign, and the letterhead of each body."""

import json
import re
from hashlib import sha256
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.documents.heads import Layout
from fazhi.kernel.flow.gates import gate
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import CLERK, LEADER
from fazhi.kernel.records.models import Case, Part, Record
from fazhi.kernel.records.numbers import Numbering, void

from .words import LAYOUTS, MAY_HOLD_SECRETS, UPWARD, Kind, LayoutWord, Openness, Secrecy, Urgency

# What the signature stands under: changed afterwards, the document is another one.
SIGNED = "kind title to body attachments note copies_to secrecy secrecy_term urgency office present"
SUFFIXES = {Layout.DOCUMENT: "文件", Layout.LETTER: "", Layout.ORDER: "令", Layout.MINUTES: "纪要"}
WORDS = {Layout.DOCUMENT: "发", Layout.LETTER: "函", Layout.ORDER: "令", Layout.MINUTES: "纪"}


class Letterhead(Record):
    """版头: what a body's letterhead says in one layout, and the word that begins its numbers."""

    layout = models.CharField("格式", max_length=12, choices=LayoutWord)
    mark = models.CharField("发文机关标志", max_length=60)
    word = models.CharField("机关代字", max_length=20)

    readers: ClassVar = (CLERK, LEADER)
    search_fields: ClassVar = "mark word"

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "版头和代字"

    def __str__(self) -> str:
        return self.mark

    def clean(self) -> None:
        """One for each unit and layout; another is a correction of the first."""
        if Letterhead.objects.filter(unit=self.unit, layout=self.layout).exclude(pk=self.pk).exists():
            raise ValidationError({"layout": "这个单位的这种格式已经登记了版头，请在原登记上更正"})

    @classmethod
    def of(cls, unit: Unit, layout: Layout) -> "Letterhead":
        """The one that was registered, or what a unit's name makes of itself."""
        known = cls.objects.filter(unit=unit, layout=layout).first()
        return known or cls(
            unit=unit,
            layout=layout,
            mark=f"{unit.name}{SUFFIXES[layout]}",
            word=f"{unit.short_name or unit.name}{WORDS[layout]}",
        )


class Document(Case):
    """公文."""

    kind = models.CharField("文种", max_length=16, choices=Kind, default=Kind.NOTICE)
    to = models.CharField("主送机关", max_length=300, blank=True)
    body = models.TextField("正文", blank=True)
    attachments = models.TextField("附件名称", blank=True)
    note = models.CharField("附注", max_length=200, blank=True)
    copies_to = models.CharField("抄送机关", max_length=300, blank=True)
    secrecy = models.CharField("密级", max_length=12, choices=Secrecy, blank=True, default="")
    secrecy_term = models.CharField("保密期限", max_length=20, blank=True)
    urgency = models.CharField("紧急程度", max_length=12, choices=Urgency, blank=True, default="")
    openness = models.CharField("公开属性", max_length=12, choices=Openness, default=Openness.PUBLIC)
    office = models.CharField("签署人职务", max_length=30, blank=True)
    present = models.TextField("出席、请假、列席", blank=True)
    reviewer = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="核稿人")
    signer = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="签发人")
    signed_on = models.DateField("成文日期", null=True, editable=False)
    released_on = models.DateField("印发日期", null=True, editable=False)
    printed_by = models.CharField("印发机关", max_length=60, blank=True)
    printed_copies = models.PositiveIntegerField("印发份数", null=True, blank=True)
    fingerprint = models.CharField("签发时的指纹", max_length=64, blank=True, editable=False)
    file_number = models.CharField("档号", max_length=60, blank=True)

    readers: ClassVar = (CLERK, LEADER)
    search_fields: ClassVar = "number title"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "公文"

    @property
    def layout(self) -> Layout:
        return LAYOUTS.get(Kind(self.kind), Layout.DOCUMENT)

    @property
    def letterhead(self) -> Letterhead:
        return Letterhead.of(self.unit, self.layout)

    @property
    def numbering(self) -> Numbering:
        """Gap-free for the body, its kind of letterhead and the year."""
        head = self.letterhead
        if self.layout == Layout.ORDER:
            return Numbering(f"{plain(head.mark)}〔{{year}}〕第{{serial}}号", f"doc.{self.layout}")
        if self.layout == Layout.MINUTES:
            return Numbering(f"{plain(head.mark)}〔{{year}}〕第{{serial}}期", f"doc.{self.layout}")
        return Numbering(f"{plain(head.word)}〔{{year}}〕{{serial}}号", f"doc.{self.layout}")

    @property
    def has_content(self) -> bool | None:
        """For the paper: None is what is still missing."""
        return True if self.body.strip() else None

    @property
    def is_upward(self) -> bool:
        return self.kind in UPWARD

    @property
    def signed_text(self) -> str:
        """The fingerprint of all that the signature stands under."""
        told = {name: getattr(self, name) for name in SIGNED.split()}
        return sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    def clean(self) -> None:
        if self.fingerprint and self.fingerprint != self.signed_text:
            raise ValidationError("已经签发的公文不能改动；有错误的，办理“更正”后重新签发新的一版")
        if self.secrecy and not MAY_HOLD_SECRETS.value():
            raise ValidationError({"secrecy": "本系统不是涉密信息系统，不能起草、存储涉密公文"})
        if self.secrecy and not self.secrecy_term:
            raise ValidationError({"secrecy_term": "涉密公文应当标注保密期限"})

    @gate("还没有正文")
    def has_text(self) -> bool:
        return bool(self.has_content)

    @gate("除命令、公告、通告、公报、决议和纪要以外，应当写明主送机关")
    def has_addressee(self) -> bool:
        spares = (Kind.ORDER, Kind.ANNOUNCEMENT, Kind.PUBLIC_NOTICE, Kind.COMMUNIQUE, Kind.RESOLUTION, Kind.MINUTES)
        return self.kind in spares or bool(self.to.strip())

    @gate("命令应当写明签署人职务")
    def has_office(self) -> bool:
        return self.kind != Kind.ORDER or bool(self.office.strip())

    @gate("还有部门没有会签同意")
    def all_agree(self) -> bool:
        """The last word of each department counts."""
        last = {row.department: row.agrees for row in self.countersignatures.all()}
        return bool(last) and all(last.values())

    def note_review(self, act: Any) -> None:
        self.reviewer = act.person

    def sign_off(self, act: Any) -> None:
        """成文日期 is the day on which it is signed; from now on nothing in it may change."""
        self.signer, self.signed_on, self.fingerprint = act.person, act.on, self.signed_text

    def open_again(self, act: Any) -> None:
        """A new version begins; the number stays, the issued one stays until the new one takes its place."""
        self.signer, self.signed_on, self.fingerprint, self.released_on = None, None, "", None

    def void_number(self, act: Any) -> None:
        """A number that was given is not given again; it stays with its reason."""
        if found := re.search(r"〔(\d+)〕第?(\d+)", self.number):
            year, serial = map(int, found.groups())
            void(self.unit, self.numbering, year, serial, act.reason, act.person)


class Countersignature(Part):
    """会签."""

    of = models.ForeignKey(Document, models.CASCADE, related_name="countersignatures")
    department = models.CharField("会签部门", max_length=60)
    person_name = models.CharField("会签人", max_length=40)
    agrees = models.BooleanField("同意", default=True)
    opinion = models.TextField("意见", blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "会签"

    def __str__(self) -> str:
        return f"{self.department}：{'同意' if self.agrees else '不同意'}"

    def clean(self) -> None:
        if not self.agrees and not self.opinion.strip():
            raise ValidationError({"opinion": "不同意的，请写明意见"})


def plain(text: str) -> str:
    """As it may stand in a form of numbers."""
    return text.replace("{", "").replace("}", "")
