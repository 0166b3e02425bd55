"""The module as a Django app."""

from django.apps import AppConfig


class Module(AppConfig):
    name = "fazhi.governance.institutions"
    label = "institutions"
    verbose_name = "机构编制"
    pillar = "governance"
