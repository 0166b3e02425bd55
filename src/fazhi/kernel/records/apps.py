"""The room as a Django app; what the city may set is declared when it starts."""

from importlib import import_module

from django.apps import AppConfig


class Room(AppConfig):
    name = "fazhi.kernel.records"
    label = "records"
    verbose_name = "档案"

    def ready(self) -> None:
        for name in ("retention", "checks"):
            import_module(f"{self.name}.{name}")
