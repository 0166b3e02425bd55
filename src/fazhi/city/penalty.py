"""One ordinary case of a penalty: what, by whom, how far its days have come, and how much is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

from fazhi.city import powers
from fazhi.city.casework import Office
from fazhi.city.docket import drawn_village
from fazhi.city.names import born_between, company_name, credit_code, person_name, phone
from fazhi.city.people import Row
from fazhi.city.powers import BENCHMARKED, Force, Matter
from fazhi.city.tree import City, UnitRow
from fazhi.city.words import SEXES

HEARD_FROM, HEARD_SHARE, DEPARTED_SHARE = 100_000, 0.1, 0.03
TRADES = ("商贸有限公司", "餐饮有限公司", "建筑工程有限公司", "物业服务有限公司", "食品有限公司", "机械有限公司", "物流有限公司")


@dataclass(frozen=True)
class Penalty:
    """One ordinary case: what, by whom, and how far its days have come."""

    office: Office
    force: Force
    towns: Sequence[UnitRow]
    order: int
    matter: Matter
    lead: date
    fate: str

    def rng(self, of: str) -> Random:
        """Chance for one thing alone, so that every ledger that asks of it is told the same."""
        return self.office.plan.chance("penalty", self.order, of)

    @property
    def city(self) -> City:
        return self.office.city

    @cached_property
    def place(self) -> UnitRow:
        rng = self.rng("place")
        return drawn_village(self.city, rng, rng.choice(self.towns), self.lead)

    @cached_property
    def party(self) -> Row:
        rng = self.rng("party")
        if self.matter.department == "卫生健康委员会" or self.matter.field == "导游" or self.fate == "person":
            sex = rng.choice(SEXES)
            born = born_between(rng, 1960, 2002)
            return {
                "当事人类型": "自然人",
                "当事人": person_name(rng, sex),
                "公民身份号码": self.office.residents.number(rng, self.place.code[:6], born, sex),
                "电话": phone(rng),
                "地址": f"{self.place.name}",
            }
        county = self.city.above(self.place, "county")
        return {
            "当事人类型": "法人",
            "当事人": f"{company_name(rng, county.short_name, rng.choice(TRADES))}{self.place.name}分公司",
            "统一社会信用代码": credit_code(rng, self.place.code[:6]),
            "法定代表人": person_name(rng, rng.choice(SEXES)),
            "电话": phone(rng),
            "地址": f"{self.place.name}",
        }

    # --- days that leave no doubt: within a period of working days, or beyond it even over the longest holiday --------------------

    def after(self, day: date, of: str, first: int, last: int) -> date:
        return day + timedelta(self.rng(of).randint(first, last))

    @cached_property
    def filed(self) -> date:
        return self.after(self.lead, "filed", 2, 12)

    @cached_property
    def concluded(self) -> date:
        return self.after(self.filed, "concluded", 5, 25)

    @cached_property
    def is_heard(self) -> bool:
        """Of those who may be heard, whose decision has come: what waits for its hearing is not shown."""
        return may_be_heard(self) and self.has_come(self.discussed + timedelta(1))

    @cached_property
    def heard(self) -> date:
        """Seven full working days after the notice, also over the longest holiday."""
        return self.concluded + timedelta(30)

    @property
    def discussed(self) -> date:
        return self.heard + timedelta(3)

    @cached_property
    def reviewed(self) -> date:
        return self.heard + timedelta(2) if self.is_heard else self.after(self.concluded, "reviewed", 1, 6)

    @cached_property
    def notified(self) -> date:
        return self.concluded + timedelta(2) if self.is_heard else self.reviewed + timedelta(1)

    @cached_property
    def decided(self) -> date:
        """After the five working days for a statement and for asking for a hearing."""
        return self.discussed + timedelta(1) if self.is_heard else self.after(self.notified, "decided", 16, 22)

    @cached_property
    def served(self) -> date:
        return self.after(self.decided, "served", 1, 4)

    @cached_property
    def published(self) -> date:
        """Within seven working days of the decision, but for a few."""
        return self.decided + timedelta(self.rng("published").choices((2, 4, 6, 30), (40, 40, 17, 3))[0])

    @cached_property
    def paid(self) -> date:
        return self.after(self.served, "paid", 2, 14)

    @cached_property
    def closed(self) -> date:
        return self.after(self.paid if self.fate != "spared" else self.served, "closed", 1, 8)

    def has_come(self, day: date) -> bool:
        return day <= self.office.plan.as_of

    @cached_property
    def fine(self) -> int:
        """In the lower part of the range, in whole hundreds; below what a hearing is for."""
        low, high = max(self.matter.low, 200), self.matter.high
        if self.is_heard:
            return self.rng("large").randint(max(low, HEARD_FROM) // 1000, high * 9 // 10_000) * 1000
        unheard = 4_900 if "自然人" in str(self.party["当事人类型"]) else 90_000
        if is_weighed(self):
            return weighed_fine(self, max(low, unheard))
        most = max(low, min(high, low + (high - low) // 3, unheard))
        return self.rng("fine").randint(low // 100, most // 100) * 100


def is_weighed(one: Penalty) -> bool:
    return one.matter in BENCHMARKED and one.filed >= powers.effective_on(one.city)


def departs(one: Penalty) -> bool:
    """A department lets its own benchmark go; a township would have to ask it."""
    return one.force.unit.kind == "department" and one.rng("departs").random() < DEPARTED_SHARE


def weighed_fine(one: Penalty, most: int) -> int:
    """In whole hundreds within the lowest three tenths of the law's range; a few lie above, with ground and approval."""
    low, high = one.matter.low, one.matter.high
    third = low + (high - low) * 3 // 10
    begin, end = (third + 100, third + 600) if departs(one) else (max(low, 200), third)
    end = min(end, most, high)
    return one.rng("weighed").randint(-(-min(begin, end) // 100), end // 100) * 100


def may_be_heard(one: Penalty) -> bool:
    """Before a benchmark holds, of a company, where the law lets a fine be so large."""
    is_large = one.matter.high >= HEARD_FROM * 6 // 5
    chosen = one.office.plan.divisor > 1 or one.rng("heard").random() < HEARD_SHARE
    return one.fate == "punished" and is_large and chosen and "法定代表人" in one.party and not is_weighed(one)
