"""Which version of the index is live, and whether it is sound."""
