"""The room as a Django app: once models are loaded, it watches what is written."""

from importlib import import_module

from django.apps import AppConfig


class Room(AppConfig):
    name = "fazhi.kernel.indicators"
    label = "indicators"
    verbose_name = "指标"

    def ready(self) -> None:
        for name in ("watching", "checks", "suppression"):
            import_module(f"{self.name}.{name}")
