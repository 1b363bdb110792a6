"""What articles name: a page of each country, company or person, and a list of the most named."""

from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, Response, abort, redirect, render_template, url_for

from search import NAMED_FACETS, Request, Window
from web.components.bar_chart import chart_of
from web.components.facets import facet_choices
from web.context import current_searcher, preferences

_QUERY_NAMES = {facet.name: facet.query_names[0] for facet in NAMED_FACETS}

entities = Blueprint("entities", __name__)


@entities.get("/about/<name>")
def entity(name: str) -> str | Response:
    """Show who or what a name is, with its articles; another writing leads to the name."""
    searcher = current_searcher()
    found = searcher.entity(name)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    if found.label.value != name:
        return _moved(found.label.value)
    return render_template(
        "entity.html",
        asked=Request(),
        compared=f'{_QUERY_NAMES[found.label.facet]}:"{found.label.value}"',
        entity=found,
        facets=list(facet_choices(found.page, preferences())),
        page=found.page,
        whole_list=replace(found.page.request, window=Window()),
        chart=chart_of(found.page, searcher.archive().coverage, preferences(), tall=True),
    )


@entities.get("/names")
def index() -> str:
    """List what most articles name, by kind."""
    return render_template("entities.html", asked=Request(), facets=current_searcher().entities())


def _moved(name: str) -> Response:
    """Send the reader to the page of a name. Browsers ask again: the gazetteer changes."""
    answer = redirect(url_for("entities.entity", name=name), HTTPStatus.MOVED_PERMANENTLY)
    answer.cache_control.no_cache = True
    return answer  # type: ignore[return-value]  # Werkzeug's, which Flask's is one of
