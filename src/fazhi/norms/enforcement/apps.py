"""The module as a Django app."""

from django.apps import AppConfig


class Module(AppConfig):
    name = "fazhi.norms.enforcement"
    label = "enforcement"
    verbose_name = "行政执法"
    pillar = "norms"
