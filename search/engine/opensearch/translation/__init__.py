"""A query in OpenSearch's language: what finds it exactly, and what ranks it closely."""
