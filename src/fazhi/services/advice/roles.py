"""Who gives advice, beside the roles of the kernel."""

from fazhi.kernel.org.roles import CLERK, LEADER, Role

LAWYER = Role("lawyer", "律师", "Lawyer", is_office=False)

STAFF = (CLERK, LAWYER)
READERS = (CLERK, LAWYER, LEADER)
# The library of answers and the list of firms' clients are kept by the bureau alone.
OFFICE = (CLERK, LEADER)
REVIEWERS = (LEADER, CLERK)
