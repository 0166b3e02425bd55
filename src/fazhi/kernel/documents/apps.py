"""The room as a Django app."""

from django.apps import AppConfig


class Room(AppConfig):
    name = "fazhi.kernel.documents"
    label = "documents"
    verbose_name = "文书"
