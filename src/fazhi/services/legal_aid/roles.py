"""Who works on legal aid, beside the roles of the kernel."""

from fazhi.kernel.org.roles import CLERK, LEADER, Role

AID_LAWYER = Role("aid_lawyer", "法律援助承办人", "Legal aid lawyer", is_office=False)

STAFF = (CLERK, LEADER)
WORKERS = (AID_LAWYER, CLERK)
READERS = (CLERK, LEADER, AID_LAWYER)
