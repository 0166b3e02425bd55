"""The inside of an article: paragraphs 款, items 项 and sub-items 目, computed from its text."""

import re
from dataclasses import dataclass

from .numerals import NUMBER, NUMERAL, number, numeral

ITEM = re.compile(rf"^[（(]({NUMERAL})[)）](?:之({NUMERAL}))?")
SUBITEM = re.compile(r"^(\d+)[．.、]")
ARTICLE = re.compile(rf"^第({NUMBER})条(?:之({NUMBER}))?")


@dataclass(frozen=True)
class Item:
    """One 项, with its lines of sub-items 目."""

    number: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def subitem(self, wanted: int) -> str | None:
        """The 目 of that number."""
        return next((line for line in self.lines[1:] if int(SUBITEM.match(line)[1]) == wanted), None)


@dataclass(frozen=True)
class Paragraph:
    """One 款: its own line and the items that follow it."""

    number: int
    opening: str
    items: tuple[Item, ...]

    @property
    def text(self) -> str:
        return "\n".join([self.opening, *(item.text for item in self.items)])

    def item(self, wanted: int) -> Item | None:
        """The 项 of that number."""
        return next((item for item in self.items if item.number == wanted), None)


def paragraphs(text: str) -> list[Paragraph]:
    """The 款 of an article: a line that opens neither with （一） nor with 1. starts a new one."""
    found: list[list[list[str]]] = []
    for line in filter(None, text.split("\n")):
        if found and ITEM.match(line):
            found[-1].append([line])
        elif found and SUBITEM.match(line) and len(found[-1]) > 1:
            found[-1][-1].append(line)
        else:
            found.append([[line]])
    return [_paragraph(place, group) for place, group in enumerate(found, 1)]


def _paragraph(place: int, group: list[list[str]]) -> Paragraph:
    return Paragraph(place, group[0][0], tuple(Item(number(ITEM.match(lines[0])[1]), tuple(lines)) for lines in group[1:]))


def part(text: str, paragraph: int | None, item: int | None) -> str | None:
    """The wording of one 款 or 项; an item named without its 款 is looked for in the only 款 that has items."""
    all_of_them = paragraphs(text)
    if paragraph is not None:
        all_of_them = [each for each in all_of_them if each.number == paragraph]
    elif item is not None:
        all_of_them = [each for each in all_of_them if each.items]
    if item is None:
        return "\n".join(each.text for each in all_of_them) or None
    found = [each.item(item) for each in all_of_them if each.item(item)]
    return found[0].text if len(found) == 1 else None


def article_number(text: str) -> str | None:
    """第33条之1 or 第三十三条之一 at the head of a text, in the statute's own form."""
    match = ARTICLE.match(text)
    if not match:
        return None
    return f"第{numeral(number(match[1]))}条" + (f"之{numeral(number(match[2]))}" if match[2] else "")


def article_order(written: str) -> int:
    """A place in the law that sorts 第十条之一 between 第十条 and 第十一条."""
    match = ARTICLE.match(written)
    return number(match[1]) * 100 + (number(match[2]) if match[2] else 0)
