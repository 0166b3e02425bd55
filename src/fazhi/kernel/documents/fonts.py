"""Which fonts write a paper, and which characters none of them can."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst
from django.conf import settings
from fontTools.ttLib import TTFont

# In order: what a bureau has licensed, what is free and near, what covers rare names.
SONG = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Songti SC", "SimSun", "FandolSong")
RARE = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "LXGW WenKai", "BabelStone Han", "PingFang SC", "DengXian")
FANG = ("FangSong_GB2312", "仿宋_GB2312", "FZFangSong-Z02S", "FangSong", "仿宋", "STFangsong", "FandolFang R", "FandolFang")
HEI = ("SimHei", "黑体", "FZHei-B01S", "方正黑体_GBK", "FandolHei", *RARE)
KAI = ("KaiTi_GB2312", "楷体_GB2312", "FZKai-Z03S", "方正楷体_GBK", "KaiTi", "楷体", "STKaiti", "FandolKai", "LXGW WenKai")
TITLE = ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "方正小标宋_GBK")
CHAINS = {"body": FANG + SONG, "heading": HEI, "second": KAI, "title": TITLE, "page": SONG}
# How a font of the bureau's own says what it is for.
HINTS = {
    "body": ("仿宋", "fang"),
    "heading": ("黑", "hei"),
    "second": ("楷", "kai"),
    "title": ("标宋", "biaosong"),
    "page": ("宋体", "simsun"),
}
# What the standard asks for each part, and the families that are it.
OFFICIAL = {"title": ("小标宋", TITLE), "body": ("仿宋", FANG), "heading": ("黑体", HEI[:4]), "second": ("楷体", KAI[:8])}
SAMPLE = "法治"


class NotDrawn(ValueError):
    """The PDF cannot be made as it should be; the sentence says why, and that there is a Word file."""

    @property
    def sentence(self) -> str:
        return str(self)


class NoChineseFont(NotDrawn):
    """No font at hand can write Chinese."""

    def __init__(self) -> None:
        super().__init__(
            "这台服务器没有中文字体，不能生成 PDF，请先下载 Word 文件。系统管理员可以安装字体"
            "（例如 apt install fonts-noto-cjk），或者把本单位的字体放进数据目录的 fonts 文件夹。"
        )


class Undrawable(NotDrawn):
    """Some characters are in none of the fonts; they are named instead of left out."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = tuple(characters)
        listed = "、".join(f"{character}（U+{ord(character):04X}）" for character in self.characters)
        super().__init__(f"现有字体写不出这些字：{listed}。请先下载 Word 文件；装入含有这些字的字体后可以生成 PDF。")


@dataclass(frozen=True)
class Face:
    """One font file that stands in a chain."""

    family: str
    path: str
    index: int

    @property
    def characters(self) -> frozenset[int]:
        return characters_in(self.path, self.index)


@dataclass(frozen=True)
class Chains:
    """The families of each part of a paper that are installed here, first choice first."""

    families: dict[str, list[str]]
    faces: dict[str, Face]

    def drawable(self, character: str, part: str = "body") -> str | None:
        """The family that will draw a character, or None."""
        return next((family for family in self.families[part] if ord(character) in self.faces[family].characters), None)


def own_folder() -> Path:
    """Where a bureau puts its licensed fonts; they come first."""
    return Path(settings.HOME) / "fonts"


@cache
def installed() -> typst.Fonts:
    """Every font that typst can see, found once per process."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[str(own_folder())])


@cache
def chains() -> Chains:
    """The chains of this machine; raises NoChineseFont."""
    faces = _upright(installed())
    own = [family for family, face in faces.items() if Path(face.path).is_relative_to(own_folder())]
    families = {part: _once(family for family in _wanted(part, own) if family in faces) for part in CHAINS}
    found = Chains(families, faces)
    if not all(found.drawable(character) for character in SAMPLE):
        raise NoChineseFont
    return found


def undrawable(text: str) -> list[str]:
    """The characters that no font can draw, each once; a private character means nothing to another machine."""
    found = chains()
    shapes = [character for character in dict.fromkeys(text) if _has_a_shape(character)]
    return [character for character in shapes if unicodedata.category(character) == "Co" or not found.drawable(character)]


def substituted(text: str) -> dict[str, str]:
    """Characters that the first font lacks, and the family that draws them instead."""
    found, first = chains(), chains().families["body"][0]
    drawn = {character: found.drawable(character) for character in dict.fromkeys(text) if _has_a_shape(character)}
    return {character: family for character, family in drawn.items() if family and family != first}


def stand_ins() -> dict[str, str]:
    """Which faces the standard asks for and this machine lacks, and the family that stands in for each."""
    families = chains().families
    lacking = {part: name for part, (name, known) in OFFICIAL.items() if not _is_official(part, families[part][0], known)}
    return {name: families[part][0] for part, name in lacking.items()}


def notice() -> str:
    """One sentence about the stand-ins; empty where the official fonts are here."""
    told = "，".join(f"{name}用 {family} 代替" for name, family in stand_ins().items())
    return f"没有安装公文规定的字体：{told}。把本单位的字体放进数据目录的 fonts 文件夹，重新启动后生效。" if told else ""


def _is_official(part: str, family: str, known: tuple[str, ...]) -> bool:
    return family in known or any(hint in family.lower() for hint in HINTS[part])


@cache
def characters_in(path: str, index: int) -> frozenset[int]:
    """What a font file can draw, by its own table."""
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def _upright(fonts: typst.Fonts) -> dict[str, Face]:
    """The regular face of each family, or the nearest to it; faces inside typst itself have no file."""
    found: dict[str, tuple[int, Face]] = {}
    for font in fonts.fonts():
        weight = abs(font.weight - 400)
        if font.path and font.style == "normal" and weight < found.get(font.family, (1000,))[0]:
            found[font.family] = (weight, Face(font.family, str(font.path), font.index))
    return {family: face for family, (_, face) in found.items()}


def _wanted(part: str, own: list[str]) -> list[str]:
    """The bureau's own fonts for this part, then what is known for it, then whatever may draw a rare name."""
    first = [family for family in own if any(hint in family.lower() for hint in HINTS[part])]
    return [*first, *CHAINS[part], *SONG, *RARE, *own]


def _has_a_shape(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) not in ("Cc", "Cf", "Zs")


def _once(families: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(families))
