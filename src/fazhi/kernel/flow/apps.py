"""The room as a Django app: once models are loaded, it follows the calendar."""

from importlib import import_module

from django.apps import AppConfig


class Room(AppConfig):
    name = "fazhi.kernel.flow"
    label = "flow"
    verbose_name = "流程"

    def ready(self) -> None:
        import_module(f"{self.name}.holidays")
