"""A property that says what it is called, so that a page can show it beside fields."""

from collections.abc import Callable
from typing import Any


class Labelled(property):
    """A property with a label."""

    def __init__(self, method: Callable[[Any], Any], label: str) -> None:
        super().__init__(method)
        self.label = label


def labelled(label: str) -> Callable[[Callable[[Any], Any]], Labelled]:
    return lambda method: Labelled(method, label)
