"""What a cluster says of an archive that is in it, for tests."""

from index.analysis import fingerprint
from index.cluster.mapping import MAPPING
from index.entities import gazetteer
from index.schema import VERSION

VERSION_NAME = "20261127T190000000000-aaaaaaaa"
INDEX = "news-20261127t190500000000"


def about(**others):
    """Return what an index of articles says of itself."""
    return {
        "kind": "articles",
        "alias": "news",
        "mapping": MAPPING,
        "schema": VERSION,
        "analysis": fingerprint(),
        "gazetteer": gazetteer.fingerprint(),
        "version": VERSION_NAME,
        "created": "2026-11-27T19:00:00+00:00",
        "articles": 3,
        "statistics": f"{INDEX}-statistics",
        "complete": True,
        **others,
    }


def mapping(said, index=INDEX):
    """Return the answer for an alias of one index."""
    return {index: {"mappings": {"_meta": {"iqtisad": said}, "properties": {}}}}
