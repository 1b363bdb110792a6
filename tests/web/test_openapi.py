"""The API's description: true of real answers, and readable as a page."""

import copy
import html
import re
from collections import Counter
from datetime import date

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from search import Request, Sort
from web.openapi import OPERATIONS, description
from web.parameters import to_parameters

EXAMPLES = [
    "/api/v1/search?q=أسعار النفط&size=3&page=2",
    "/api/v1/search?q=نفط سياحة بيتزا",
    "/api/v1/search?q=IMF",
    "/api/v1/search?q=أسعار النفظ",
    '/api/v1/search?q="نفط بيتزا" سياحة',
    "/api/v1/search",
    "/api/v1/search?q=xyzzy",
    "/api/v1/facets?q=مليار",
    "/api/v1/timeline?q=مليار&from=2015-03&to=2015-04",
    "/api/v1/timeline?q=xyzzy",
    "/api/v1/articles/imf-2016-11-egypt",
    "/api/v1/suggest?q=صندوق ال",
    "/api/v1/stats",
    "/api/v1/search?from=x",
    "/api/v1/articles/nothing",
]


def closed(schema):
    """Return schema with every object closed: a property that is not described fails."""
    if isinstance(schema, dict):
        inner = {name: closed(value) for name, value in schema.items()}
        return {**inner, "additionalProperties": False} if "required" in schema else inner
    return [closed(each) for each in schema] if isinstance(schema, list) else schema


def schema_of(response, path):
    """Return the schema that the description gives of an answer, closed."""
    document = closed(description())
    route = re.sub("(?<=articles/)[^?]+", "{id}", path.partition("?")[0])
    content = document["paths"][route]["get"]["responses"][str(response.status_code)]["content"]
    return {**content[response.mimetype]["schema"], "components": document["components"]}


@pytest.mark.parametrize("path", EXAMPLES)
def test_answers_are_as_described(client, path):
    """Every property that is there is described, every one that is described is there."""
    response = client.get(path)
    Draft202012Validator(schema_of(response, path)).validate(response.json)


def test_the_description_is_openapi(client):
    """3.1, by its own schema; the document is what the route gives."""
    document = client.get("/api/openapi.json").json
    assert document == description()
    OpenAPIV31SpecValidator(copy.deepcopy(document)).validate()


def test_every_route_of_the_api_is_described(app):
    """None is forgotten, none is made up."""
    routes = {
        re.sub("<([^>]*)>", "{id}", rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
    }
    assert set(description()["paths"]) == routes


def test_every_parameter_of_a_search_is_described():
    """What the page takes, the API takes."""
    asked = Request(
        text="ن", since=date(2016, 1, 1), until=date(2016, 1, 2), sources=("أ",), sections=("ب",),
        not_sources=("ج",), not_sections=("د",), not_names=("ه",), sort=Sort.OLDEST, exact=True,
        synonyms=False, grouped=False, page=2, size=3,
    )  # fmt: skip
    described = {parameter.name for parameter in OPERATIONS[0].parameters}
    assert described == set(to_parameters(asked))


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
    """Every schema that is named is told."""
    page = client.get("/api/").text
    names = Counter(re.findall('id="([^"]*)"', page))
    assert set(names.values()) == {1}
    assert set(re.findall('href="#([^"]*)"', page)) <= set(names)
