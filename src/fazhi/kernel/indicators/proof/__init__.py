"""凭证: what makes a published figure follow from the sealed log, and lets anybody see that it does (ADR 13)."""
