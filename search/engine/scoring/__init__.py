"""How well each document fits a query, by arrays over the documents of any engine."""
