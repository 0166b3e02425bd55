"""What the steps of penalty cases do."""
