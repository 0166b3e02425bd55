"""Who works in oversight, beside the roles of the kernel."""

from fazhi.kernel.org.roles import LEADER, SUPERVISOR, Role

FILE_REVIEWER = Role("file_reviewer", "案卷评查人员", "Case-file reviewer", is_office=False)

READERS = (SUPERVISOR, LEADER)
# Whoever works on a review of files sees its plan and its files.
OF_REVIEWS = (SUPERVISOR, LEADER, FILE_REVIEWER)
