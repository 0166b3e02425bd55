"""Who works in the network of services, beside the roles of the kernel."""

from fazhi.kernel.org.roles import CLERK, LEADER, SUPERVISOR, Role

MANAGER = Role("site_manager", "公共法律服务中心负责人", "Manager of a service site")
ADVISER = Role("village_adviser", "村（居）法律顾问", "Village legal adviser", is_office=False)
VILLAGE = Role("village_contact", "村（居）联络员", "Village contact", is_office=False)

KEEPERS = (CLERK, MANAGER)
READERS = (CLERK, MANAGER, LEADER, SUPERVISOR)
OF_DUTY = (*READERS, ADVISER)
# A village's contact confirms what was done there; it never reads what villagers asked at a site.
OF_VILLAGES = (*READERS, ADVISER, VILLAGE)
