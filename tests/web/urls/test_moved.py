"""An address of an article that has another id now leads to it."""

import pytest

from index.articles import article_id
from index.articles.article import id_as_printed
from index.articles.records.record import as_record
from tests.index.segments import article

URL = "http://www.marfa.example/n/1/"
NOW, FORMER = article_id("المرفأ", URL, ""), id_as_printed("المرفأ", URL)


@pytest.fixture
def client(client_of):
    """Return a client of an archive with an article that had another id, and its copy."""
    whole = article(NOW, "ارتفعت أسعار النفط", title="النفط", source="المرفأ", url=URL)
    copy = article("copy", whole.body, title=whole.title, source="الأفق")
    return client_of(as_record(whole), as_record(copy))


@pytest.mark.parametrize("former", [FORMER, "copy"], ids=["a former id", "a copy"])
@pytest.mark.parametrize(
    ("address", "now"),
    [
        ("/article/{}", "/article/{}"),
        ("/article/{}?q=النفط&lang=en", "/article/{}?q=%D8%A7%D9%84%D9%86%D9%81%D8%B7&lang=en"),
        ("/article/{}.bib", "/article/{}.bib"),
        ("/api/v1/articles/{}", "/api/v1/articles/{}"),
        (
            "/article/{}?_scheme=x&_external=1&a=%0d%0aX:y",
            "/article/{}?_scheme=x&_external=1&a=%0d%0aX:y",
        ),
    ],
    ids=["page", "page of a query", "file", "API", "odd parameters"],
)
def test_the_same_address_under_the_id_of_today(client, former, address, now):
    """With its query; browsers ask again, for a copy may stand for itself tomorrow."""
    answer = client.get(address.format(former))
    assert answer.status_code == 301
    assert answer.headers["Location"] == now.format(NOW)
    assert answer.headers["Cache-Control"] == "no-cache"
    assert client.get(answer.headers["Location"]).status_code == 200


def test_who_never_was_there_is_missing(client):
    """A made id as any other."""
    for other in ("0" * 16, "nobody"):
        assert client.get(f"/article/{other}").status_code == 404
