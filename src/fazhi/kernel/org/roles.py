"""Roles: what a person may be granted in a unit; kernel and modules declare theirs."""

from fazhi.kernel import registry


class Role(str):
    """A role is its key, and carries its label; filed on the shelf `roles` when it is made."""

    label: str
    label_en: str

    def __new__(cls, key: str, label: str, label_en: str = "") -> "Role":
        role = super().__new__(cls, key)
        role.label, role.label_en = label, label_en
        return registry.leave("roles", key, role)

    @property
    def key(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return f"Role({str(self)!r}, {self.label!r})"


CLERK = Role("clerk", "办事员", "Clerk")
LEADER = Role("leader", "领导", "Leader")
SUPERVISOR = Role("supervisor", "监督员", "Supervisor")
STATISTICIAN = Role("statistician", "统计员", "Statistician")
# Runs the installation; never among the readers of a record.
ADMINISTRATOR = Role("administrator", "系统管理员", "Administrator")

# Two that no person is granted: whoever comes without an account, and the passing of time.
PUBLIC = Role("public", "群众", "Public")
SCHEDULE = Role("schedule", "系统自动", "Schedule")


def grantable() -> dict[str, Role]:
    """The roles that a person may be granted, by key."""
    return {key: role for key, role in registry.on("roles").items() if role not in (PUBLIC, SCHEDULE)}
