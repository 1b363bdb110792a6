"""The filters and functions of the templates: words, dates, numbers, highlights, addresses."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache, wraps
from typing import Any

from flask import Flask
from markupsafe import Markup

from search import FACETS, MAX_TEXT, NAMED_FACETS, REORDERED, Expansion, Request, Window, iso
from web.components.chips import (
    are_two_words,
    filter_in_words,
    have_words,
    in_words,
    is_plain,
)
from web.components.examples import working
from web.components.facet_rows import facet_fields
from web.components.feeds import feed_url
from web.components.front import spark
from web.components.markup import enclosed, excerpt, excerpts, isolated, marked, numbered
from web.components.rendering.printing import PrintingTemplate, printed
from web.context import gettext, label_name, preferences
from web.l10n import labels
from web.l10n.catalog import translate
from web.l10n.formats import counted, day_and_month, in_digits, long_date, month_name, number, span
from web.l10n.preferences import DEFAULT, Preferences, chosen
from web.parameters import MAX_SIZE, to_parameters
from web.responses.headers import is_partial
from web.urls.builder import (
    LISTED_ALONE,
    address_parts,
    article_url,
    article_urls,
    begun,
    here,
    linkable,
    permanent_url,
    results_url,
    url_for,
)
from web.urls.links import AROUND, without_name


def register(app: Flask) -> None:
    """Give the templates of app their filters and functions."""
    app.jinja_env.template_class = PrintingTemplate
    app.jinja_env.filters.update(
        address_parts=address_parts,
        counted=_as_preferred(counted),
        day_and_month=_as_preferred(day_and_month),
        enclosed=enclosed,
        excerpt=excerpt,
        excerpts=excerpts,
        in_words=in_words,
        iso=iso,
        isolated=isolated,
        label=label_name,
        long_date=_as_preferred(long_date),
        marked=marked,
        number=_as_preferred(number),
        numbered=numbered,
        others_by_typed=others_by_typed,
        parameters=parameters,
        percent=_as_preferred(percent),
        span=_as_preferred(span),
        spark=spark,
        tidy=_as_preferred(tidy),
        period=_as_preferred(period),
    )
    app.jinja_env.globals.update(
        AROUND=AROUND,
        are_two_words=are_two_words,
        article_url=article_url,
        article_urls=article_urls,
        DEFAULT_SIZE=Window().size,
        FACETS=FACETS,
        MAX_SIZE=MAX_SIZE,
        MAX_TEXT=MAX_TEXT,
        REORDERED=REORDERED,
        NAMED=frozenset(facet.name for facet in NAMED_FACETS),
        begun=begun,
        facet_fields=facet_fields,
        feed_url=feed_url,
        filter_in_words=filter_in_words,
        have_words=have_words,
        is_plain=is_plain,
        chosen=chosen,
        here=here,
        is_partial=is_partial,
        labels=labels,
        LISTED_ALONE=LISTED_ALONE,
        linkable=linkable,
        permanent_url=permanent_url,
        preferences=preferences,
        results_url=results_url,
        url_for=url_for,  # as Flask's, remembered
        without_name=without_name,
        working=working,
    )
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.install_gettext_callables(gettext, _never_counted, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals["_"] = said  # faster than Jinja's own, and a page has a hundred


def _as_preferred(say: Callable[..., str]) -> Callable[..., str]:
    """Return say with the preferences of the current request as its last argument."""

    @wraps(say)
    def preferred(*values: Any) -> str:  # noqa: ANN401  whatever a template has
        return say(*values, preferences())

    return preferred


def said(text: str, **values: object) -> Markup:
    """Return one of our texts in the language of the request, with values put in."""
    translated = _as_html(text, preferences().lang)
    if not values:
        return translated
    escaped = {name: printed(value) for name, value in values.items()}
    return Markup(str(translated) % escaped)  # noqa: S704  Markup's own % is five times as slow


@lru_cache(4096)
def _as_html(text: str, lang: str) -> Markup:
    return Markup(translate(text, lang))  # noqa: S704  templates and catalogs are ours


def _never_counted(*_: object) -> str:
    raise TypeError("plurals are those of l10n.formats.counted, not of gettext")


def parameters(request: Request) -> list[tuple[str, list[str]]]:
    """Return the parameters of a request, for the hidden fields of a form."""
    given = to_parameters(request)
    return [(name, [v] if isinstance(v, str) else v) for name, v in given.items()]


def tidy(value: float, how: Preferences = DEFAULT) -> str:
    """Return a value of a scale without needless digits.

    >>> tidy(2.5), tidy(1000.0)
    ('2.5', '1,000')
    """
    return number(int(value), how) if value == int(value) else in_digits(f"{value:g}", how)


def percent(share: float, how: Preferences = DEFAULT) -> str:
    """Return a share of one as a percentage in two digits.

    >>> percent(0.1234), percent(0.0004), percent(1.0)
    ('12%', '0.04%', '100%')
    """
    said = f"{share * 100:.2g}%" if share < 0.995 else f"{share:.0%}"  # noqa: PLR2004
    return in_digits(said, how)


def period(value: str, how: Preferences = DEFAULT) -> str:
    """Return a value of the facets year and month in words: 2016, نوفمبر 2016."""
    year, _, month = value.partition("-")
    return month_name(date(int(year), int(month), 1), how) if month else in_digits(year, how)


def others_by_typed(expansions: Sequence[Expansion]) -> dict[str, list[str]]:
    """Return the other names that were searched for, by the words typed, each once."""
    others: dict[str, dict[str, None]] = {}
    for expansion in expansions:
        others.setdefault(expansion.typed, {}).update(dict.fromkeys(expansion.others))
    return {typed: list(names) for typed, names in others.items()}
