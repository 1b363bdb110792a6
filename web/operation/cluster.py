"""Looks at the index in a cluster: does it answer, is it ours, is it well."""

from collections.abc import Iterator

from search import cluster_findings
from web.operation.finding import Finding, State
from web.settings.settings import Settings


def index(settings: Settings) -> Iterator[Finding]:
    """Say what a server would meet at the address of its cluster, if it has one."""
    if settings.index:
        for found in cluster_findings(settings.index, settings.cache_dir):
            yield Finding(found.thing, State(found.state), found.says)
