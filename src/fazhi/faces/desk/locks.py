"""How often a name was tried; kept in the database, so that every process knows when it rests."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from .remembering import SignInFailure

REST = timedelta(minutes=15)
KEPT = timedelta(days=1)


@transaction.atomic
def tried(name: str) -> int:
    """Count one more try of a name; how many there were since it last rested."""
    now = timezone.now()
    SignInFailure.objects.filter(failed_at__lt=now - KEPT).delete()
    row, _ = SignInFailure.objects.select_for_update().get_or_create(username=name, defaults={"failed_at": now})
    rested = now - row.failed_at > REST
    SignInFailure.objects.filter(pk=row.pk).update(failures=1 if rested else F("failures") + 1, failed_at=now)
    return 1 if rested else row.failures + 1


def forget(name: str) -> None:
    """The right password was given."""
    SignInFailure.objects.filter(username=name).delete()
