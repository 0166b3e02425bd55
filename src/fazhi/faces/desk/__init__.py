"""工作台 Staff: lists, records, forms, steps, inbox, import and export of ledgers."""
