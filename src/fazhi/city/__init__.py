"""莲城市: the demonstration city, made up, of real size, from one seed, with no real person."""
