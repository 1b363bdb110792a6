"""How many values a JSON text has, and the items of a long array, before anything is built of them.

As Python has them, values take up to thirty times the bytes that they are written in.
"""

import re
from collections.abc import Iterator
from itertools import islice

from index.articles.fault import UnreadableError

_REMEDY = "write each article as a JSON object on a line of its own"
#: A text, which holds no marks, or a mark. The last text of what is cut off has no end.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z)|[\[\]{},]', re.DOTALL)
_OPENING, _CLOSING, _VALUES = frozenset("[{"), frozenset("]}"), frozenset("[{,")


def has_most(text: str, most: int) -> bool:
    """Return whether a JSON text has more values than most; what is in its texts does not count.

    >>> has_most('[1, {"a": "b,c,d"}]', 3), has_most('[1, {"a": "b,c,d"}]', 2)
    (False, True)
    """
    if len(text) <= most or sum(map(text.count, _VALUES)) <= most:
        return False
    marks = (found[0] for found in _TOKEN.finditer(text))
    return next(islice((mark for mark in marks if mark in _VALUES), most, None), None) is not None


def check_values(text: str, most: int) -> None:
    """Raise UnreadableError if a JSON text has more values than most."""
    if has_most(text, most):
        raise UnreadableError(f"more than {most:,} values in one JSON text", _REMEDY)


def items_of(text: str) -> Iterator[str]:
    """Yield the text of each item of an array, without building it; what is no array has none.

    An item without an end is not among them: raises UnreadableError where the array has none.
    """
    begin, depth = 0, 0
    for found in _TOKEN.finditer(text):
        mark = found[0]
        if mark in _OPENING:
            depth += 1
            begin = found.end() if depth == 1 else begin
        elif (mark == "," and depth == 1) or (mark in _CLOSING and depth == 1):
            if (item := text[begin : found.start()].strip()) or mark == ",":
                yield item
            begin = found.end()
        depth -= mark in _CLOSING
        if mark in _CLOSING and not depth:
            return
    raise UnreadableError("an array without an end", "download or write the file again")
