"""What must hold before a step of a penalty case, each with its article."""
