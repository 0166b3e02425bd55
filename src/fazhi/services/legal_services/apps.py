"""The module as a Django app."""

from django.apps import AppConfig


class Module(AppConfig):
    name = "fazhi.services.legal_services"
    label = "legal_services"
    verbose_name = "公共法律服务"
    pillar = "services"
