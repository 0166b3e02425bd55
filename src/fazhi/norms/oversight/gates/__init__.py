"""What must hold in oversight."""
