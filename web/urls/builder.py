"""Builds the addresses of pages and files: a request, and the preferences of its reader."""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import cache, lru_cache
from typing import Any, TypeAlias
from urllib.parse import quote, unquote, urlencode

import flask

from search import Filters, Request, host_of, shown_host, web_address
from web.context import preferences
from web.l10n.preferences import CHOICES, Preferences, chosen
from web.parameters import to_parameters

PageOf: TypeAlias = Callable[[str], str]

#: Characters that need no escape in the query of an address (url.spec.whatwg.org).
_UNESCAPED = "!$'()*,/:;?@"
#: Characters that would change the order or the lines of an address.
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
#: The host at the beginning of what follows the scheme of a web address.
_HOST = re.compile(r"[^:?#\[]+|\[[^\]]*\]")
#: The blueprints whose answers depend on preferences.
_SPEAKING = frozenset(("pages", "entities", "trends", "downloads", "openapi", "opensearch"))
#: The most bytes of a query that the links to hits and bars repeat, and the one of the same page in
#: another language. Set by hand: by what a page may weigh whatever is typed. Most have 20 to 200.
LINKED, _HERE = 1000, 4000
#: The most bytes of all links of a list on a page, and of the list that is a page. Set by hand.
LISTED, LISTED_ALONE = 60_000, 200_000
#: The values that leave preferences out of an address.
NO_PREFERENCES: dict[str, Any] = dict.fromkeys(CHOICES)
#: The values of addresses that are remembered: names of static files, of facets, and of what is
#: in the news.
_FEW = frozenset(("filename", "facet", "name"))
#: The value that stands for the id of any article.
_ANY_ARTICLE = (("article_id", "-"),)


def register(app: flask.Flask) -> None:
    """Let every address of app contain the reader's preferences where they make a difference."""
    app.url_defaults(_keep_preferences)


def results_url(request: Request, endpoint: str = "pages.results", *, whole: bool = False) -> str:
    """Return the address of the results of request; whole adds the host."""
    address = flask.url_for(endpoint, _external=True) if whole else url_for(endpoint)
    return _with_query(address, request)


def results_urls(endpoint: str) -> Callable[[Request], str]:
    """Return a function from a request to the address of its results at an endpoint.

    For an answer with many addresses: they differ in their query only.
    """
    address = url_for(endpoint)
    return lambda request: _with_query(address, request)


def permanent_urls() -> PageOf:
    """Return a function from an id to the permanent address of the article's page.

    It works after the request has ended, too: files are written while they are sent.
    """
    pages = permanent_url("-").removesuffix("-")
    return lambda article_id: pages + article_id  # ids are safe names: they need no escape


def permanent_url(article_id: str) -> str:
    """Return the address of an article's page without preferences, as it is quoted elsewhere."""
    return flask.url_for("pages.article", article_id=article_id, _external=True, **NO_PREFERENCES)


def article_url(article_id: str, request: Request) -> str:
    """Return the address of an article with the request that it was found by, if that is short."""
    return article_urls(request)(article_id)


def article_urls(request: Request) -> PageOf:
    """Return a function from the id of an article that request found to its address."""
    if len(_query(request)) > LINKED:
        request = Request(text=request.text)
        request = request if len(_query(request)) <= LINKED else Request()
    address = _remembered("pages.article", _ANY_ARTICLE, _reader())
    before, _, kept = address.rpartition("/-")
    after = _with_query(kept, request)
    return lambda article_id: f"{before}/{article_id}{after}"  # ids need no escape


def url_for(endpoint: str, **values: Any) -> str:  # noqa: ANN401  as Flask's
    """Return what Flask's url_for returns, remembered where few addresses are asked for.

    A page has forty addresses, most of them the same on every page.
    """
    if not values or values.keys() <= _FEW:
        return _remembered(endpoint, tuple(values.items()), _reader())
    return flask.url_for(endpoint, **values)


def _reader() -> tuple[str, Preferences]:
    """Return what the same address depends on: where we are mounted, and who reads."""
    held = flask.g._get_current_object()  # noqa: SLF001  as in web.context
    try:
        reader: tuple[str, Preferences] = held.reader
    except AttributeError:
        reader = held.reader = flask.request.root_path, preferences()
    return reader


@lru_cache(1024)
def _remembered(
    endpoint: str, values: tuple[tuple[str, Any], ...], _reader: tuple[str, Preferences]
) -> str:
    """Return an address of the current application and the preferences of the current request."""
    return flask.url_for(endpoint, **dict(values))


