"""The room as a Django app."""

from django.apps import AppConfig


class Room(AppConfig):
    name = "fazhi.kernel.records"
    label = "records"
    verbose_name = "档案"
