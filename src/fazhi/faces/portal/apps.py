"""The face as a Django app."""

from django.apps import AppConfig


class Face(AppConfig):
    name = "fazhi.faces.portal"
    label = "portal"
    verbose_name = "群众门户"
