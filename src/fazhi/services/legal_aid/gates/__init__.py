"""What must hold before a step of legal aid, each refusal with its sentence and its article."""
