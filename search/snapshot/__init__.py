"""What answers from one version of an index."""
