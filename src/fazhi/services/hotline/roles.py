"""Who works on the hotline, beside the roles of the kernel."""

from fazhi.kernel.org.roles import CLERK, LEADER, SUPERVISOR, Role

SEAT = Role("hotline_seat", "热线坐席", "Hotline seat", is_office=False)
BACK_OFFICE = Role("hotline_clerk", "热线业务办理员", "Hotline back office")
MANAGER = Role("hotline_manager", "热线管理人员", "Hotline manager")

STAFF = (SEAT, BACK_OFFICE, MANAGER)
# The bureau's clerk keeps the imported ledgers of the province.
KEEPERS = (BACK_OFFICE, MANAGER, CLERK)
READERS = (SEAT, BACK_OFFICE, MANAGER, CLERK, LEADER, SUPERVISOR)
