"""The index of a cluster: its settings, its fields, and what it says of itself.

Our analyzer makes the terms; there they are only taken apart: words by blanks, the terms of a word
by SEPARATOR, so that all terms of a word stand at its position. Nothing else is analyzed there.
"""

import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from index.schema import NAMED_FACETS, PRINTED_FACETS, SMALL_FIELDS

#: Increase it when a field or its meaning changes: older indexes are then refused.
MAPPING = 1
#: The fields that hold terms, by the fields of the index directory; none is in _source.
TERM_FIELDS = {"title": "title_t", "body": "body_t", **{field: field for field in SMALL_FIELDS}}
#: Columns that no reader is shown: they are not in _source either.
_UNSEEN = ("digest", "also")
#: Between the terms of a word: no term has it, because it is in no word and no list.
SEPARATOR = "!"
#: The characters of the longest term that is indexed as it is. Lucene's terms end at 32,766 bytes.
LONGEST_TERM = 2_000
#: The characters of the longest label that can be filtered and counted: 32,766 bytes are the end.
LONGEST_LABEL = 8_191
#: The bytes of the hash that ends a term which is not indexed as it is.
_HASHED = 12
_PLAIN = re.compile(rf"[^\s{SEPARATOR}]{{1,{LONGEST_TERM}}}")
_NOT_PLAIN = re.compile(rf"[\s{SEPARATOR}]")
#: The longest word that Lucene's tokenizer takes whole, its terms included.
_LONGEST_WORD = 1 << 20
#: BM25's own, as search ranks: a test compares them.
K1, B = 0.9, 0.75
#: Articles without a shard more, and the bytes of an article from which the shards are reckoned:
#: of a shard 25 GB, as its makers recommend 10 to 30 for searches.
_SHARD, _ARTICLE = 25_000_000_000, 4_000
#: From so many articles on there is a shard for each of up to three nodes, set by hand.
_MANY, _NODES = 5_000, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Over how many shards an index is spread, and how many more copies of each there are."""

    shards: int
    replicas: int


def indexed_term(term: str) -> str:
    """Return how a term stands in a cluster: as it is, but for freaks, which are shortened.

    Freaks have a blank, a separator or thousands of letters. Whoever asks for a term asks for this.

    >>> indexed_term("~نفط"), indexed_term("~a b")
    ('~نفط', '~a_b_74598e81fa16f2d8aa49f29f')
    """
    if _PLAIN.fullmatch(term):
        return term
    hashed = blake2b(term.encode(), digest_size=_HASHED).hexdigest()
    begin = _NOT_PLAIN.sub("_", term[: LONGEST_TERM // 2])
    return f"{begin}_{hashed}"


def layout(articles: int, data_nodes: int) -> Layout:
    """Return the layout of an index of so many articles on a cluster of so many data nodes.

    >>> layout(90, 3), layout(13_728, 3), layout(100_000_000, 4), layout(90, 1)
    (Layout(shards=1, replicas=1), Layout(shards=3, replicas=1), Layout(shards=16, replicas=1), \
Layout(shards=1, replicas=0))
    """
    by_size = -(-articles * _ARTICLE // _SHARD)
    by_nodes = min(data_nodes, _NODES) if articles > _MANY else 1
    return Layout(shards=max(by_size, by_nodes, 1), replicas=int(data_nodes > 1))


def settings(shards: int) -> dict[str, Any]:
    """Return the settings of an index while it is filled: without replicas and refreshes."""
    return {
        "index": {
            "number_of_shards": shards,
            "number_of_replicas": 0,
            "refresh_interval": "-1",
            "codec": "default",
            "similarity": {"own": {"type": "BM25", "k1": K1, "b": B, "discount_overlaps": False}},
        },
        "analysis": {
            "tokenizer": {"blanks": {"type": "whitespace", "max_token_length": _LONGEST_WORD}},
            "filter": {
                "terms": {
                    "type": "pattern_capture",
                    "preserve_original": False,
                    "patterns": [f"([^{SEPARATOR}]+)"],
                }
            },
            "analyzer": {"kinds": {"type": "custom", "tokenizer": "blanks", "filter": ["terms"]}},
        },
    }


def mappings(about: dict[str, Any]) -> dict[str, Any]:
    """Return the mappings of an index that says about of itself."""
    return {
        "dynamic": "strict",
        "_meta": meta(about),
        "_source": {"excludes": [*TERM_FIELDS.values(), *_UNSEEN]},
        "properties": {**_term_fields(), **_printed(), **_columns()},
    }


def meta(about: dict[str, Any]) -> dict[str, Any]:
    """Return what an index says of itself, under our name."""
    return {"iqtisad": about}


def _term_fields() -> dict[str, Any]:
    text = {"type": "text", "analyzer": "kinds", "similarity": "own"}
    return {
        there: {**text, "index_options": "freqs"} if here in SMALL_FIELDS else text
        for here, there in TERM_FIELDS.items()
    }


def _printed() -> dict[str, Any]:
    """Return the fields that are only fetched."""
    return {
        "title": {"type": "text", "index": False},
        "body": {"type": "text", "index": False},
        "url": {"type": "keyword", "index": False, "doc_values": False},
        "repeated": {"type": "keyword", "index": False, "doc_values": False},
        "copies": {"type": "object", "enabled": False},
    }


def _columns() -> dict[str, Any]:
    label = {"type": "keyword", "ignore_above": LONGEST_LABEL}
    return {
        "id": {"type": "keyword"},
        "seq": {"type": "long"},
        "published": {"type": "date", "format": "strict_date_optional_time||epoch_second"},
        **{facet.name: label for facet in (*PRINTED_FACETS, *NAMED_FACETS)},
        "group": {"type": "long"},
        "grouped": {"type": "boolean"},
        "digest": {"type": "long", "index": False},
        "also": {"type": "keyword"},
    }
