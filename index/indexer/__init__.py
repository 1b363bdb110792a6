"""How a version of the index comes about."""
