"""人民调解 People's mediation: from a first sign of trouble to an agreement that is kept."""
