"""The readers: one module for each kind of file, from its bytes to its articles."""
