"""Who works in enforcement, beside the roles of the kernel."""

from fazhi.kernel.org.roles import CLERK, LEADER, SUPERVISOR, Role

ENFORCER = Role("enforcer", "行政执法人员", "Enforcement officer")
REVIEWER = Role("case_reviewer", "法制审核人员", "Legal reviewer of penalties")

READERS = (ENFORCER, CLERK, LEADER, SUPERVISOR, REVIEWER)
# Whoever keeps the registers of a body or a township.
KEEPERS = (CLERK, SUPERVISOR)
# Whoever handles penalty cases.
HANDLERS = (ENFORCER, CLERK)
