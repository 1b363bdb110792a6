"""Which documents stand in a list, and in which order."""
