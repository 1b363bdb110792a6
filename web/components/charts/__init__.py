"""What the charts have in common: spans of time, geometry, words beside the lines."""
