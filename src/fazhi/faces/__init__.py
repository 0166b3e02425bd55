"""What people and machines meet; knows the registry, no module."""
