"""The numbers beside the lines of the navigation, kept for a moment: every page shows them, few of them change between two pages."""

from collections.abc import Callable, Mapping
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache

from fazhi.kernel.org.models import Person


def kept(person: Person, count: Callable[[], Mapping[str, int]]) -> Mapping[str, int]:
    """What waits, as it was counted at most `BADGES_KEPT` seconds ago, and since this person last acted."""
    found = cache.get(_key(person))
    if found is None:
        found = dict(count())
        cache.set(_key(person), found, settings.BADGES_KEPT)
    return found


def forget(person: Person) -> None:
    """Whoever has just acted sees at once what is left."""
    cache.delete(_key(person))


def _key(person: Person) -> str:
    """Whoever is given another role has other lines."""
    roles = sorted({f"{held.role}.{held.unit_id}" for held in person.grants()})
    return f"badges:{person.pk}:{sha256(' '.join(roles).encode()).hexdigest()}"
