"""What a browser needs to search here from its own search box, with suggestions."""

import json

from flask import Blueprint, Response, render_template, request

from web.context import current_searcher
from web.parameters import typed_text

opensearch = Blueprint("opensearch", __name__)

#: Seconds for which suggestions may be cached: a deleted letter asks for the same again.
_MAX_AGE = 300


@opensearch.get("/opensearch.xml")
def description() -> Response:
    """Describe the search: its name, and the addresses of results, suggestions and feed."""
    return Response(
        render_template("opensearch.xml"), mimetype="application/opensearchdescription+xml"
    )


@opensearch.get("/suggest")
def suggest() -> Response:
    """Answer with what was typed and its completions, in the format of OpenSearch."""
    typed = typed_text(request.args)
    suggested = [typed, current_searcher().complete(typed)]
    response = Response(json.dumps(suggested, ensure_ascii=False))
    response.content_type = "application/x-suggestions+json; charset=utf-8"
    response.cache_control.max_age = _MAX_AGE
    return response
