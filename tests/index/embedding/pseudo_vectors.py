"""Vectors that say nothing, for tests: the same ones for the same passages, whoever makes them."""

import numpy as np

from index.embedding.model.file import DIMENSIONS
from index.embedding.passage import key_of, passage
from index.embedding.store import VectorStore
from index.embedding.writer import writing
from index.reader import open_reader


def pseudo_vectors(keys):
    """Return a vector for each key, int8 (keys, dimensions)."""
    each = [np.random.default_rng([*key]).integers(-127, 128, DIMENSIONS) for key in keys]
    return np.array(each, np.int8).reshape(len(keys), DIMENSIONS)


def passages_of(index_dir):
    """Return the passages of the live version of an index directory."""
    reader = open_reader(index_dir)
    articles = map(reader.stored, range(len(reader)))
    return [passage(article.headline.title, article.text) for article in articles]


def stored(index_dir, passages):
    """Add vectors of passages to an index directory, and return all that it has."""
    keys = [key_of(text) for text in passages]
    index_dir.mkdir(parents=True, exist_ok=True)
    with writing(index_dir) as writer:
        writer.add(keys, pseudo_vectors(keys))
    return VectorStore(index_dir)
