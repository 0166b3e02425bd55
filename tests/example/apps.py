"""The module as a Django app."""

from django.apps import AppConfig


class Module(AppConfig):
    name = "tests.example"
    label = "example"
    verbose_name = "来访登记"
    pillar = "services"
