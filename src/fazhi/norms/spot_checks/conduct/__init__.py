"""What steps of draws and inspections do."""
