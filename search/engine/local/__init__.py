"""The engine of one machine: it answers from the arrays of an index directory."""
