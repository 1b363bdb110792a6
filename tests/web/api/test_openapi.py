"""The API's description: true of real answers, and readable as a page."""

import copy
import html
import re
from collections import Counter
from datetime import date

from openapi_spec_validator import OpenAPIV31SpecValidator

from search import FACETS, MAX_TEXT, REORDERED, After, Filters, Label, Request, Sort, Window
from web.api.openapi import OPERATIONS, description
from web.l10n.catalog import translate
from web.parameters import to_parameters


def test_the_description_is_openapi(client):
    """3.1, by its own schema; the document is what the route gives."""
    document = client.get("/api/openapi.json").json
    assert document == description()
    OpenAPIV31SpecValidator(copy.deepcopy(document)).validate()


def test_every_route_of_the_api_is_described(app):
    """The description contains exactly the routes of the application."""
    routes = {
        re.sub("<(?:article_)?([^>]*)>", r"{\1}", rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
    }
    assert set(description()["paths"]) == routes


def test_every_parameter_of_a_search_is_described():
    """The API describes every parameter of the pages."""
    asked = Request(
        text="ن",
        filters=Filters(
            since=date(2016, 1, 1),
            until=date(2016, 1, 2),
            included=tuple(Label(facet.name, "أ") for facet in FACETS),
            excluded=tuple(Label(facet.name, "ب") for facet in FACETS),
        ),
        excluded_names=("ه",),
        sort=Sort.OLDEST,
        exact=True,
        synonyms=False,
        grouped=False,
        literal=True,
        meaning=True,
        window=Window(page=2, size=3),
    )
    described = {parameter.name for parameter in OPERATIONS[0].parameters}
    further = asked.following(After(rows=3, id="a", version="b"))
    assert described == {*to_parameters(asked), *to_parameters(further)}


def test_the_bounds_are_those_of_the_server(client):
    """The largest value is answered, one more is refused; what has no maximum has no bound."""
    for parameter in OPERATIONS[0].parameters:
        if "maximum" in parameter.schema:
            largest = parameter.schema["maximum"]
            address = f"/api/v1/search?{parameter.name}="
            assert client.get(f"{address}{largest}").status_code == 200
            assert client.get(f"{address}{largest + 1}").status_code == 400
        else:
            assert "maxItems" not in parameter.schema
            assert parameter.schema.get("maxLength") in (None, MAX_TEXT)


def test_how_many_results_meaning_orders_is_told():
    """The number is that of the engine, in both languages."""
    (meaning,) = (each for each in OPERATIONS[0].parameters if each.name == "meaning")
    assert f" {REORDERED} " in meaning.meaning
    assert f" {REORDERED} " in translate(meaning.meaning, "en")


def test_the_page_shows_every_route_with_an_example_that_works(client):
    """A person reads what a program reads, and can try it."""
    response = client.get("/api/")
    assert response.status_code == 200
    page = response.text
    for path in description()["paths"]:
        assert f"GET {path}</code>" in page
    examples = re.findall('مثال: <a[^>]* href="([^"]*)"', page)
    assert len(examples) == len(OPERATIONS)
    for example in examples:
        assert client.get(html.unescape(example)).status_code == 200
    assert not re.search("https?://", page.replace("http://localhost", ""))


def test_links_within_the_page_lead_somewhere(client):
    """Every reference leads to a schema on the page."""
    page = client.get("/api/").text
    names = Counter(re.findall('id="([^"]*)"', page))
    assert set(names.values()) == {1}
    assert set(re.findall('href="#([^"]*)"', page)) <= set(names)
