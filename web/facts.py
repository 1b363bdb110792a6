"""What the application tells its server of each answer: for the log, and for who remembers it."""

from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import TypeAlias

from flask import Flask, Response, g, request

from search import IndexInfo, Snapshot
from web.responses.conditional import today
from web.server.door.exchange import KEY, Exchange

#: What an answer is made from: the version of the index, the names of labels, whether lists can be
#: ordered by meaning, and the day, by the clock of the wall and by that of references.
MadeFrom: TypeAlias = tuple[str, str, bool, date, date]


def register(app: Flask) -> None:
    """Tell the server of app of each answer, if it wants to know."""
    app.after_request(_tell)


def made_from(index: IndexInfo) -> MadeFrom:
    """Return what an answer of an index is made from now."""
    return index.id, index.names, index.meaning, today(), datetime.now(UTC).date()


def _tell(response: Response) -> Response:
    exchange: Exchange | None = request.environ.get(KEY)
    if exchange is None:
        return response
    exchange.route = request.endpoint or ""
    snapshot: Snapshot | None = g.get("snapshot")  # see context.current_searcher; None: not asked
    if response.status_code == HTTPStatus.OK and snapshot:
        index = snapshot.index
        exchange.index, exchange.made_from = index.id, made_from(index)
    return response
