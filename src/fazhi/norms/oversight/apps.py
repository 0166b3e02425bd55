"""The module as a Django app."""

from django.apps import AppConfig


class Module(AppConfig):
    name = "fazhi.norms.oversight"
    label = "oversight"
    verbose_name = "行政执法监督"
    pillar = "norms"
