"""The room as a Django app."""

from django.apps import AppConfig


class Room(AppConfig):
    name = "fazhi.kernel.flow"
    label = "flow"
    verbose_name = "流程"
