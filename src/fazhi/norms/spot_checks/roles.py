"""Who works in spot checks, beside the roles of the kernel."""

from fazhi.kernel.org.roles import CLERK, LEADER, SUPERVISOR, Role

INSPECTOR = Role("spot_inspector", "检查人员", "Inspector of spot checks", is_office=False)

READERS = (CLERK, LEADER, SUPERVISOR, INSPECTOR)
KEEPERS = (CLERK, SUPERVISOR)
