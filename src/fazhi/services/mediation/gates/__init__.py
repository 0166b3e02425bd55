"""What must hold before a step of mediation: one file for each part of the work."""
