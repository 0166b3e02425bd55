"""From plain lines to a law: title, history, headings, articles, annexes."""

import re
from dataclasses import dataclass, field
from datetime import date

from .citations import short_title
from .dating import DAY, Days, Event, days, events, repeals
from .numerals import NUMBER, numeral
from .reading import BODY_FOLLOWS, Line, Manuscript, Unreadable
from .wording import article_number, article_order

# An article needs white space (or the line's end) after its number: 第三人… and 第一审… begin ordinary paragraphs, and so
# may 第三十条规定的…. The second form is a slip of official texts: “第一百二十八 条侦查人员…”.
ARTICLE = re.compile(rf"^(第{NUMBER})(?:(条(?:之{NUMBER})?)(?:\s+|$)|\s+(条(?:之{NUMBER})?)\s*)(.*)$")
HEADING = re.compile(rf"^(第{NUMBER}(分编|编|章|节))\s*([^。；：]{{0,60}})$")
CONTENTS = re.compile(r"^目\s*[录次]$")
CLOSING_CHAPTER = re.compile(r"^附\s*则$")
PREAMBLE = re.compile(r"^序\s*言$")
ANNEX = re.compile(r"^附\s*[件录表图]?\s*[一二三四五六七八九十\d]*\s*(?:[:：]\s*[^。；]{0,60})?$")
LEVELS = {"编": 1, "分编": 2, "章": 3, "节": 4}
LONGEST_TITLE = 300
PREFACE = "引言"
ANNEX_ORDER = 10_000_000


@dataclass
class Draft:
    """An article being read."""

    number: str
    order: int
    headings: list[str]
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass
class LawText:
    """A law as a file tells it."""

    title: str
    book: str
    days: Days
    history: list[Event]
    articles: list[Draft]
    repeals: list[str]
    notes: list[str]
    source: str
    sha256: str

    @property
    def short_title(self) -> str:
        return short_title(self.title)

    @property
    def adopted_on(self) -> date | None:
        return self.days.adopted_on


def law_text(manuscript: Manuscript) -> LawText:
    """The law in a file; raises Unreadable where it holds no title, no article or no day."""
    head, body = _head_and_body(list(manuscript.lines))
    titles, history_lines, preface = _head(head)
    splitter = Splitter(titles[1:2])
    for line in preface + body:
        if _squeezed(line.text) != _squeezed(titles[0]):
            splitter.take(line)
    if not any(article_number(draft.number) for draft in splitter.articles):
        raise Unreadable("没有找到条文（以“第一条　”这样的条号开头的段落）")
    return _assembled(manuscript, titles, events(history_lines), splitter)


def _assembled(manuscript: Manuscript, titles: list[str], history: list[Event], splitter: "Splitter") -> LawText:
    title = _squeezed(titles[0])
    if len(title) > LONGEST_TITLE:
        raise Unreadable("第一行太长，不像法律名称")
    closing = "\n".join(draft.text for draft in splitter.articles if draft.order < ANNEX_ORDER)[-1500:]
    when = days(short_title(title), history, manuscript.dated, closing)
    if when.adopted_on is None:
        raise Unreadable("找不到通过、公布或施行日期；可在文件名中写明，如“人民调解法(2010-08-28).md”")
    drafts = [draft for draft in splitter.articles if draft.text]
    book = titles[1] if len(titles) > 1 else ""
    return LawText(title, book, when, history, drafts, repeals(closing), splitter.notes, manuscript.name, manuscript.sha256)


