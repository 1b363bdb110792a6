"""What else may have been meant."""
