"""档案与案件: Record, Case, Part: numbered, scoped, referable; personal-data fields."""
