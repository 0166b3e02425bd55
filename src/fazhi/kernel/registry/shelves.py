"""The shelves: named declarations by kind, the start-up checks, and the door that closes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db.models import Model

Check = Callable[[], Iterator[str]]

_shelves: dict[str, dict[str, Any]] = {}
_checks: list[Check] = []
_door = {"closed": False}


class Unknown(LookupError):
    """A name that nobody has declared; the sentence lists those that are near."""


def leave(shelf: str, name: str, declaration: Any) -> Any:
    """File a declaration under its name; raises once the registry is closed or the name is taken."""
    if _door["closed"]:
        raise RuntimeError(f"{shelf}: “{name}” came after the start; declarations belong in the module's own files")
    taken = on(shelf).get(name)
    if taken is not None and taken is not declaration and not _same_source(taken, declaration):
        raise RuntimeError(f"{shelf}: “{name}” is declared twice: {taken!r} and {declaration!r}")
    on(shelf)[name] = declaration
    return declaration


def _same_source(one: Any, other: Any) -> bool:
    """A class statement that runs twice (slots, reloads) is still one declaration."""
    return getattr(one, "__qualname__", 1) == getattr(other, "__qualname__", 2) and one.__module__ == other.__module__


def on(shelf: str) -> dict[str, Any]:
    """All declarations on a shelf, by name, in the order in which they came."""
    return _shelves.setdefault(shelf, {})


def find(shelf: str, name: str) -> Any:
    """One declaration; raises Unknown with the names that exist."""
    try:
        return on(shelf)[name]
    except KeyError:
        raise Unknown(f"{shelf}: nothing is declared as “{name}”; there are: {', '.join(on(shelf)) or 'none'}") from None


def label(model_or_record: type[Model] | Model) -> str:
    """The name under which the declarations of a model are filed: `mediation.dispute`."""
    return model_or_record._meta.label_lower


def model(name: str) -> type[Model]:
    """The model of a label."""
    return apps.get_model(name)


def check(function: Check) -> Check:
    """Register a start-up check: it yields a sentence for each wrong declaration."""
    if function not in _checks:
        _checks.append(function)
    return function


def problems() -> list[str]:
    """What every check finds wrong, in words."""
    return [sentence for function in _checks for sentence in function()]


def close() -> None:
    """No declaration may come after this."""
    _door["closed"] = True


@contextmanager
def opened() -> Iterator[None]:
    """For tests alone: declare something, and take it away again."""
    before = {shelf: dict(names) for shelf, names in _shelves.items()}
    _door["closed"] = False
    try:
        yield
    finally:
        _shelves.clear()
        _shelves.update(before)
        close()


def models() -> list[type[Model]]:
    """Every installed model."""
    return list(apps.get_models())
