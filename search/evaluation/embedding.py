"""The vectors that an evaluation needs: of the first articles of its queries, and of no others."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from index.embedding.embedder import embed
from index.embedding.model.model import load
from index.embedding.passage import passage
from index.embedding.writer import writing
from index.reader import open_reader
from search.evaluation.collection import Collection, request_of
from search.request import REORDERED
from search.searcher import Searcher


def embed_first(index_dir: Path, read: Iterable[Collection]) -> None:
    """Embed the articles of an index that the order of queries by meaning depends on.

    Raises ModelUnavailableError.
    """
    encoder, reader = load(), open_reader(index_dir)
    with closing(Searcher(index_dir)) as searcher:
        rank = searcher.snapshot().rank
        texts = (text for collection in read for text in collection.queries.values())
        requests = (request_of(text, most=REORDERED) for text in texts)
        ids = dict.fromkeys(each for request in requests for each in rank(request))
    numbers = (reader.document(each) for each in ids)
    articles = (reader.stored(number) for number in numbers if number is not None)
    passages = (passage(each.headline.title, each.text) for each in articles)
    with writing(index_dir) as writer:
        embed(passages, writer, encoder)
