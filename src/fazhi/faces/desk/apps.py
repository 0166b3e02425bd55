"""The face as a Django app."""

from django.apps import AppConfig


class Face(AppConfig):
    name = "fazhi.faces.desk"
    label = "desk"
    verbose_name = "工作台"
