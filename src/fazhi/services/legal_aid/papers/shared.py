"""What several papers of legal aid say alike."""

from collections.abc import Iterable
from datetime import date

from fazhi.kernel.documents.blocks import Fields, Table
from fazhi.kernel.documents.heads import Head, Layout

from ..grounds import article
from ..models import AidCase

FREE = "法律援助是国家无偿提供的法律服务。承办人向您收取任何财物的，请向司法行政部门举报（《法律援助法》第二十条、第五十五条）。"


def letter(record: AidCase, to: str, on: date | None = None) -> Head:
    """An official letter of the centre, under the number of the case."""
    name = record.unit.name
    return Head(Layout.LETTER, name, name, on=on or "", number=record.number, to=to)


def names(record: AidCase) -> str:
    """The recipients by name; a long list is told by its first and its number."""
    rows = [row.name for row in record.rows("recipients")]
    return "、".join(rows) if len(rows) <= 3 else f"{rows[0]}等{len(rows)}人"


def matter(record: AidCase) -> str:
    return f"{record.cause}（{record.get_kind_display()}）"


def people(record: AidCase) -> Table:
    """Who is helped, as the centre's own forms tell it; never for the other side."""
    heads = ("姓名", "性别", "证件号", "电话", "特殊群体")
    told = record.rows("recipients")[0]._meta.get_field("groups").told if record.rows("recipients") else str
    rows: Iterable = (
        (row.name, row.get_sex_display(), row.id_number, row.phone, told(row.groups) or "无") for row in record.rows("recipients")
    )
    return Table(heads, rows)


def means(record: AidCase) -> Fields:
    return Fields(
        [
            ("核查方式", record.get_means_path_display()),
            ("免予核查的人员", record.get_exempt_as_display() or "不适用"),
            ("家庭月收入（元）", record.income or "未填"),
            ("家庭人口", record.household or "未填"),
            ("说明", record.means_note or "无"),
        ]
    )


def said(text: str) -> str:
    """What somebody wrote, as a sentence that another may follow."""
    plain = text.strip()
    return plain if plain.endswith(("。", "！", "？", "；")) else f"{plain}。"


def based_on(record: AidCase) -> str:
    """The article of the matter, as an official document writes it."""
    law, _, place = article(record.ground).partition(" ")
    return f"《{law}》{place}"
