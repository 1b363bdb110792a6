"""What a reader sees of an article."""
