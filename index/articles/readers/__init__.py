"""The readers: each yields the articles of one kind of file, and raises nothing."""
