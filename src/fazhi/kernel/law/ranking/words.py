"""A text cut by somebody else's vocabulary: the longest known word at each place."""

import re
from collections.abc import Collection, Iterator
from unicodedata import normalize

LONGEST = 8  # characters of a Chinese word
RUN = re.compile(r"[a-z0-9]+|[㐀-鿿豈-﫿\U00020000-\U0003FFFF]+")
LATER = "##"  # before a piece that continues a word, in the vocabularies of BERT


def longest_words(text: str, known: Collection[str]) -> list[str]:
    """The known words of a text, one after the other; what is unknown is passed over."""
    return [word for run in RUN.findall(normalize("NFKC", text).lower()) for word in _cut(run, known)]


def _cut(run: str, known: Collection[str]) -> Iterator[str]:
    is_latin, start = run[0].isascii(), 0
    while start < len(run):
        before = LATER if is_latin and start and LATER + run[start] in known else ""
        ends = range(min(len(run), start + (len(run) if is_latin else LONGEST)), start, -1)
        end = next((end for end in ends if before + run[start:end] in known), 0)
        if end:
            yield before + run[start:end]
        start = end or start + 1
