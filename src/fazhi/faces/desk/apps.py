"""The face as a Django app."""

from django.apps import AppConfig


class Face(AppConfig):
    name = "fazhi.faces.desk"
    label = "desk"
    verbose_name = "工作台"

    def ready(self) -> None:
        from fazhi.kernel.flow import erasing  # noqa: PLC0415  (models are there only now)

        from .ledgers import forgetting  # noqa: PLC0415

        erasing.also.append(forgetting.forget)
