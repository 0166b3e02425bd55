"""机构与人员: units as a temporal tree, posts, people, roles; what a person may see."""
