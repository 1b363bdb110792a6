"""A version of an index directory in a cluster, searchers of both, and what they say of a page."""

from contextlib import contextmanager
from dataclasses import fields, replace
from math import isclose

from index.cluster.address import Address, Credentials
from index.cluster.client import Cluster
from index.cluster.publish import Options, send_whole
from index.versions.store import open_index
from search import Searcher

#: By how much scores may differ: sums are made in another order.
RELATIVELY = 1e-5


def sent(opensearch, index_dir, alias):
    """Send the live version of a directory into a cluster and return its address."""
    address = Address.parse(opensearch.address(alias))
    cluster = Cluster(address, Credentials(), deadline=60)
    try:
        send_whole(cluster, alias, open_index(index_dir), Options())
    finally:
        cluster.close()
    return address


@contextmanager
def both(opensearch, index_dir, alias, **options):
    """Yield snapshots of a directory, and of the cluster with the same version."""
    address = sent(opensearch, index_dir, alias)
    cache_dir = index_dir.parent / f"cache-{alias}"
    here = Searcher(index_dir)
    there = Searcher(address, cache_dir=cache_dir, **options)
    try:
        yield here.snapshot(), there.snapshot()
    finally:
        here.close()
        there.close()


def told(page):
    """Return what a page says, but for its scores and how long it took."""
    hits = tuple(replace(hit, score=0.0) for hit in page.hits)
    return replace(page, hits=hits, took_ms=0.0)


def different(here, there):
    """Return the names of what two pages say differently; scores may differ by RELATIVELY."""
    one, other = told(here), told(there)
    names = [
        each.name for each in fields(one) if getattr(one, each.name) != getattr(other, each.name)
    ]
    pairs = zip(here.hits, there.hits, strict=False)
    if any(not isclose(a.score, b.score, rel_tol=RELATIVELY) for a, b in pairs):
        names.append("scores")
    return names
