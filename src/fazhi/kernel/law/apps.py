"""The room as a Django app."""

from django.apps import AppConfig


class Room(AppConfig):
    name = "fazhi.kernel.law"
    label = "law"
    verbose_name = "法律法规"
