"""机构编制 Institutions: which counties have their rule-of-law units, and whether anybody works there. Read from the tree; more to come."""
