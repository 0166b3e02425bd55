"""规范引领: lawmaking, review, enforcement, oversight, outreach."""
