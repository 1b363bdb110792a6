"""Two indexes of the same articles: ours as Whoosh opens it, and one that Whoosh wrote."""

import pytest
from whoosh import index
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage

from index.articles import read_articles
from index.codec.whoosh.analyzer import WhooshAnalyzer
from index.versions.store import current_version
from tests.conftest import SAMPLE


@pytest.fixture(scope="module")
def ours(sample_index):
    """Return Whoosh's view of our index."""
    return index.open_dir(str(sample_index / current_version(sample_index)), readonly=True)


@pytest.fixture(scope="module")
def stock(ours):
    """Return an index of the same articles that Whoosh itself wrote."""
    words = TEXT(analyzer=WhooshAnalyzer(), stored=True)
    whoosh = RamStorage().create_index(Schema(id=ID(stored=True), title=words, body=words))
    writer = whoosh.writer()
    kept = {fields["id"] for fields in ours.reader().all_stored_fields()}
    for article in read_articles([SAMPLE]):
        if article.id in kept:
            writer.add_document(id=article.id, title=article.title, body=article.body)
    writer.commit()
    return whoosh
