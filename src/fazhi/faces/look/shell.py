"""What every page shows around its work: who is here, where one can go, and which checkpoint the page stands on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from fazhi.kernel.calendar.moments import WEEKDAYS


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One line of the side navigation or the dock."""

    label: str
    url: str
    icon: str = ""
    count: int | None = None
    hot: bool = False
    current: bool = False


@dataclass(frozen=True, slots=True)
class Fold:
    """What one module has in a section; folded away where there is much, and open where one is."""

    title: str
    items: Sequence[NavigationItem]

    @property
    def is_open(self) -> bool:
        return any(item.current for item in self.items)

    @property
    def count(self) -> int:
        return sum(item.count or 0 for item in self.items)


@dataclass(frozen=True, slots=True)
class Navigation:
    """A section of the side navigation: a pillar, or the untitled first one; its items as they are, or in folds."""

    title: str
    items: Sequence[NavigationItem]
    folds: Sequence[Fold] = ()


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person who looks, as the bar names them."""

    name: str
    unit: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Shell:
    """The context variable `look` of every page."""

    city_name: str
    organisation: str
    today: date
    sample: bool = False
    navigation: Sequence[Navigation] = ()
    dock: Sequence[NavigationItem] = ()
    person: Viewer | None = None
    checkpoint: str = ""
    links: Sequence[NavigationItem] = field(default=())
    find_url: str = "/find/"
    verify_url: str = "/verify/"
    alarms: Sequence[str] = ()  # what is wrong with the ledger, for who administers it

    @property
    def place(self) -> str:
        """The city as spoken: 莲城 for 莲城市."""
        return self.city_name.removesuffix("市") or self.city_name

    @property
    def day(self) -> str:
        """Today in words, with its weekday."""
        return f"{self.today.year}年{self.today.month}月{self.today.day}日 周{WEEKDAYS[self.today.weekday()]}"

    @property
    def brand(self) -> str:
        return f"法治{self.place}"

    @property
    def public_brand(self) -> str:
        return f"{self.place}法治"
