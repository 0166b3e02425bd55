"""The face as a Django app."""

from django.apps import AppConfig

from . import icons, tongues

__all__ = ["Face", "icons"]  # loaded with the app, so that its check stands before any declaration


class Face(AppConfig):
    name = "fazhi.faces.look"
    label = "look"
    verbose_name = "界面"

    def ready(self) -> None:
        tongues.compile_catalogue()
