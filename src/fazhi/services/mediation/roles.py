"""Who works in mediation, beside the roles of the kernel."""

from fazhi.kernel.org.roles import CLERK, LEADER, Role

MEDIATOR = Role("mediator", "人民调解员", "People's mediator")
DIRECTOR = Role("committee_director", "调委会主任", "Committee director")

STAFF = (MEDIATOR, DIRECTOR, CLERK)
HEADS = (DIRECTOR, CLERK)
READERS = (MEDIATOR, DIRECTOR, CLERK, LEADER)
# Alerts and subsidies are hidden from those whom they are about.
OFFICE = (CLERK, LEADER)
