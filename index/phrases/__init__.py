"""Which sequences of words articles repeat."""
