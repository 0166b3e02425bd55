"""Questions that people really asked, as a consultation ledger: from a file of questions (one JSON object a line: qid, text)."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from .ledgers import workbook
from .people import Row
from .sheets import CONSULTATIONS

BANNER = "公开的群众法律咨询问题（已去掉个人信息），只用于检索评测和演练。"


def write(questions: Path, path: Path, unit: str, region: str, on: date) -> Path:
    """The ledger of all questions, put at one site on one day, not answered yet; `unit` and `region` are codes."""
    return workbook(path, CONSULTATIONS, rows(questions, unit, region, on), BANNER)


def rows(questions: Path, unit: str, region: str, on: date) -> Iterator[Row]:
    """One row a question; the topic is left for the import to guess."""
    with questions.open(encoding="utf-8") as lines:
        for line in filter(str.strip, lines):
            asked = json.loads(line)
            yield {
                "咨询序号": f"Q-{asked['qid']}",
                "受理点编码": unit,
                "渠道": "网站",
                "咨询时间": datetime.combine(on, time(9)),
                "匿名": "是",
                "身份": "本人",
                "涉及人数": 1,
                "地区编码": region,
                "问题": asked["text"],
                "紧急程度": "普通",
                "状态": "待答复",
                "录入方式": "在线",
                "录入日期": on,
            }
