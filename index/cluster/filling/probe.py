"""Whether a filled index may go live: it counts its articles, and their own words find some."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from index.analysis import ArabicAnalyzer
from index.cluster.client import Cluster
from index.cluster.filling.sending import SendingError
from index.cluster.mapping import TERM_FIELDS, indexed_term
from index.cluster.ways import SEND_AGAIN
from index.codec.multi import Segments
from index.text.spans import outside, spans_of_text

#: The number of articles that are searched for, and of the words of each.
_ARTICLES, _WORDS = 20, 6
_SECONDS = 30.0


def probe(cluster: Cluster, index: str, segment: Segments) -> None:
    """Raise SendingError unless an index has the articles of a version, and finds some of them."""
    counted = found(cluster, index, {"match_all": {}})
    if counted != segment.documents:
        raise SendingError(
            f"{index}: has {counted:,} articles, and {segment.documents:,} were sent; another may"
            " have written to it: send again"
        )
    step = max(1, segment.documents // _ARTICLES)
    some = (segment.record(number).fields for number in range(0, segment.documents, step))
    if missed := lost(cluster, index, some):
        raise SendingError(
            f"{index}: does not find its own articles ({', '.join(missed[:3])}); {SEND_AGAIN}"
        )


def lost(cluster: Cluster, index: str, articles: Iterable[Mapping[str, str]]) -> list[str]:
    """Return the ids of articles, given their stored fields, that their own words do not find."""
    return [each["id"] for each in articles if found(cluster, index, query(each)) != 1]


def found(cluster: Cluster, index: str, asked: dict[str, Any]) -> int:
    """Return the number of articles that a query finds."""
    body = {"query": asked, "size": 0, "track_total_hits": True}
    return int(cluster.search(index, body, deadline=_SECONDS)["hits"]["total"]["value"])


def query(fields: Mapping[str, str]) -> dict[str, Any]:
    """Return the query that finds an article by its id and its first words."""
    name = "title" if fields["title"] else "body"
    text = fields["title"] or outside(fields["body"], spans_of_text(fields.get("repeated", "")))
    words = (word.stem or word.exact for word in ArabicAnalyzer().words(text))
    terms = [{"term": {TERM_FIELDS[name]: indexed_term(each)}} for each in islice(words, _WORDS)]
    return {"bool": {"filter": [{"term": {"id": fields["id"]}}, *terms]}}
