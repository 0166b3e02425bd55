"""The day that figures and feeds are asked for when nobody names one."""

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The day on which the demonstration city stands, or today."""
    kept = settings.HOME / "as_of"
    if settings.SAMPLE and kept.exists():
        return date.fromisoformat(kept.read_text().strip())
    return timezone.localdate()
