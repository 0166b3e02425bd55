"""The module as a Django app."""

from django.apps import AppConfig


class Module(AppConfig):
    name = "fazhi.services.advice"
    label = "advice"
    verbose_name = "法律咨询"
    pillar = "services"
