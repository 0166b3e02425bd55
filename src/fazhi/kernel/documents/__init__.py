"""文书与附件: files with checksums, and papers filled from a record."""
