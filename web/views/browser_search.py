"""What a browser needs to search here from its own search box, and to keep the site as an app."""

import json

from flask import Blueprint, Response, render_template, request, url_for

from web.context import current_searcher, gettext, preferences
from web.l10n.formats import counted
from web.parameters import typed_text

opensearch = Blueprint("opensearch", __name__)

#: Seconds for which suggestions may be cached: a deleted letter asks for the same again.
_MAX_AGE = 300
#: The colour of the pages (style.css).
_PAPER = "#fbfaf6"


@opensearch.get("/opensearch.xml")
def description() -> Response:
    """Describe the search: its name, and the addresses of results, suggestions and feed."""
    return Response(
        render_template("opensearch.xml"), mimetype="application/opensearchdescription+xml"
    )


@opensearch.get("/site.webmanifest")
def manifest() -> Response:
    """Describe the site as a program (w3.org/TR/appmanifest): its name, icon and colours."""
    lang = preferences().lang
    described = {
        "name": gettext("اقتصاد: بحث في أخبار الاقتصاد العربية"),
        "short_name": gettext("اقتصاد"),
        "description": gettext("بحث في النص الكامل لأخبار الاقتصاد العربية"),
        "lang": lang,
        "dir": "rtl" if lang == "ar" else "ltr",
        "id": "/",
        "start_url": url_for("pages.home"),
        "display": "minimal-ui",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "icons": [
            {
                "src": url_for("static", filename="icon.svg"),
                "type": "image/svg+xml",
                "sizes": "any",
            }
        ],
    }
    response = Response(json.dumps(described, ensure_ascii=False, indent=1) + "\n")
    response.content_type = "application/manifest+json"
    return response


@opensearch.get("/suggest")
def suggest() -> Response:
    """Answer with what was typed and its completions, in the format of OpenSearch.

    The description of each is the number of its articles.
    """
    typed = typed_text(request.args)
    completions = current_searcher().complete(typed)
    texts = [completion.text for completion in completions]
    described = [
        counted(completion.articles, "article", preferences()) for completion in completions
    ]
    response = Response(json.dumps([typed, texts, described], ensure_ascii=False))
    response.content_type = "application/x-suggestions+json; charset=utf-8"
    response.cache_control.max_age = _MAX_AGE
    return response
