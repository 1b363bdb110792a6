"""The versions of an archive in a cluster: which is live, and which indices are ours.

    ALIAS                                  leads to the live version
    ALIAS-20261127t190355123456            a version: the articles of one of an index directory
    ALIAS-20261127t190355123456-statistics its statistics, in chunks
    ALIAS-vectors                          vectors of their articles, of all versions
    ALIAS-lock                             who is at work on them

An index is ours if it says so in its mappings, under this alias. Nothing else is ever written to or
removed.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from index.cluster.client import Cluster
from index.cluster.faults import RejectedError, stranger
from index.cluster.mapping import MAPPING, meta
from index.cluster.version import About, ClusterVersion
from index.cluster.ways import BUILD
from index.versions.manifest import (
    IndexNotFoundError,
    IndexUnavailableError,
)
from index.versions.ownership import later_than
from index.versions.store import OpenIndex

#: What an index is for, as it says itself.
ARTICLES, STATISTICS, VECTORS, LOCK = "articles", "statistics", "vectors", "lock"
#: The seconds for what changes the cluster's state: nodes wait for each other.
SLOW = 60.0
_MOMENT = re.compile(r"\d{8}t\d{12}")
_MISSING = HTTPStatus.NOT_FOUND


class ForeignIndexError(IndexUnavailableError):
    """An index of somebody else stands where ours should be."""


class Versions:
    """The versions under one alias."""

    def __init__(self, cluster: Cluster, alias: str) -> None:
        self.cluster, self.alias = cluster, alias

    def live(self) -> str | None:
        """Return the index that the alias leads to, None if there is no alias.

        Raises ForeignIndexError if it leads to what is not ours, or to several indices.
        """
        led = self._asked(f"_alias/{self.alias}")
        if not led:
            self._refuse_index_of_that_name()
            return None
        if len(led) > 1:
            raise ForeignIndexError(
                f"{self.alias}: an alias of {len(led)} indices ({', '.join(sorted(led))}), which is"
                " none of ours; name another alias"
            )
        (name,) = led
        if not self._is_version(name, self.about(name)) and not self._lost_its_words(name):
            raise ForeignIndexError(
                f"{self.alias}: leads to the index {name}, which is none of ours; name another"
                " alias"
            )
        return str(name)

    def require_live(self) -> ClusterVersion:
        """Return the live version; raises IndexUnavailableError if there is none that is read."""
        name = self.live()
        if name is None:
            raise IndexNotFoundError(f"{self.alias}: no index here; {BUILD}")
        return ClusterVersion(name=name, live=True, about=self.about(name))

    def all(self) -> list[ClusterVersion]:
        """Return the versions, the oldest first, those that were begun and not finished, too."""
        live = self.live()
        found = {**({live: {}} if live else {}), **self._abouts(f"{self.alias}-*")}
        return [
            ClusterVersion(name=name, live=name == live, about=about)
            for name, about in sorted(found.items())
            if name == live or self._is_version(name, about)
        ]

    def about(self, index: str) -> About:
        """Return what an index says of itself, nothing if it is not there or none of ours."""
        return self._abouts(index).get(index, {})

    def say(self, index: str, about: About) -> None:
        """Let an index say something else of itself; that is one step."""
        self.cluster.ask("PUT", f"{index}/_mapping", {"_meta": meta(about)}, deadline=SLOW)

    def new_name(self) -> str:
        """Return a name for a new version, which comes after all others."""
        names = [each.name.removeprefix(f"{self.alias}-").upper() for each in self.all()]
        moment = later_than(names, datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f"))
        return f"{self.alias}-{moment.lower()}"

    def described(self, opened: OpenIndex, kind: str, **more: Any) -> About:  # noqa: ANN401
        """Return what an index of a version says of itself."""
        manifest = opened.manifest
        return {
            "kind": kind,
            "alias": self.alias,
            "mapping": MAPPING,
            "schema": manifest.schema,
            "analysis": manifest.analysis,
            "gazetteer": manifest.gazetteer,
            "version": opened.name,
            "created": manifest.created,
            "articles": manifest.articles,
            "copies": manifest.copies,
            "faults": manifest.faults,
            **more,
        }

    def activate(self, name: str, before: str | None) -> None:
        """Let the alias lead to a version, in one step, if it still leads to the one before.

        Raises IndexUnavailableError if somebody else switched it meanwhile.
        """
        add = {"add": {"index": name, "alias": self.alias}}
        remove = {"remove": {"index": before, "alias": self.alias, "must_exist": True}}
        actions = [remove, add] if before and before != name else [add]
        try:
            self.cluster.ask("POST", "_aliases", {"actions": actions}, deadline=SLOW)
        except RejectedError as error:
            if error.status != _MISSING:
                raise
            raise IndexUnavailableError(
                f"{self.alias}: somebody else made another version live meanwhile; {name} is"
                f" complete, and goes live with: iqtisad index activate {name}"
            ) from error

    def previous(self) -> str:
        """Return the version before the live one; raises IndexNotFoundError if there is none."""
        live, kept = self.live(), [each for each in self.all() if each.complete]
        older = [each.name for each in kept if live is None or each.name < live]
        if older:
            return older[-1]
        others = [each.name for each in kept if each.name != live]
        way = f"make another live with: iqtisad index activate {others[-1]}" if others else BUILD
        raise IndexNotFoundError(f"{self.alias}: no older version to go back to; {way}")

    def leftovers(self) -> list[str]:
        """Return the indices of ours that interrupted work left behind. The lock must be held."""
        every = self.all()
        begun = [each.name for each in every if not each.complete and not each.live]
        kept = {f"{each.name}-{STATISTICS}" for each in every if each.name not in begun}
        found = self._abouts(f"{self.alias}-*").items()
        statistics = (
            name
            for name, about in found
            if about.get("kind") == STATISTICS and self._is_ours(about) and name not in kept
        )
        return [*begun, *statistics]

    def remove(self, *names: str) -> None:
        """Remove indices that are ours, with what belongs to them. The lock must be held."""
        live = self.live()
        for name in names:
            if name != live and self._is_ours(self.about(name)):
                self._delete(name)

    def prune(self, keep: set[str | None]) -> list[str]:
        """Remove the versions that are not in keep, and what no version needs; return the names."""
        old = [each.name for each in self.all() if each.name not in keep]
        self.remove(*old)
        unused = self.leftovers()
        self.remove(*unused)
        return [*old, *unused]

    def _delete(self, name: str) -> None:
        try:
            self.cluster.ask("DELETE", name, deadline=SLOW)
        except RejectedError as error:
            if error.status != _MISSING:
                raise

    def _refuse_index_of_that_name(self) -> None:
        if (
            self._asked(f"{self.alias}/_mapping", params={"filter_path": "*.mappings._meta"})
            is None
        ):
            return
        raise ForeignIndexError(
            f"{self.alias}: the name of an index, and so no alias; name another alias"
        )

    def _abouts(self, pattern: str) -> dict[str, About]:
        """Return what the indices of a pattern say of themselves under our name."""
        params = {"filter_path": "*.mappings._meta.iqtisad", "expand_wildcards": "all"}
        answer = self._asked(f"{pattern}/_mapping", params=params) or {}
        return {
            name: about
            for name, each in answer.items()
            if isinstance(about := _inside(each, "mappings", "_meta", "iqtisad"), dict)
        }

    def _asked(self, path: str, params: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401
        """Return an answer, None if what is asked for is not there."""
        try:
            answer = self.cluster.ask("GET", path, params=params)
        except RejectedError as error:
            if error.status != _MISSING:
                raise
            return None
        if not isinstance(answer, dict):
            raise stranger(str(self.cluster.address), "a list in place of what indices say")
        return answer

    def _is_version(self, name: str, about: About) -> bool:
        is_ours = self._is_ours(about) and about.get("kind") == ARTICLES
        return is_ours and self._is_named_as_ours(name)

    def _lost_its_words(self, name: str) -> bool:
        """Return whether an index of a name of ours, beside versions of ours, says nothing.

        Somebody has written over what it said: then there is a way back, to those others. It is
        neither written to nor removed.
        """
        if not self._is_named_as_ours(name) or self.about(name):
            return False
        return any(self._is_version(*each) for each in self._abouts(f"{self.alias}-*").items())

    def _is_named_as_ours(self, name: str) -> bool:
        begins = f"{self.alias}-"
        return name.startswith(begins) and bool(_MOMENT.fullmatch(name.removeprefix(begins)))

    def _is_ours(self, about: About) -> bool:
        return about.get("alias") == self.alias


def _inside(answer: object, *names: str) -> object:
    for name in names:
        answer = answer.get(name) if isinstance(answer, dict) else None
    return answer
