"""Excel ledgers 台账: sheets read cell by cell, values understood, verdicts marked in the user's own file, lists written."""
