"""The room as a Django app."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class Room(AppConfig):
    name = "fazhi.kernel.ledger"
    label = "ledger"
    verbose_name = "账本"

    def ready(self) -> None:
        """Listen to the tables that no act writes; models may be imported from here on alone."""
        import_string("fazhi.kernel.ledger.watching.watch")()
