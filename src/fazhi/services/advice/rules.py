"""Who gives advice."""

from fazhi.kernel.org.roles import Role

LAWYER = Role("lawyer", "律师", "Lawyer")
