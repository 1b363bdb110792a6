"""How a version gets into a cluster of OpenSearch, and who asks it."""
