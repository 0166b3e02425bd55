"""The room as a Django app: once models are loaded, it follows the calendar and says which flows are declared wrongly."""

from importlib import import_module

from django.apps import AppConfig


class Room(AppConfig):
    name = "fazhi.kernel.flow"
    label = "flow"
    verbose_name = "流程"

    def ready(self) -> None:
        for name in ("holidays", "checks"):
            import_module(f"{self.name}.{name}")
