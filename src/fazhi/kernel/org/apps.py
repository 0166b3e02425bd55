"""The room as a Django app."""

from django.apps import AppConfig


class Room(AppConfig):
    name = "fazhi.kernel.org"
    label = "org"
    verbose_name = "机构与人员"
