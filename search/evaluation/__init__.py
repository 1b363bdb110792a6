"""How good the ranking is."""
