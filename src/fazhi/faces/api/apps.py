"""The face as a Django app."""

from django.apps import AppConfig


class Face(AppConfig):
    name = "fazhi.faces.api"
    label = "api"
    verbose_name = "接口"
