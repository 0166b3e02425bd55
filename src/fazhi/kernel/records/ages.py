"""How old somebody is on a day, from the date of birth in a citizen number."""

from datetime import date


def age_on(id_number: str, on: date) -> int:
    """Full years on a day (民法典 第二百条: by the calendar)."""
    year, month, day = int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14])
    return on.year - year - ((on.month, on.day) < (month, day))
