"""A review of files brought to where a test needs it: a standard, a plan with a list on paper, a draw, sheets."""

from datetime import date
from typing import Any

from fazhi.kernel.flow import doors, registers
from fazhi.norms.oversight.models import ReviewedFile, ReviewPlan, ScoreSheet, ScoringTemplate, TemplateItem

from ..review_words import SAMPLE
from .factories import DAY, at, step

LISTING = "\n".join(f"荷塘城管罚立〔2025〕{n}号" for n in range(1, 31))
SOURCE_DAY = date(2025, 9, 9)
NUMBERS = "蓝06 红03 11 17 25 28 33"


def template(lotus: Any, *items: dict[str, Any]) -> ScoringTemplate:
    record = ScoringTemplate(unit=lotus.county, name="2025年案卷评查标准", valid_from=date(2025, 1, 1))
    rows = [TemplateItem(**each) for each in items or SAMPLE]
    return registers.enter(record, lotus.first, {"items": rows}, at=at(DAY))


def plan(lotus: Any, day: date = DAY, **data: Any) -> ReviewPlan:
    given = {
        "unit": lotus.county,
        "title": "2025年度行政执法案卷评查",
        "year": 2025,
        "kinds": ["enforcement.penaltycase"],
        "period_from": date(2025, 1, 1),
        "period_to": date(2025, 8, 31),
        "per_stratum": 4,
        "template": ScoringTemplate.objects.first() or template(lotus),
        "source": "福利彩票双色球第2025104期开奖号码",
        "source_on": SOURCE_DAY,
    }
    return doors.register(ReviewPlan, lotus.first, {**given, **data}, at=at(day))


def committed(lotus: Any, listing: str = LISTING, **data: Any) -> ReviewPlan:
    made = step(
        plan(lotus, **data), "list_external", lotus.first, body=lotus.body, kind="enforcement.penaltycase", listing=listing
    )
    return step(made, "commit", lotus.leader)


def drawn(lotus: Any, **data: Any) -> list[ReviewedFile]:
    made = step(committed(lotus, **data), "draw", lotus.first, SOURCE_DAY, source_text=NUMBERS)
    return sorted(made.files.all(), key=lambda file: file.rank)


def assigned(lotus: Any, file: ReviewedFile) -> tuple[ScoreSheet, ScoreSheet]:
    file = step(file, "assign", lotus.first, SOURCE_DAY, first=lotus.reviewers[0], second=lotus.reviewers[1])
    sheets = {sheet.place: sheet for sheet in file.sheets.all()}
    return sheets["first"], sheets["second"]


def item(text: str) -> TemplateItem:
    return TemplateItem.objects.get(text__startswith=text)


def scored(sheet: ScoreSheet, day: date = date(2025, 9, 12), **deductions: int) -> ScoreSheet:
    """Hand in a sheet with points off the items that begin so; 0 marks a fatal item."""
    for text, points in deductions.items():
        sheet = step(sheet, "deduct", sheet.reviewer, day, item=item(text), points=points, reason=f"{text}不全")
    return step(sheet, "sign", sheet.reviewer, day, opinion="总体规范")


def told(lotus: Any, file: ReviewedFile, first: dict[str, int], second: dict[str, int]) -> ReviewedFile:
    one, other = assigned(lotus, file)
    scored(one, **first)
    scored(other, **second)
    return step(ReviewedFile.objects.get(pk=file.pk), "tell", lotus.first, date(2025, 9, 15))
