"""Words for a search without a dictionary: characters as unigrams and bigrams, Latin words and numbers whole."""

import re
from unicodedata import normalize

RUN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003FFFF]+|[a-z0-9]+")


def tokens(text: str) -> list[str]:
    """法律援助 → 法 律 援 助 法律 律援 援助."""
    found: list[str] = []
    for run in RUN.findall(normalize("NFKC", text).lower()):
        found += [run] if run[0].isascii() else [*run, *map("".join, zip(run, run[1:], strict=False))]
    return found


def shared_words(question: str, text: str) -> list[str]:
    """The longest pieces of the question, of two characters or more, that the text holds; in the question's order."""
    found: list[str] = []
    for run in RUN.findall(normalize("NFKC", question).lower()):
        found += _pieces(run, text)
    return list(dict.fromkeys(found))


def _pieces(run: str, text: str) -> list[str]:
    found, start = [], 0
    while start < len(run) - 1:
        end = start + 1
        while end < len(run) and run[start : end + 1] in text:
            end += 1
        if end - start > 1:
            found.append(run[start:end])
        start = max(end, start + 1) if end - start > 1 else start + 1
    return found
