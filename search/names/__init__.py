"""What the labels of an archive are called: slugs, names, aliases."""
