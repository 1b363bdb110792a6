"""What belongs to others in a cluster, with names like ours: nothing may touch it."""

from tests.trials.cluster.editions import ALIAS

#: Indices of others: none says that it is ours, or not as one of this alias.
_INDICES = {
    f"{ALIAS}-2": {},
    f"{ALIAS}-x": {"_meta": {"owner": "somebody"}},
    f"{ALIAS}-statistics": {},
    f"{ALIAS}-20250101t000000000000": {},
    f"{ALIAS}-20250101t000000000000-statistics": {"_meta": {"iqtisad": "none"}},
    f"{ALIAS}-20250102t000000000000": {"_meta": {"iqtisad": {"kind": "articles", "alias": "x"}}},
    f"{ALIAS}-2-20250103t000000000000": {
        "_meta": {"iqtisad": {"kind": "articles", "alias": f"{ALIAS}-2", "complete": False}}
    },
    f"{ALIAS}s": {"_meta": {"iqtisad": {"kind": "statistics", "alias": f"{ALIAS}s"}}},
}
#: Aliases of others, and what they lead to.
_ALIASES = {
    f"{ALIAS}-now": f"{ALIAS}-x",
    f"{ALIAS}-20250104t000000000000": f"{ALIAS}-2",
    f"{ALIAS}s-live": f"{ALIAS}s",
}


class Strangers:
    """Indices of others, each with a document, and their aliases."""

    def __init__(self, cluster):
        """Make them."""
        self._cluster = cluster
        settings = {"number_of_shards": 1, "number_of_replicas": 1}
        for name, mappings in _INDICES.items():
            cluster.ask("PUT", name, {"settings": settings, "mappings": mappings})
            cluster.ask("PUT", f"{name}/_doc/1", {"letter": name}, refresh="true")
        adds = [{"add": {"alias": alias, "index": index}} for alias, index in _ALIASES.items()]
        cluster.ask("POST", "_aliases", {"actions": adds})
        self._before = self._look()

    @property
    def names(self):
        """Return the names of the indices."""
        return frozenset(_INDICES)

    def touched(self):
        """Return the names of indices that are gone or changed."""
        now = self._look()
        return sorted(name for name in _INDICES if now.get(name) != self._before[name])

    def _look(self):
        """Return what can be seen of each index, by its name."""
        there = self._cluster.ask("GET", f"{ALIAS}*")
        return {
            name: (
                state,
                self._cluster.ask("GET", f"{name}/_search", seq_no_primary_term="true")["hits"],
            )
            for name, state in there.items()
            if name in _INDICES
        }
