"""法律援助 Legal aid: who gets a lawyer free of charge, which one, how well it was done, and referrals to notaries, appraisers, arbitrators."""
