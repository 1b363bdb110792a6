"""The articles of a version as a cluster would return them."""

from index.schema import NAMED_FACETS, NO_DATE, PRINTED_FACETS, moment
from index.versions.articles import stored_article
from search.engine.opensearch.candidates.candidate import Candidate

#: The texts of the source of a hit, as an index stores them.
TEXTS = ("url", "title", "body", "repeated")


def hits(opened, reader):
    """Yield the hit of every document of an opened version: its source, and its columns."""
    for document in range(len(reader)):
        yield {
            "_id": reader.ids[document],
            "_source": source(opened, reader, document),
            "fields": columns(reader, document),
        }


def source(opened, reader, document):
    """Return what the source of a document has; what an article has not is absent."""
    article, article_id = stored_article(opened.segment, document), reader.ids[document]
    stored = opened.segment.record(document).fields
    when = int(reader.published[document])
    whole = {
        "id": article_id,
        **{name: stored[name] for name in TEXTS},
        **{facet.name: getattr(article, facet.name) for facet in PRINTED_FACETS},
        **{f.name: list(reader.labels(f.name).of(document)) for f in NAMED_FACETS},
        "published": "" if when == NO_DATE else moment(when).isoformat(),
        "copies": [{"id": copy.id} for copy in opened.copies.articles(article_id)],
    }
    return {name: value for name, value in whole.items() if value}


def columns(reader, document):
    """Return the columns of a document; those of one group have one number, of any size."""
    duplicates = reader.near_duplicates
    return {
        "seq": [10 * document],
        "group": [1000 - int(duplicates.group[document])],
        "grouped": [bool(duplicates.of(document))],
    }


def candidates(opened, reader):
    """Return the candidate of every document of an opened version."""
    return [Candidate.of_hit(hit) for hit in hits(opened, reader)]
