"""The command that gives articles vectors."""
