"""The room as a Django app: once everything is declared, it says what is declared wrongly."""

from importlib import import_module

from django.apps import AppConfig


class Room(AppConfig):
    name = "fazhi.kernel.present"
    label = "present"
    verbose_name = "展示"

    def ready(self) -> None:
        for name in ("checks", "cited"):
            import_module(f"{self.name}.{name}")
