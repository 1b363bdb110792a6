"""What a browser needs to search here from its own box, and to suggest while one types."""

import json

from flask import Blueprint, Response, render_template, request

from search import MAX_TEXT
from web.current import current_searcher
from web.plain import clean

opensearch = Blueprint("opensearch", __name__)

#: Seconds for which suggestions may be kept: who takes a letter back asks the same again.
_KEPT = 300


@opensearch.get("/opensearch.xml")
def description() -> Response:
    """Describe the search: its name, and the addresses of results, suggestions and feed."""
    return Response(
        render_template("opensearch.xml"), mimetype="application/opensearchdescription+xml"
    )


@opensearch.get("/suggest")
def suggest() -> Response:
    """Answer with what was typed and what it may become, as OpenSearch writes it."""
    typed = typed_text()
    suggested = [typed, current_searcher().complete(typed)]
    response = Response(json.dumps(suggested, ensure_ascii=False))
    response.content_type = "application/x-suggestions+json; charset=utf-8"
    response.cache_control.max_age = _KEPT
    return response


def typed_text() -> str:
    """Return q as it is being typed: a blank at its end says that the last word is whole."""
    return clean(request.args.get("q", ""))[:MAX_TEXT]
