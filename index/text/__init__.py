"""Names that are looked up: one spelling for each, and the months they mean."""
