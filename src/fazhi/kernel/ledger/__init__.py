"""账本: who did what, when and why, in the transaction in which it was done."""
