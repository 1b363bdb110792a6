"""Who asks, and at which address."""
