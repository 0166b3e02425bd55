"""The room as a Django app."""

from django.apps import AppConfig


class Room(AppConfig):
    name = "fazhi.kernel.indicators"
    label = "indicators"
    verbose_name = "指标"
