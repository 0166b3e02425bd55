"""The face as a Django app."""

from django.apps import AppConfig


class Face(AppConfig):
    name = "fazhi.faces.boards"
    label = "boards"
    verbose_name = "驾驶舱"
