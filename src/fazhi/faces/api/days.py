"""The calendar: when a period ends and why, and the days off and make-up days of a year. Open to all."""

from datetime import date
from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from ninja import Query, Router, Schema

from fazhi.kernel.calendar import Period, arrangement, reckon

router = Router(tags=["日历与期限"], auth=None)
Amount = Annotated[int, Query(ge=1, le=36_500)]


class Why(Schema):
    """A sentence and the article it stands on."""

    text: str
    law: str


class Due(Schema):
    """Where a period ends, day by day."""

    period: str
    unit: str
    start: date
    due: date | None
    days: list[dict[str, Any]]
    reasons: list[Why]


class DayOff(Schema):
    """A day that is not what its weekday says."""

    date: date
    working: bool
    name: str


@router.get("/due", response=Due, summary="期限届满日", url_name="due")
def due(
    request: HttpRequest, start: date, amount: Amount, unit: Literal["wd", "cd", "month", "year"] = "wd", backward: bool = False
) -> Due:
    """The last day of so many working days (wd), days (cd), months or years from a day, with the reasons."""
    try:
        return Due(**reckon(Period(amount, unit, backward=backward), start).as_dict())
    except ValueError as error:
        raise ValidationError(str(error)) from None


@router.get("/years/{int:year}", response=list[DayOff], summary="一年的放假和补班", url_name="year")
def year(request: HttpRequest, year: int) -> list[DayOff]:
    """The arranged days of a year; a year that is not announced is an error, never a guess."""
    return [DayOff(date=day, working=entry.working, name=entry.name) for day, entry in arrangement(year).items()]
