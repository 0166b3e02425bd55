"""The module as a Django app."""

from django.apps import AppConfig


class Module(AppConfig):
    name = "fazhi.services.legal_aid"
    label = "legal_aid"
    verbose_name = "法律援助"
    pillar = "services"
