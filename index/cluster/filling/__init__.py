"""How an index of a cluster gets what a version has, in good order and by one operator."""
