"""The sealed log as pure functions: tree, tiles, notes, proofs; no database, no clock, no file. Specifications: RFC 6962, RFC 8785, C2SP."""
