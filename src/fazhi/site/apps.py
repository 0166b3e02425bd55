"""The site as a Django app: when all is loaded it gathers the declarations and closes the registry."""

from django.apps import AppConfig
from django.core import checks
from django.utils.module_loading import autodiscover_modules

from fazhi.kernel import registry

DECLARATIONS = ("rules", "flow", "papers", "desk", "portal", "indicators")


class Site(AppConfig):
    name = "fazhi.site"
    label = "site"

    def ready(self) -> None:
        autodiscover_modules(*DECLARATIONS)
        registry.close()
        checks.register(declarations_hold)


def declarations_hold(app_configs: object, **options: object) -> list[checks.CheckMessage]:
    """Each wrong declaration as an error of `fazhi check`."""
    return [checks.Error(sentence, id="fazhi.E001") for sentence in registry.problems()]
