"""Where a page begins in a list: at its number, or after the row that a cursor names."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.engine.protocol import Documents
from search.request import After, Request, Window


class Place(NamedTuple):
    """How many rows stand before a page; moved, if the list is not the one of the cursor."""

    rows: int
    moved: bool = False


def rows_before(window: Window) -> int:
    """Return how many rows stand before a page, if the list is the one of its cursor."""
    if window.after:
        return window.after.rows
    return (max(window.page, 1) - 1) * window.size


def stands(among: Documents, after: After | None, documents: NDArray[np.int64]) -> bool:
    """Return whether the row of a cursor is where it was; documents are the rows, at least so far.

    In another version it may be, and others have come before it or gone.
    """
    if after is None:
        return True
    last = documents[after.rows - 1 : after.rows]
    return len(last) == 1 and int(last[0]) == among.document(after.id)


def place_of(among: Documents, after: After, documents: NDArray[np.int64]) -> Place:
    """Return where the list of all documents goes on after the row of a cursor.

    If the row is gone, as many rows are left out as there were.
    """
    document = among.document(after.id)
    at = np.flatnonzero(documents == document) if document is not None else documents[:0]
    return Place(int(at[0]) + 1 if len(at) else after.rows, moved=True)


def numbered(request: Request, rows: int) -> Request:
    """Return request with the number of the page that follows so many rows."""
    window = request.window
    return replace(request, window=replace(window, page=rows // window.size + 1))
