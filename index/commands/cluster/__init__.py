"""The operator's commands where the index is in a cluster."""
