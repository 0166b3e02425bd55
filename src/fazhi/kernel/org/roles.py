"""Roles: what a person may be granted in a unit; kernel and modules declare theirs."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel import registry

LONGEST_KEY = 40


class Role(str):
    """A role is its key, and carries its label; filed on the shelf `roles` when it is made."""

    label: str
    label_en: str
    is_office: bool

    def __new__(cls, key: str, label: str, label_en: str = "", is_office: bool = True) -> "Role":
        """`is_office`: its holders take for their unit what is sent to it; others do their own work there and see no more."""
        role = super().__new__(cls, key)
        role.label, role.label_en, role.is_office = label, label_en, is_office
        return registry.leave("roles", key, role)

    def __reduce__(self) -> tuple[Any, ...]:
        """A copy that was put away names the role; there is one of each."""
        return registry.find, ("roles", str(self))

    @property
    def key(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return f"Role({str(self)!r}, {self.label!r})"


CLERK = Role("clerk", "办事员", "Clerk")
LEADER = Role("leader", "领导", "Leader")
SUPERVISOR = Role("supervisor", "监督员", "Supervisor")
STATISTICIAN = Role("statistician", "统计员", "Statistician", is_office=False)
# Runs the installation; never among the readers of a record.
ADMINISTRATOR = Role("administrator", "系统管理员", "Administrator", is_office=False)

# Two that no person is granted: whoever comes without an account, and the passing of time.
PUBLIC = Role("public", "群众", "Public", is_office=False)
SCHEDULE = Role("schedule", "系统自动", "Schedule", is_office=False)


def grantable() -> dict[str, Role]:
    """The roles that a person may be granted, by key."""
    return {key: role for key, role in registry.on("roles").items() if role not in (PUBLIC, SCHEDULE)}


def of_offices() -> tuple[Role, ...]:
    """The roles whose holders take for their unit what is sent to it."""
    return tuple(role for role in registry.on("roles").values() if role.is_office)


def must_be_grantable(key: str) -> None:
    """Refuse a role that nobody has declared, or that nobody may hold."""
    if key not in grantable():
        raise ValidationError(f"没有“{key}”这个角色，可用：{'、'.join(grantable())}")


@registry.check
def roles_can_be_told_apart() -> Iterator[str]:
    """Users choose a role by its label; the key is what a grant stores."""
    roles = registry.on("roles")
    labels = Counter(role.label for role in roles.values())
    for key, role in roles.items():
        if not key.isidentifier() or len(key) > LONGEST_KEY:
            yield f"role “{key}”: the key must be a word of at most {LONGEST_KEY} letters"
        if not role.label or labels[role.label] > 1:
            yield f"role “{key}”: the label “{role.label}” is empty or taken by another role"
