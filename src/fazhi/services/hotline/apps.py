"""The module as a Django app."""

from django.apps import AppConfig


class Module(AppConfig):
    name = "fazhi.services.hotline"
    label = "hotline"
    verbose_name = "12348热线"
    pillar = "services"
