"""The pages that a reader sees, and the two that an operator's monitor requests."""

from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Blueprint, Response, abort, render_template, request

from search import Page, Request, Sort, Window
from web.components.bar_chart import chart_of
from web.components.facets import facet_choices
from web.components.feeds import feeds_of
from web.components.front import doors
from web.components.metadata import (
    article_tags,
    citation_tags,
    description,
    home_tags,
    news_article,
    results_tags,
)
from web.components.references import references
from web.components.sources import source_lines
from web.context import asked_page, current_searcher, preferences
from web.parameters import forgiving_request, to_parameters
from web.urls.builder import results_url
from web.urls.links import (
    active_filters,
    around_days,
    last_page,
    latest,
    meanings,
    next_page,
    orders,
    previous_page,
    regrouped,
    without_synonyms,
)
from web.urls.moved import moved_or_missing

pages = Blueprint("pages", __name__)
#: The latest articles that the first page shows.
_LATEST = 6


@pages.get("/")
def home() -> str:
    """Show the search box, the news of the archive, and the latest articles."""
    searcher = current_searcher()
    found = searcher.search(Request(sort=Sort.NEWEST, window=Window(size=_LATEST)))
    archive = searcher.archive()
    return render_template(
        "home.html",
        asked=Request(),
        archive=archive,
        front=searcher.front(),
        chart=chart_of(found, archive.coverage, preferences(), tall=True),
        doors=list(doors(archive)),
        latest=found.hits,
        presets=latest(archive.last),
        sharing=list(home_tags(archive)),
        feeds=list(feeds_of(Request())),
    )


@pages.get("/search")
def results() -> str:
    """Show a page of hits; without a query, of all articles, newest first."""
    return results_page(asked_page())


def results_page(page: Page) -> str:
    """Return page as HTML, with the requests that it links to."""
    archive = current_searcher().archive()
    return render_template(
        "results.html",
        page=page,
        archive=archive,
        asked=page.request,
        whole_list=replace(page.request, window=Window()),
        filters=list(active_filters(page.request)),
        orders=orders(page),
        meanings=meanings(page),
        next_page=next_page(page),
        previous_page=previous_page(page),
        without_synonyms=without_synonyms(page.request),
        regrouped=regrouped(page.request),
        facets=list(facet_choices(page, preferences())),
        sharing=list(results_tags(page)),
        feeds=list(feeds_of(page.request)),
        canonical=results_url(page.request, whole=True),
        last_page=last_page(page),
        chart=chart_of(page, archive.coverage, preferences()),
    )


@pages.get("/search/by/<facet>")
def values(facet: str) -> str:
    """List the values of a facet in the results, the most frequent first."""
    page = asked_page()
    found = next((each for each in page.facets if each.name == facet), None)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    if found.others:
        found = current_searcher().values(page.request, facet)
    return render_template("values.html", page=page, asked=page.request, facet=found)


@pages.get("/article/<article_id>")
def article(article_id: str) -> str:
    """Show an article with the words of the query highlighted, and the way back to the results."""
    asked = forgiving_request(request.args)
    searcher = current_searcher()
    view = searcher.article(article_id, asked)
    if view is None:
        moved_or_missing(article_id)
    return render_template(
        "article.html",
        article=view,
        asked=asked,
        around=searcher.surroundings(article_id, asked),
        summary=description(view),
        tags=list(citation_tags(view)),
        sharing=list(article_tags(view)),
        feeds=list(feeds_of(asked, view.headline.source)),
        about=news_article(view),
        from_results=bool(to_parameters(asked)),
        near_days=around_days(view.headline.published),
        references=list(references(view, datetime.now(UTC).date(), preferences())),
    )


@pages.get("/help")
def help_page() -> str:
    """Explain the query language by examples that are links."""
    return render_template("help.html", asked=Request(), archive=current_searcher().archive())


@pages.get("/sources")
def sources() -> str:
    """List the values of every facet with their articles; of a source, its days and its feed."""
    archive = current_searcher().archive()
    return render_template(
        "sources.html",
        asked=Request(),
        archive=archive,
        sources=list(source_lines(archive)),
        feeds=list(feeds_of(Request())),
    )


@pages.get("/kept")
def kept() -> str:
    """Show the searches that the reader's browser keeps; the script fills the page."""
    return render_template("kept.html", asked=Request())


@pages.get("/about")
def about() -> str:
    """Say what this is, what it contains and how it ranks."""
    return render_template("about.html", asked=Request(), archive=current_searcher().archive())


@pages.get("/healthz")
def alive() -> Response:
    """Say that the process lives."""
    return _plain("ok")


@pages.get("/readyz")
def ready() -> Response:
    """Say that an article can be found; 503 if it cannot."""
    current_searcher().check()
    return _plain("ready")


def _plain(text: str) -> Response:
    response = Response(f"{text}\n", content_type="text/plain; charset=utf-8")
    response.cache_control.no_store = True
    return response
