"""The room as a Django app."""

from django.apps import AppConfig


class Room(AppConfig):
    name = "fazhi.kernel.ledger"
    label = "ledger"
    verbose_name = "账本"

    def ready(self) -> None:
        from django.db.models.signals import post_save

        from fazhi.kernel.org.models import Unit

        from .sealing import county_code

        post_save.connect(lambda **_: county_code.cache_clear(), sender=Unit, weak=False, dispatch_uid="ledger.county_code")
