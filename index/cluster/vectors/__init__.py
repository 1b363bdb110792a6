"""The vectors of an archive in a cluster, beside its versions, which they outlive."""
