"""The module as a Django app."""

from django.apps import AppConfig


class Module(AppConfig):
    name = "fazhi.norms.spot_checks"
    label = "spot_checks"
    verbose_name = "双随机抽查"
    pillar = "norms"
