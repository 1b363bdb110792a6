"""Which version a cluster answers from: what its alias leads to, and how that is opened."""