def _head_and_body(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """What stands above the text: up to the mark if there is one, else up to the first heading or article."""
    marks = [place for place, line in enumerate(lines) if line.text == BODY_FOLLOWS]
    if marks:
        return lines[: marks[0]], lines[marks[0] + 1 :]
    start = next((place for place, line in enumerate(lines) if _opens_body(line, place)), len(lines))
    return lines[:start], _without_contents(lines[start:])


def _opens_body(line: Line, place: int) -> bool:
    starts = ARTICLE.match(line.text) or HEADING.match(line.text) or CONTENTS.match(line.text) or PREAMBLE.match(line.text)
    return place > 0 and bool(starts or line.depth > 1)


def _without_contents(lines: list[Line]) -> list[Line]:
    """A table of contents repeats every heading: drop it up to where its first line comes again."""
    if not lines or not CONTENTS.match(lines[0].text):
        return lines
    squeezed = [_squeezed(line.text) for line in lines]
    first = squeezed[1] if len(squeezed) > 1 else ""
    again = squeezed.index(first, 2) if first in squeezed[2:] else 1
    return lines[again:]


def _head(lines: list[Line]) -> tuple[list[str], list[str], list[Line]]:
    """Titles (a second one names the book of a code), history, and text that comes before the first article."""
    marked = [line.text for line in lines if line.depth == 1]
    rest = [line for line in lines if line.depth == 0]
    if marked:
        return marked, [line.text for line in rest], []
    start = next((place for place, line in enumerate(rest) if _is_history(line.text)), len(rest))
    if start == 0 or not rest:
        raise Unreadable("没有找到法律名称（应在第一行）")
    wide = start if start <= 3 else 1
    end = _history_end(rest, start)
    return ["".join(line.text for line in rest[:wide])], [line.text for line in rest[start:end]], rest[wide:start] + rest[end:]


def _is_history(text: str) -> bool:
    return bool(re.match(r"^[(（]", text) or DAY.match(text))


def _history_end(lines: list[Line], start: int) -> int:
    """The bracket may run over several lines."""
    if start >= len(lines):
        return start
    closes = (place for place in range(start, len(lines)) if lines[place].text[-1] in ")）")
    if lines[start].text[0] in "(（":
        return next(closes, start) + 1
    return next((place for place in range(start, len(lines)) if not DAY.match(lines[place].text)), len(lines))


class Splitter:
    """Takes the lines of a body one by one and knows under which headings it stands."""

    def __init__(self, book: list[str]) -> None:
        self.book = book
        self.stack: dict[int, str] = {}
        self.articles: list[Draft] = []
        self.notes: list[str] = []
        self.in_annex = False

    def take(self, line: Line) -> None:
        """File one line as heading, article, annex or text."""
        if self._is_annex(line):
            self._open_annex(line.text)
        elif self.in_annex:
            self._text(line.text)
        elif PREAMBLE.match(line.text):
            self._open(_squeezed(line.text), 0)
        elif (match := ARTICLE.match(line.text)) and self._comes_next(_written(match)):
            self._open(article_number(_written(match)), article_order(_written(match)), match[4])
        elif not self._heading(line):
            self._text(line.text)

    def _is_annex(self, line: Line) -> bool:
        begun = any(article_number(draft.number) for draft in self.articles)
        return begun and bool(ANNEX.match(line.text)) and not CLOSING_CHAPTER.match(line.text)

    def _open_annex(self, text: str) -> None:
        self.in_annex, self.stack = True, {}
        count = sum(draft.order >= ANNEX_ORDER for draft in self.articles)
        name = re.split("[:：]", _squeezed(text))[0]
        taken = {draft.number for draft in self.articles}
        self._open(name if name not in taken else f"{name}（{count + 1}）", ANNEX_ORDER + count)

    def _comes_next(self, written: str) -> bool:
        """Numbers only grow; one that does not is quoted text."""
        last = self.articles[-1].order if self.articles else 0
        if article_order(written) > last:
            return True
        self.notes.append(f"“{written}”出现在{self.articles[-1].number}之后，作为正文处理")
        return False

    def _open(self, number: str, order: int, text: str = "") -> None:
        headings = [*self.book, *(name for _, name in sorted(self.stack.items()))]
        self.articles.append(Draft(number, order, headings, [text] if text else []))

    def _heading(self, line: Line) -> bool:
        match = HEADING.match(line.text)
        if match:
            level, name = LEVELS[match[2]], f"{match[1]} {_squeezed(match[3])}".strip()
        elif line.depth > 1 or CLOSING_CHAPTER.match(line.text):
            level, name = LEVELS["章"] if not line.depth else line.depth - 1, _squeezed(line.text)
        else:
            return False
        self.stack = {kept: text for kept, text in self.stack.items() if kept < level} | {level: name}
        return True

    def _text(self, text: str) -> None:
        if not self.articles:
            self._open(PREFACE, 0)
        self.articles[-1].lines.append(text)


def _written(match: re.Match[str]) -> str:
    return match[1] + (match[2] or match[3])


def _squeezed(text: str) -> str:
    """总　　则 as 总则."""
    return re.sub(r"\s+", "", text)


def gaps(orders: list[int]) -> list[str]:
    """Article numbers missing between the first and the last."""
    whole = {order // 100 for order in orders if 0 < order < ANNEX_ORDER}
    return [f"第{numeral(missing)}条" for missing in range(1, max(whole, default=0) + 1) if missing not in whole]
