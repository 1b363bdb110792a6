"""The schema that Whoosh finds in the table of contents of a version."""

from whoosh.columns import NumericColumn, RefBytesColumn
from whoosh.fields import COLUMN, ID, STORED, TEXT, Schema

from index.codec.whoosh.analyzer import WhooshAnalyzer
from index.schema import NO_DATE, PRINTED_FACETS, SMALL_FIELDS, TEXT_FIELDS


def article_schema() -> Schema:
    """Return the schema of an article index; Whoosh has no column of several values."""
    analyzer = WhooshAnalyzer()
    words = {"analyzer": analyzer, "phrase": False, "stored": False}
    return Schema(
        id=ID(stored=True, unique=True),
        **{field: TEXT(analyzer=analyzer, stored=True) for field in TEXT_FIELDS},
        **{field: TEXT(**words) for field in SMALL_FIELDS},
        **{facet.name: COLUMN(RefBytesColumn()) for facet in PRINTED_FACETS},
        published=COLUMN(NumericColumn("q", default=NO_DATE)),
        url=STORED(),
        teaser=STORED(),
        edition=STORED(),
        repeated=STORED(),
    )
