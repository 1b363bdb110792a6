"""What was typed: the query language, and the tree that a text is parsed into."""
