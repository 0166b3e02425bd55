"""FaZhi 法治: a city's rule-of-law work, and the proof of what it says about it."""
