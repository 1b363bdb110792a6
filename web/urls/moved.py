"""Where an article went whose address names another id: one it had before, or a copy's."""

from typing import NoReturn
from urllib.parse import quote

from flask import abort, redirect, request, url_for

from web.context import current_searcher

#: What stands in the query of an address as it is; the rest is escaped.
_IN_QUERY = "%&=+/:;,!~*'()@$?-._"


def moved_or_missing(article_id: str) -> NoReturn:
    """Send the reader to the article that has the id no more; 404 if there is none.

    The same address under the id of today. Browsers ask again each time: the article that stands
    for its copies may be another tomorrow.
    """
    current = current_searcher().current_id(article_id)
    if current is None or request.endpoint is None:
        abort(404)
    address = url_for(request.endpoint, **{**(request.view_args or {}), "article_id": current})
    page = address.partition("?")[0]
    query = quote(request.query_string, safe=_IN_QUERY)
    answer = redirect(f"{page}?{query}" if query else page, 301)
    answer.cache_control.no_cache = True
    abort(answer)
