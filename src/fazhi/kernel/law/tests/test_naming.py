"""Articles that a question names, rightly or nearly."""

from pathlib import Path

import pytest

from fazhi.kernel.law import search
from fazhi.kernel.law.importing import Summary, import_paths
from fazhi.kernel.law.naming import named

LAW = """# {title}

2020年5月28日 通过

<!-- INFO END -->

第一条 一。

第二十二条 二十二。

第一百二十二条 一百二十二。

第一百二十三条 本法自2021年1月1日起施行。
"""


@pytest.fixture
def shelf(db: None, tmp_path: Path) -> Summary:
    folder = tmp_path / "laws"
    folder.mkdir()
    for title in ("民法典", "民事诉讼法", "劳动合同法", "劳动法"):
        (folder / f"{title}(2020-05-28).md").write_text(LAW.format(title=f"中华人民共和国{title}"), encoding="utf-8")
    return import_paths([folder])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("民法典 122", ["《民法典》第一百二十二条"]),
        ("民法典第一百二十二条", ["《民法典》第一百二十二条"]),
        ("《中华人民共和国民法典》第122条", ["《民法典》第一百二十二条"]),
        ("根据民法典第22条和劳动法第1条怎么办", ["《民法典》第二十二条", "《劳动法》第一条"]),
        ("民诉法122条", ["《民事诉讼法》第一百二十二条"]),
        ("劳动和同法第22条", ["《劳动合同法》第二十二条"]),
        ("民法点 22", ["《民法典》第二十二条"]),
        ("民法典 9000", []),
        ("民法典第0条", []),
        ("欠我钱 5000元", []),
        ("第22条", []),
        ("我被拖欠工资 22", []),
    ],
)
def test_a_text_names_articles(shelf: Summary, text: str, found: list[str]) -> None:
    assert [str(each.article) for each in named(text)] == found


def test_what_was_named_comes_first_and_says_how_it_was_read(shelf: Summary) -> None:
    first = search("民法点 22")[0]
    assert (str(first.article), first.why.split("；")[0]) == ("《民法典》第二十二条", "没有《民法点》，按《民法典》找到")
    assert search("民法典 22")[0].named == "问题里写了这一条"
