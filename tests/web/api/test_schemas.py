"""The schemas of the API, checked against real answers."""

import re

import pytest
from jsonschema import Draft202012Validator

from web.api.openapi import description
from web.api.schemas import SCHEMAS
from web.l10n.labels import NOTES

EXAMPLES = [
    "/api/v1/search?q=أسعار النفط&size=3&page=2",
    "/api/v1/search?q=نفط سياحة بيتزا",
    "/api/v1/search?q=IMF",
    "/api/v1/search?q=أسعار النفظ",
    '/api/v1/search?q="نفط بيتزا" سياحة',
    "/api/v1/search",
    "/api/v1/search?q=xyzzy",
    "/api/v1/search?q=نفط&meaning=1",
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


def names_in(schema):
    """Yield the names of the schemas that a schema refers to."""
    if isinstance(schema, dict):
        if "$ref" in schema:
            yield schema["$ref"].removeprefix("#/components/schemas/")
        for value in schema.values():
            yield from names_in(value)
    elif isinstance(schema, list):
        for each in schema:
            yield from names_in(each)


def test_every_schema_is_used_and_every_reference_leads_to_one():
    """None is left over from an older answer."""
    assert set(names_in(description())) == set(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_itself_valid(name):
    """As JSON Schema defines it; each says what it is of."""
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["description"]


@pytest.mark.parametrize("note", sorted(NOTES))
def test_every_note_of_a_page_is_described(note):
    """What a page may say to readers it may say to programs."""
    assert note in SCHEMAS["Page"]["properties"]["notes"]["items"]["enum"]
