"""The room as a Django app; its desk stands in a section of its own."""

from django.apps import AppConfig


class Room(AppConfig):
    name = "fazhi.kernel.dispatch"
    label = "dispatch"
    verbose_name = "公文办理"
    pillar = "office"
