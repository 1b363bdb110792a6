"""The engine of large archives: a cluster finds and counts, our own code ranks what it found."""
