"""What a page says of its article in JSON-LD."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from index.articles.readers.web.page_tree import Element

#: The end of the names of the types of schema.org that are articles.
_TYPES = ("article", "posting", "report")
_WRAPPING = re.compile(
    r"\A\s*(?:(?://|/\*)\s*)?(?:<!\[CDATA\[|<!--)\s*(?:\*/)?"
    r"|(?:(?://|/\*)\s*)?(?:\]\]>|-->)\s*(?:\*/\s*)?\Z"
)
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
#: Where one object stands for another: lists of other articles are not followed.
_INNER = ("@graph", "mainEntity", "mainEntityOfPage")

Node = Mapping[str, Any]


def nodes(root: Element) -> list[Node]:
    """Return the objects of JSON-LD in a page, with references resolved one level deep."""
    found = [node for script in root.iter("script") for node in _read(script)]
    named = {node["@id"]: node for node in found if isinstance(node.get("@id"), str)}
    return [{key: _resolved(value, named) for key, value in node.items()} for node in found]


def is_posting(node: Node) -> bool:
    """Return whether a node is an article of any kind."""
    return any(name.lower().endswith(_TYPES) for name in types(node))


def types(node: Node) -> list[str]:
    """Return the names of a node's types."""
    kinds = node.get("@type")
    return [
        kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
    ]


def texts(value: object) -> list[str]:
    """Return the texts or names of a value, of a list of them, or of objects."""
    values = value if isinstance(value, list) else [value]
    named = [each.get("name") if isinstance(each, dict) else each for each in values]
    return [text.strip() for text in named if isinstance(text, str) and text.strip()]


def first_text(node: Node, name: str) -> str:
    """Return the first text or name of a value of a node, "" if it has none."""
    return next(iter(texts(node.get(name))), "")


def _read(script: Element) -> Iterator[Node]:
    if "ld+json" not in (script.get("type") or "").lower():
        return
    text = _WRAPPING.sub("", _WRAPPING.sub("", script.text or ""))
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        try:
            waiting = [json.loads(attempt, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting = [*value, *waiting]
            elif isinstance(value, dict):
                yield value
                waiting = [value[name] for name in _INNER if name in value] + waiting
        return


def _resolved(value: object, named: Mapping[str, Node]) -> object:
    if isinstance(value, list):
        return [_resolved(each, named) for each in value]
    if isinstance(value, dict) and len(value) <= 2 and "name" not in value:  # noqa: PLR2004  @id, @type
        return named.get(str(value.get("@id")), value)
    return value
