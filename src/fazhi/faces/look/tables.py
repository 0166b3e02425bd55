"""The rows of a table, put together in one go: a list has hundreds of cells, and a template asks each of them a dozen questions."""

from collections.abc import Sequence
from typing import Any

from django.utils.formats import localize
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import template_localtime
from django.utils.translation import gettext

from .parts import Row, TableCell
from .tongues import said


def body(rows: Sequence[Row], pick: str = "") -> SafeString:
    """Every row; `pick` is the form that its box belongs to."""
    empty, choose = f'<span class="faint">{escape(gettext("无"))}</span>', escape(gettext("选中"))
    heads: dict[str, str] = {}
    return mark_safe("".join(_row(row, pick, empty, choose, heads) for row in rows))  # noqa: S308 - each word is escaped below


def _row(row: Row, pick: str, empty: str, choose: str, heads: dict[str, str]) -> str:
    title = _told(row.title)
    first = f'<a class="title" href="{escape(row.url)}">{title}</a>' if row.url else f"<b>{title}</b>"
    under = f'<span class="under">{conditional_escape(row.under)}</span>' if row.under else ""
    cells = "".join(_cell(cell, empty, heads) for cell in row.cells)
    box = _box(row, pick, f"{choose} {escape(said(row.title))}") if pick else ""
    picked = ' class="picked"' if row.picked else ""
    return f"<tr{picked}>{box}<td>{first}{under}</td>{cells}</tr>\n"


def _box(row: Row, pick: str, label: str) -> str:
    checked = " checked" if row.picked else ""
    box = f'<input type="checkbox" name="pick" value="{escape(row.key)}" form="{escape(pick)}" aria-label="{label}"{checked}>'
    return f'<td class="pick">{box}</td>'


def _cell(cell: TableCell, empty: str, heads: dict[str, str]) -> str:
    if cell.label not in heads:
        heads[cell.label] = escape(said(cell.label))
    css = f' class="{escape(cell.css)}"' if cell.css else ""
    value = _told(cell.value) if cell.value or cell.value == 0 else empty
    return f'<td{css} data-l="{heads[cell.label]}">{value}</td>'


def _told(value: Any) -> str:
    """A value as a template would write it."""
    return conditional_escape(said(value) if isinstance(value, str) else localize(template_localtime(value)))
