"""One text as an index of it alone shows it: with the words that a query asks for."""

from pathlib import Path
from tempfile import TemporaryDirectory

from index.articles import Article
from index.indexer.build import index_articles
from index.reader import open_reader
from search.engine.scoring.highlights import highlights
from search.query.parser import parse_query


def shown(text, typed, show, *, exact=False):
    """Return what show makes of a text, its words and those that a typed query asks for."""
    with TemporaryDirectory() as directory:
        empty = dict.fromkeys(("url", "title", "source", "section", "author"), "")
        article = Article(id="a", body=text, published=None, **empty)
        index_articles(iter([article]), Path(directory))
        reader = open_reader(Path(directory))
        query = parse_query(typed, reader.analyzer).query
        (words,) = highlights(reader, query, [0], exact=exact)
        return show(text, reader.stored(0).body_words, words.body)
