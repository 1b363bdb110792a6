"""An article to take away: JSON, text, BibTeX, RIS."""

import pytest

from tests.web.articles import ARTICLE


def test_json_holds_all_that_is_known(client_of):
    """The file contains the article as printed and the address of its page."""
    response = client_of(ARTICLE).get("/article/imf-1.json")
    assert response.content_type == "application/json; charset=utf-8"
    assert response.json == {
        **ARTICLE,
        "headline": ARTICLE["title"],
        "copies": 0,
        "page": "http://localhost/article/imf-1",
    }


def test_text_is_the_article_and_where_it_comes_from(client_of):
    """Headline, source and day, body, address: ready to be quoted in a message."""
    response = client_of(ARTICLE).get("/article/imf-1.txt")
    assert response.content_type == "text/plain; charset=utf-8"
    headline, byline, *body, address = response.text.strip().split("\n\n")
    assert headline == ARTICLE["title"]
    assert byline == "جريدة & شركاه، أحمد and محمود، 2016-11-03"
    assert body == ARTICLE["body"].split("\n\n")
    assert address == ARTICLE["url"]


def test_the_page_links_to_the_files(client):
    """The page links to every file, and every link works."""
    page = client.get("/article/imf-2016-11-egypt?q=نفط").text
    for kind in ("json", "txt", "bib", "ris"):
        assert f'href="/article/imf-2016-11-egypt.{kind}"' in page
        assert client.get(f"/article/imf-2016-11-egypt.{kind}").status_code == 200


@pytest.mark.parametrize("kind", ["json", "txt", "bib", "ris"])
def test_an_id_may_end_like_the_name_of_a_file(client_of, kind):
    """The address is then the page of the article with this id."""
    client = client_of({"id": f"a.{kind}", "body": "هذا"}, {"id": "a", "body": "ذاك"})
    assert "<h1>هذا…</h1>" in client.get(f"/article/a.{kind}").text
    assert "هذا" in client.get(f"/article/a.{kind}.{kind}").text
    assert client.get(f"/article/a.{kind}.{kind}").mimetype != "text/html"
    assert "<h1>ذاك…</h1>" in client.get("/article/a").text
    assert client.get("/api/v1/articles/a").json["body"] == "ذاك"


def test_other_dots_are_part_of_the_id(client_of):
    """A dot before another ending belongs to the id."""
    client = client_of({"id": "a.b", "body": "نص"})
    assert client.get("/article/a.b").status_code == 200
    assert client.get("/article/a.b.json").json["id"] == "a.b"


@pytest.mark.parametrize("name", ["nothing.json", ".json", "imf-1.xml", "imf-1.JSON", "..json"])
def test_what_is_not_there_is_not_found(client_of, name):
    """The answer is a page with status 404."""
    response = client_of(ARTICLE).get(f"/article/{name}")
    assert (response.status_code, response.mimetype) == (404, "text/html")


def test_an_article_that_has_not_changed_is_not_sent_again(client):
    """Files of an article have tags, as its page has."""
    tag = client.get("/article/imf-2016-11-egypt.txt").headers["ETag"]
    again = client.get("/article/imf-2016-11-egypt.txt", headers={"If-None-Match": tag})
    assert again.status_code == 304
