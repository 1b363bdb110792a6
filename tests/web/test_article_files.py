"""An article to take away: JSON, text, BibTeX, RIS."""

import re

import pytest

ARTICLE = {
    "id": "imf-1",
    "url": "https://example.org/a_b?c={d}&e=100%25#f",
    "title": r"100% & أكثر: {الأسعار} #1_2 $3 ~4^5 \نفط",
    "body": "الفقرة الأولى.\n\nالفقرة الثانية.",
    "source": "جريدة & شركاه",
    "section": "نفط",
    "author": "أحمد and محمود",
    "published": "2016-11-03",
}


def balanced(text):
    """Return whether the braces of text close, as BibTeX counts them: behind a backslash too."""
    depth = 0
    for brace in re.findall("[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def test_json_holds_all_that_is_known(client_of):
    """As printed, with the address of the page."""
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


def test_bibtex_escapes_what_tex_would_run(client_of):
    """And leaves Arabic as it is; the key is of the id."""
    response = client_of(ARTICLE).get("/article/imf-1.bib")
    entry = response.text
    assert entry.startswith("@misc{iqtisad-imf-1,\n")
    assert balanced(entry)
    assert (
        r"title = {{100\% \& أكثر: \textbraceleft{}الأسعار\textbraceright{} \#1\_2 \$3"
        r" \textasciitilde{}4\textasciicircum{}5 \textbackslash{}نفط}}"
    ) in entry
    assert "author = {{أحمد and محمود}}" in entry
    assert r"howpublished = {جريدة \& شركاه}" in entry
    assert "year = {2016},\n  month = nov,\n  day = {3}" in entry
    assert "url = {https://example.org/a_b?c=%7Bd%7D&e=100%25#f}" in entry
    assert response.headers["Content-Disposition"] == "attachment; filename=imf-1.bib"


def test_what_is_missing_is_left_out(client_of):
    """No author, no day, no publisher's address: the page here is the address."""
    client = client_of({"id": "x", "body": "نص } بلا شيء"})
    entry = client.get("/article/x.bib").text
    assert balanced(entry)
    assert not re.search("author|year|howpublished", entry)
    assert "url = {http://localhost/article/x}" in entry
    reference = client.get("/article/x.ris").text
    assert "UR  - http://localhost/article/x\r\n" in reference
    assert not re.search("AU|PB|DA", reference)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://x/{", "http://[", "نص"])
def test_an_address_never_breaks_an_entry(client_of, url):
    """Whatever a publisher wrote there."""
    client = client_of({"id": "x", "body": "نص", "url": url})
    assert balanced(client.get("/article/x.bib").text)
    assert "javascript" not in client.get("/article/x.ris").text


def test_the_page_links_to_the_files(client):
    """Under the citation; each is there."""
    page = client.get("/article/imf-2016-11-egypt?q=نفط").text
    for kind in ("json", "txt", "bib", "ris"):
        assert f'href="/article/imf-2016-11-egypt.{kind}"' in page
        assert client.get(f"/article/imf-2016-11-egypt.{kind}").status_code == 200


@pytest.mark.parametrize("kind", ["json", "txt", "bib", "ris"])
def test_an_id_may_end_like_the_name_of_a_file(client_of, kind):
    """Then that address is the page of the article that is called so."""
    client = client_of({"id": f"a.{kind}", "body": "هذا"}, {"id": "a", "body": "ذاك"})
    assert "<h1>هذا…</h1>" in client.get(f"/article/a.{kind}").text
    assert "هذا" in client.get(f"/article/a.{kind}.{kind}").text
    assert client.get(f"/article/a.{kind}.{kind}").mimetype != "text/html"
    assert "<h1>ذاك…</h1>" in client.get("/article/a").text
    assert client.get("/api/v1/articles/a").json["body"] == "ذاك"


def test_other_dots_are_part_of_the_id(client_of):
    """Dots divide nothing else."""
    client = client_of({"id": "a.b", "body": "نص"})
    assert client.get("/article/a.b").status_code == 200
    assert client.get("/article/a.b.json").json["id"] == "a.b"


@pytest.mark.parametrize("name", ["nothing.json", ".json", "imf-1.xml", "imf-1.JSON", "..json"])
def test_what_is_not_there_is_not_found(client_of, name):
    """A page that says so."""
    response = client_of(ARTICLE).get(f"/article/{name}")
    assert (response.status_code, response.mimetype) == (404, "text/html")


def test_an_article_that_has_not_changed_is_not_sent_again(client):
    """As with its page."""
    tag = client.get("/article/imf-2016-11-egypt.txt").headers["ETag"]
    again = client.get("/article/imf-2016-11-egypt.txt", headers={"If-None-Match": tag})
    assert again.status_code == 304