def values_urls(request: Request) -> PageOf:
    """Return a function from a facet to the address of all its values in the results of request."""
    query = _query(request)

    def url(facet: str) -> str:
        address = url_for("pages.values", facet=facet)
        return f"{begun(address)}{query}" if query else address

    return url


def _with_query(address: str, request: Request) -> str:
    query = _query(request)
    return f"{begun(address)}{query}" if query else address


def begun(address: str) -> str:
    """Return an address ready for one more parameter.

    >>> begun("/search"), begun("/search?lang=en")
    ('/search?', '/search?lang=en&')
    """
    return f"{address}{'&' if '?' in address else '?'}"


@lru_cache(1024)
def _query(request: Request) -> str:
    """Return the query of an address; cached, because it is the same for every hit of a page."""
    return urlencode(to_parameters(request), doseq=True, safe=_UNESCAPED)


def linkable(request: Request, room: int = LISTED) -> int:
    """Return how many addresses like that of request fit a room in bytes: the rest are no links."""
    return room // max(len(_query(request)), 1)


def begun_url(request: Request) -> str:
    """Return the address of the results of request, ready for one more parameter.

    A page has dozens of addresses that differ in their last parameter only.
    """
    return begun(results_url(request))


def days_query(filters: Filters) -> str:
    """Return the parameters of the days that filters limit, both limits given."""
    return f"from={filters.since}&to={filters.until}"


def days_urls(start: str, filters: Filters) -> Callable[[date, date], str]:
    """Return a function from the first and the last of some days to the address of their articles.

    start is the address without its days; the days are limited to those that pass filters.
    """
    first, last = filters.since or date.min, filters.until or date.max

    def url(since: date, until: date) -> str:
        return f"{start}from={max(first, since).isoformat()}&to={min(last, until).isoformat()}"

    return url


def here(without: Collection[str] = (), **changes: str) -> str:
    """Return the address of the current page with other preferences, without some parameters."""
    path, others = _parts_of_here(tuple(without))
    query = "&".join(filter(None, (others, _choosing(preferences()._replace(**changes)))))
    return f"{path}?{query}" if query else path


def _parts_of_here(without: tuple[str, ...]) -> tuple[str, str]:
    """Return the path of the current page and its query but for preferences and without.

    Remembered for the addresses of one page.
    """
    remembered: dict[tuple[str, ...], tuple[str, str]] = flask.g.setdefault("here", {})
    if without not in remembered:
        page = quote(f"{flask.request.root_path}{flask.request.path}")
        given = flask.request.args.items(multi=True)
        remembered[without] = page, _others(given, {*CHOICES, *without})
    return remembered[without]


def _others(given: Iterable[tuple[str, str]], without: Collection[str]) -> str:
    """Return the query of the first parameters given."""
    query = ""
    for name, value in given:
        if value and name not in without:
            longer = f"{query}{'&' if query else ''}{urlencode({name: value}, safe=_UNESCAPED)}"
            if len(longer) > _HERE:
                break
            query = longer
    return query


@cache
def _choosing(how: Preferences) -> str:
    """Return the query that chooses preferences."""
    return urlencode(chosen(how), safe=_UNESCAPED)


def address_parts(url: str) -> list[str]:
    """Return a web address as a reader reads it: the host and the steps of its path, decoded.

    A text that is no web address is one part, as it is: none of it may look like a host.

    >>> address_parts("https://www.example.org/%D9%86%D9%81%D8%B7/2018/a?id=7")
    ['www.example.org', 'نفط', '2018', 'a?id=7']
    """
    if not web_address(url):
        return [_UNREADABLE.sub("\ufffd", url.strip())]
    first, *rest = url.strip().partition("://")[2].split("/")
    shown = _HOST.sub(_shown, first, count=1)
    steps = (_UNREADABLE.sub("\ufffd", unquote(each)) for each in (shown, *rest))
    return list(filter(None, steps))


def _shown(host: re.Match[str]) -> str:
    return shown_host(host_of(f"http://{host[0]}"))


def _keep_preferences(endpoint: str, values: dict[str, Any]) -> None:
    """Add the reader's preferences to the values of an address that depends on them."""
    if endpoint.partition(".")[0] in _SPEAKING:
        for name, value in chosen(preferences()).items():
            values.setdefault(name, value)
