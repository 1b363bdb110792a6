"""What a process lets in, in which order, and what it remembers."""
