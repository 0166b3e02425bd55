"""The room as a Django app."""

from django.apps import AppConfig


class Room(AppConfig):
    name = "fazhi.kernel.ledger"
    label = "ledger"
    verbose_name = "账本"
