"""Records, such as those of JSON and tables: what their names and values mean."""
