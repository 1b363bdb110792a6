"""What is embedded of the articles of a version."""

from collections.abc import Iterator

import numpy as np

from index.embedding.passage import passage
from index.reader import ArticleReader


def newest_first(reader: ArticleReader) -> Iterator[str]:
    """Yield what is embedded of each article; those without a date come last."""
    for document in np.argsort(reader.published, kind="stable")[::-1].tolist():
        article = reader.stored(document)
        yield passage(article.headline.title, article.text)
