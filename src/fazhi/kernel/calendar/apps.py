"""The room as a Django app."""

from django.apps import AppConfig


class Room(AppConfig):
    name = "fazhi.kernel.calendar"
    label = "calendar"
    verbose_name = "日历"
