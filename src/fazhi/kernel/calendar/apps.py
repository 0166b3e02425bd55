"""The room as a Django app: once models are loaded, the days the city has entered count too."""

from django.apps import AppConfig

from .days import local


class Room(AppConfig):
    name = "fazhi.kernel.calendar"
    label = "calendar"
    verbose_name = "日历"

    def ready(self) -> None:
        local.source = self.get_model("DayOff").arranged
