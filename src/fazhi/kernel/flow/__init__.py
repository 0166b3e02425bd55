"""流程: states, steps, gates, clocks, hand-overs, obligations, reminders."""
