"""Settings, urls, schedule, the list of installed modules, the command line."""
