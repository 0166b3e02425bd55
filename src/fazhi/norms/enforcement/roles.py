"""Who works in enforcement, beside the roles of the kernel."""

from fazhi.kernel.org.roles import CLERK, LEADER, SUPERVISOR, Role

ENFORCER = Role("enforcer", "行政执法人员", "Enforcement officer")

READERS = (ENFORCER, CLERK, LEADER, SUPERVISOR)
# Whoever keeps the registers of a body or a township.
KEEPERS = (CLERK, SUPERVISOR)
