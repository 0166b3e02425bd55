"""The module as a Django app."""

from django.apps import AppConfig


class Module(AppConfig):
    name = "fazhi.services.mediation"
    label = "mediation"
    verbose_name = "人民调解"
    pillar = "services"
