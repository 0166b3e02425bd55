"""What the steps of oversight do."""
