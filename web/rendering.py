"""What the templates can say: words, dates, numbers, marks, and the addresses of it all."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, wraps
from typing import Any

from flask import Flask
from markupsafe import Markup

from search import Count, Expansion, Fragment, Request, iso
from web import labels
from web.addresses import article_url, begun, here, host_of, permanent_url, results_url
from web.current import gettext, preferences
from web.marks import isolated, marked
from web.navigation import without_name
from web.parameters import to_parameters
from web.preferences import DEFAULT, Preferences, chosen
from web.translation import translate
from web.wording import counted, in_digits, long_date, month_name, number, span

#: So many sources or sections are offered to choose from.
_OFFERED = 30


def register(app: Flask) -> None:
    """Give the templates of app their filters and functions."""
    app.jinja_env.filters.update(
        counted=_as_preferred(counted),
        iso=iso,
        isolated=isolated,
        long_date=_as_preferred(long_date),
        marked=marked,
        number=_as_preferred(number),
        offered=offered,
        others_by_typed=others_by_typed,
        parameters=parameters,
        percent=_as_preferred(percent),
        span=_as_preferred(span),
        tidy=_as_preferred(tidy),
        period=_as_preferred(period),
    )
    app.jinja_env.tests.update(cut=is_cut)
    app.jinja_env.globals.update(
        article_url=article_url,
        begun=begun,
        changed=replace,
        chosen=chosen,
        here=here,
        host_of=host_of,
        labels=labels,
        permanent_url=permanent_url,
        preferences=preferences,
        results_url=results_url,
        without_name=without_name,
    )
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.install_gettext_callables(gettext, _never_counted, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals["_"] = said  # a page has a hundred texts: ours looks them up only


def _as_preferred(say: Callable[..., str]) -> Callable[..., str]:
    """Return say as the reader prefers: its last argument is how."""

    @wraps(say)
    def preferred(*values: Any) -> str:  # noqa: ANN401  whatever a template has
        return say(*values, preferences())

    return preferred


def said(text: str, **values: object) -> Markup:
    """Return a text of ours in the language of the request, with values in their places."""
    translated = _as_html(text, preferences().lang)
    return translated % values if values else translated


@lru_cache(4096)
def _as_html(text: str, lang: str) -> Markup:
    return Markup(translate(text, lang))  # noqa: S704  templates and catalogs are ours


def _never_counted(*_: object) -> str:
    raise NotImplementedError("what is counted is said by wording.counted")


def offered(counts: Sequence[Count], chosen: Sequence[str]) -> list[Count]:
    """Return the largest of counts, and those that are chosen already."""
    return [
        count for place, count in enumerate(counts) if place < _OFFERED or count.value in chosen
    ]


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
    """Return the other names that were looked for, by the words typed, each once."""
    others: dict[str, dict[str, None]] = {}
    for expansion in expansions:
        others.setdefault(expansion.typed, {}).update(dict.fromkeys(expansion.others))
    return {typed: list(names) for typed, names in others.items()}


def is_cut(fragment: Fragment) -> bool:
    """Return whether fragment ends before its sentence does."""
    return not fragment.text.rstrip(" »”\"'").endswith((".", "!", "?", "؟", "…"))
