"""Head: what stands around the text of an official document after GB/T 9704-2012, from the letterhead to the imprint line."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from .blocks import written


class Layout(StrEnum):
    """The layouts of the standard; a paper without a head is a form."""

    DOCUMENT = "document"  # 文件格式
    LETTER = "letter"  # 信函格式
    ORDER = "order"  # 命令（令）格式
    MINUTES = "minutes"  # 纪要格式


@dataclass(frozen=True)
class Head:
    """版头、署名和版记. Everything is optional but the layout, the mark and who signs; what is empty is not drawn."""

    layout: Layout
    mark: str  # 发文机关标志
    by: str  # 发文机关署名
    on: str = ""  # 成文日期
    number: str = ""  # 发文字号, or 第 1 号 of an order
    copy_number: str = ""  # 份号, six digits
    secrecy: str = ""  # 密级和保密期限: 机密★1年
    urgency: str = ""  # 紧急程度
    signers: tuple[str, ...] = ()  # 签发人, upward documents alone
    to: str = ""  # 主送机关
    attachments: tuple[str, ...] = ()  # 附件说明
    office: str = ""  # 签署人职务, orders alone
    signer: str = ""  # 签署人, orders alone
    present: tuple[tuple[str, str], ...] = ()  # 出席、请假、列席, minutes alone
    is_sealed: bool = True  # whether room is left for a seal over name and date
    note: str = ""  # 附注
    copies_to: str = ""  # 抄送机关
    printed_by: str = ""  # 印发机关
    printed_on: str = ""  # 印发日期

    def __init__(self, layout: Layout | str, mark: Any, by: Any, **told: Any) -> None:
        given = {"layout": Layout(layout), "mark": mark, "by": by, **told}
        unknown = set(given) - {each.name for each in fields(self)}
        if unknown:
            raise TypeError(f"a head has no {', '.join(sorted(unknown))}")
        for each in fields(self):
            value = given.get(each.name, each.default)
            object.__setattr__(self, each.name, value if each.name in ("layout", "is_sealed") else _plain(value))

    @property
    def signer_lines(self) -> list[str]:
        """签发人, two names a line, a name of two characters as wide as the others."""
        names = [f"{name[0]}　{name[1]}" if len(name) == 2 and len(self.signers) > 1 else name for name in self.signers if name]
        return ["　".join(names[at : at + 2]) for at in range(0, len(names), 2)]

    def as_dict(self) -> dict[str, Any]:
        return {name: list(map(_listed, value)) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


def _plain(value: Any) -> Any:
    """Every word cleaned as the blocks are; a date in words."""
    if isinstance(value, str | date) or value is None:
        return written(value)
    return tuple(_plain(each) for each in value) if isinstance(value, Iterable) else written(value)


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


ENDS = ("的", "、", "》", "）", "和", "与")
# No line is broken within these words of office, nor begins within these marks.
KEPT = re.compile(
    "人民调解员?|司法行政|司法局|法律服务|法律援助|矛盾纠纷|行政执法|行政复议|规范性文件|合法性审[核查]|法治政府|依法治市|营商环境|委员会|规范化"
    "|工作|建设|进一步|加强|规范|有关|事项|问题|追加|申请|经费|实施|方案|办法|规定|意见|通知|请示|报告|批复|开展|推进|做好|印发|关于|公共|专项|行动|计划"
    "|管理|监督|检查|年度|信息|公开|贯彻|落实|指导|活动|会议|提升|组织|调整|成立|领导|小组"
)
OPENING, CLOSING = "《（“", "》）”、，。"
WIDEST = 20  # characters of 22 pt on 156 mm


def balanced(title: str) -> list[str]:
    """A title in lines of nearly the same length, broken after a word of structure where one is near (梯形、菱形)."""
    if "\n" in title or len(title) <= WIDEST:
        return [line for line in title.split("\n") if line.strip()] or [""]
    lines, rest = -(-len(title) // WIDEST), title
    found = []
    while lines > 1:
        at = _break(rest, lines)
        found.append(rest[:at])
        rest, lines = rest[at:], lines - 1
    return [*found, rest]


def _break(text: str, lines: int) -> int:
    """Where the first of several lines ends: near its share; after 的 or before 关于 counts as two characters nearer."""
    share, least = len(text) / lines, len(text) - WIDEST * (lines - 1)
    places = [at for at in range(max(1, least), min(WIDEST, len(text) - 1) + 1) if not _is_torn(text, at)] or [round(share)]
    return min(places, key=lambda at: abs(at - share) - (2 if text[at - 1] in ENDS or text[at:].startswith("关于") else 0))


def _is_torn(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    within = text[:at].count("《") > text[:at].count("》")
    within = within or any(word.start() < at < word.end() for word in KEPT.finditer(text))
    return within or before in OPENING or after in CLOSING or (before.isalnum() and before.isascii() and after.isascii())
