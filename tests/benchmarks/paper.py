"""What was measured on thousands of articles, and what that means for millions: on paper."""

from dataclasses import dataclass

import numpy as np

from index.cluster.mapping import layout

_SIZES = (10_000_000, 100_000_000, 1_000_000_000)
#: The bytes of a data node, and how full OpenSearch lets it become before it fills another one.
_NODE, _FULL = 2e12, 0.85
_DATA_NODES = 3
_DAY = 86_400
#: The files of Lucene: stored fields, postings, columns.
_KINDS = {
    "the texts": ("fdt", "fdx", "fdm"),
    "postings": ("doc", "pos", "tim", "tip", "psm", "tmd"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What sending articles took: wall seconds, CPU seconds, bytes.

    arriving are the seconds until the last article had arrived; the others merge and copy. files
    are the bytes of one copy by kind, most those of all nodes' disks at the worst moment.
    """

    articles: int
    seconds: float
    arriving: float
    python: float
    nodes: float
    sent: int
    files: dict[str, int]
    most: int

    def an_article(self, *kinds):
        """Return the bytes of an article in some kinds of files."""
        return sum(self.files.get(kind, 0) for kind in kinds) / self.articles


def sent(found):
    """Return head and rows of what sending took."""
    kinds = {name: found.an_article(*files) for name, files in _KINDS.items()}
    everything = found.an_article("all")
    rows = [
        ("articles", f"{found.articles:,}"),
        ("articles a second until all have arrived", f"{found.articles / found.arriving:,.0f}"),
        ("the same with merging and copying", f"{found.articles / found.seconds:,.0f}"),
        ("articles a CPU second of the nodes", f"{found.articles / found.nodes:,.0f}"),
        ("articles a CPU second of Python", f"{found.articles / found.python:,.0f}"),
        ("bytes sent, an article", f"{found.sent / found.articles:,.0f}"),
        ("bytes an article, one copy, merged", f"{everything:,.0f}"),
        *((f"of it {name}", f"{size:,.0f}") for name, size in kinds.items()),
        ("of it columns and the rest", f"{everything - sum(kinds.values()):,.0f}"),
        ("most disk meanwhile, bytes an article", f"{found.most / found.articles:,.0f}"),
    ]
    return ("sending", "measured"), rows


def estimate(sending, page, found):
    """Return head and rows of an estimate from what was measured of sending and of a page.

    found has for each query the number of articles, and the CPU milliseconds to find and count.
    """
    ranking = _microseconds(found)
    head = (
        "articles", "one copy", "most disk while building", "shards", "data nodes of 2 TB",
        "CPU days of nodes, of Python, to send",
        "CPU s of a page that finds 1 %",
    )  # fmt: skip
    return head, [_row(articles, sending, page, ranking) for articles in _SIZES]


def _row(articles, sending, page, ranking):
    most = sending.most / sending.articles * articles
    nodes = max(_DATA_NODES, -(-most // (_NODE * _FULL)))
    days = (each / sending.articles * articles / _DAY for each in (sending.nodes, sending.python))
    seconds = page.each("nodes") / 1000 + ranking * articles / 100 / 1e6
    return (
        f"{articles // 1_000_000:,} million",
        f"{sending.an_article('all') * articles / 1e12:.2f} TB",
        f"{most / 1e12:.2f} TB",
        layout(articles, int(nodes)).shards,
        int(nodes),
        ", ".join(f"{each:.1f}" for each in days),
        f"{seconds:.2f} ({ranking:.2f} µs an article found)",
    )


def _microseconds(found):
    """Return the CPU microseconds for an article found: the slope over all queries."""
    totals = np.array([total for total, _ in found], float)
    taken = np.array([np.mean(each) for _, each in found])
    return float(np.polyfit(totals, taken, 1)[0]) * 1000
