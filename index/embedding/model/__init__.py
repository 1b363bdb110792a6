"""How a text becomes a vector: multilingual-e5-small on the CPU, by NumPy."""
