"""What the templates can say: dates, numbers, marks and the addresses of requests."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import urlencode, urlsplit

from flask import Flask, url_for

from search import Count, Expansion, Fragment, Request, iso
from web.arabic import counted, long_date, month_name, number, span
from web.marks import isolated, marked
from web.parameters import to_parameters

PageOf: TypeAlias = Callable[[str], str]

#: So many sources or sections are offered to choose from.
_OFFERED = 30
#: Stand for themselves behind the question mark of an address (url.spec.whatwg.org).
_UNESCAPED = "!$'()*,/:;?@"


def register(app: Flask) -> None:
    """Give the templates of app their filters and functions."""
    app.jinja_env.filters.update(
        counted=counted,
        iso=iso,
        isolated=isolated,
        long_date=long_date,
        marked=marked,
        number=number,
        offered=offered,
        others_by_typed=others_by_typed,
        parameters=parameters,
        percent=percent,
        tidy=tidy,
        period=period,
    )
    app.jinja_env.tests.update(cut=is_cut)
    app.jinja_env.globals.update(
        article_url=article_url,
        changed=replace,
        host_of=host_of,
        results_url=results_url,
        span=span,
    )


def results_url(request: Request, endpoint: str = "pages.results", *, whole: bool = False) -> str:
    """Return the address of the results of request; whole, it holds the host too."""
    return _with_query(url_for(endpoint, _external=whole), request)


def permanent_urls() -> PageOf:
    """Return what gives for an id the address of the article's page, as it is quoted elsewhere.

    It does so when the request is over, too: files are written while they are sent.
    """
    pages = url_for("pages.article", article_id="-", _external=True).removesuffix("-")
    return lambda article_id: pages + article_id  # a safe name: it stands there as it is


def article_url(article_id: str, request: Request) -> str:
    """Return the address of an article that remembers the request it was found by."""
    return _with_query(url_for("pages.article", article_id=article_id), request)


def _with_query(address: str, request: Request) -> str:
    query = _query(request)
    return f"{address}?{query}" if query else address


@lru_cache(1024)
def _query(request: Request) -> str:
    """Return what stands behind the question mark: the same for every hit of a page."""
    return urlencode(to_parameters(request), doseq=True, safe=_UNESCAPED)


def host_of(url: str) -> str:
    """Return the host of a web address, "" where url is none and must not be a link.

    >>> host_of("https://www.example.org/a"), host_of("javascript:alert(1)")
    ('www.example.org', '')
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


def offered(counts: Sequence[Count], chosen: Sequence[str]) -> list[Count]:
    """Return the largest of counts, and those that are chosen already."""
    return [
        count for place, count in enumerate(counts) if place < _OFFERED or count.value in chosen
    ]


def parameters(request: Request) -> list[tuple[str, list[str]]]:
    """Return the parameters of a request, for the hidden fields of a form."""
    given = to_parameters(request)
    return [(name, [v] if isinstance(v, str) else v) for name, v in given.items()]


def tidy(value: float) -> str:
    """Return a value of a scale without needless digits.

    >>> tidy(2.5), tidy(1000.0)
    ('2.5', '1,000')
    """
    return number(int(value)) if value == int(value) else f"{value:g}"


def percent(share: float) -> str:
    """Return a share of one as a percentage in two digits.

    >>> percent(0.1234), percent(0.0004), percent(1.0)
    ('12%', '0.04%', '100%')
    """
    return f"{share * 100:.2g}%" if share < 0.995 else f"{share:.0%}"  # noqa: PLR2004


def period(value: str) -> str:
    """Return a value of the facets year and month in words: 2016, نوفمبر 2016."""
    year, _, month = value.partition("-")
    return month_name(date(int(year), int(month), 1)) if month else year


def others_by_typed(expansions: Sequence[Expansion]) -> dict[str, list[str]]:
    """Return the other names that were looked for, by the words typed, each once."""
    others: dict[str, dict[str, None]] = {}
    for expansion in expansions:
        others.setdefault(expansion.typed, {}).update(dict.fromkeys(expansion.others))
    return {typed: list(names) for typed, names in others.items()}


def is_cut(fragment: Fragment) -> bool:
    """Return whether fragment ends before its sentence does."""
    return not fragment.text.rstrip(" »”\"'").endswith((".", "!", "?", "؟", "…"))
