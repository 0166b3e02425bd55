"""Reading a PDF back: where its words stand, and where its ink lies, in millimetres from the edges of the paper."""

import re
import shutil
import subprocess
from dataclasses import dataclass

import pytest

DPI = 200
MM = 25.4 / DPI


@dataclass
class Word:
    """A run of text and its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def words(pdf: bytes, page: int = 1) -> list[Word]:
    """The runs of text of a page, as poppler reads them."""
    told = _ran(["pdftotext", "-bbox", "-f", str(page), "-l", str(page), "-", "-"], pdf).decode()
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', told)
    return [Word(text, *(float(number) * 25.4 / 72 for number in (x, y, right, bottom))) for x, y, right, bottom, text in found]


@dataclass
class Ink:
    """The picture of a page; asked for the rows and columns that are printed on."""

    width: int
    height: int
    dark: bytes  # one byte a point: 1 where there is ink

    def rows(self, above: float = 0, below: float = 297) -> list[tuple[float, float]]:
        """(top, bottom) of each band of ink between two heights."""
        first, last = int(above / MM), min(self.height, int(below / MM))
        printed = [1 in self.dark[y * self.width : (y + 1) * self.width] for y in range(first, last)]
        return [((first + top) * MM, (first + bottom) * MM) for top, bottom in _bands(printed)]

    def columns(self, above: float = 0, below: float = 297) -> tuple[float, float]:
        """The leftmost and the rightmost ink between two heights."""
        first, last = int(above / MM), min(self.height, int(below / MM))
        printed = [1 in self.dark[first * self.width + x : last * self.width : self.width] for x in range(self.width)]
        bands = _bands(printed)
        return bands[0][0] * MM, bands[-1][1] * MM


def ink(pdf: bytes, page: int = 1, red: bool = False) -> Ink:
    """What is printed on a page; only what is red, if asked."""
    picture = _ran(["pdftoppm", "-r", str(DPI), "-f", str(page), "-l", str(page)], pdf)
    kind, width, height, _, points = _split(picture)
    assert kind == b"P6"
    dark = points[1::3].translate(bytes(value < 128 for value in range(256)))
    if not red:
        return Ink(width, height, dark)
    bright = points[::3].translate(bytes(value > 150 for value in range(256)))
    return Ink(width, height, (int.from_bytes(bright) & int.from_bytes(dark)).to_bytes(len(dark)))


def _split(picture: bytes) -> tuple[bytes, int, int, int, bytes]:
    kind, size, most, points = picture.split(b"\n", 3)
    width, height = map(int, size.split())
    return kind, width, height, int(most), points


def _bands(printed: list[bool]) -> list[tuple[int, int]]:
    found, start = [], None
    for place, is_printed in enumerate([*printed, False]):
        if is_printed and start is None:
            start = place
        elif not is_printed and start is not None:
            found.append((start, place))
            start = None
    return found


def _ran(command: list[str], content: bytes) -> bytes:
    if not shutil.which(command[0]):
        pytest.skip(f"needs {command[0]}")
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout
