"""An article as a cluster returns it: what stands in its source and in its columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from index.schema import NAMED_FACETS, NO_DATE, seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An article that a cluster returned; "" for what it has not.

    seq is its place in the archive, published is in seconds since 1970, or schema.NO_DATE. names
    are what it names, each by its facet, in the order of schema.NAMED_FACETS. group is what its
    near duplicates have in common, grouped whether it has any; copies is the number of identical
    articles. One that is only counted comes without its text.
    """

    id: str
    seq: int
    url: str = ""
    title: str = ""
    body: str = ""
    repeated: str = ""
    source: str = ""
    section: str = ""
    author: str = ""
    published: int = NO_DATE
    names: tuple[tuple[str, str], ...] = ()
    group: int = 0
    grouped: bool = False
    copies: int = 0

    @classmethod
    def of_hit(cls, hit: Mapping[str, Any]) -> Self:
        """Return the article of a hit, from its source and from the columns that it lists."""
        held: dict[str, Any] = {**(hit.get("fields") or {}), **(hit.get("_source") or {})}
        return cls(
            id=_one(held, "id", hit.get("_id", "")),
            seq=int(_one(held, "seq", 0)),
            **{name: _one(held, name, "") for name in _TEXTS},
            published=_seconds(_one(held, "published", None)),
            names=tuple((facet, name) for facet in _NAMED for name in sorted(_every(held, facet))),
            group=int(_one(held, "group", 0)),
            grouped=bool(_one(held, "grouped", otherwise=False)),
            copies=len(_every(held, "copies")),
        )


_TEXTS = ("url", "title", "body", "repeated", "source", "section", "author")
_NAMED = tuple(facet.name for facet in NAMED_FACETS)


def _one(held: Mapping[str, Any], name: str, otherwise: Any) -> Any:  # noqa: ANN401  any value
    """Return the first value of a field, which need not be a list."""
    value = held.get(name)
    if isinstance(value, list):
        return value[0] if value else otherwise
    return otherwise if value is None else value


def _every(held: Mapping[str, Any], name: str) -> Sequence[Any]:
    """Return all values of a field."""
    value = held.get(name)
    return value if isinstance(value, list) else () if value is None else (value,)


def _seconds(published: str | float | None) -> int:
    """Return a moment, in ISO 8601 or in seconds since 1970, as those seconds."""
    if published is None:
        return NO_DATE
    try:
        return int(published)
    except ValueError:
        return seconds(datetime.fromisoformat(str(published)).replace(tzinfo=None))
