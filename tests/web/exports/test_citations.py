"""Articles as references: RIS and BibTeX."""

import re

import pytest

from tests.web.articles import ARTICLE
from tests.web.reading import references_of


def balanced(text):
    """Return whether the braces of text close, as BibTeX counts them: behind a backslash too."""
    depth = 0
    for brace in re.findall("[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def test_bibtex_escapes_what_tex_would_run(client_of):
    """Arabic stays as it is; the key is made of the id."""
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
    """Without an address at the publisher the address is that of our page."""
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
    """An invalid address of the publisher is not used."""
    client = client_of({"id": "x", "body": "نص", "url": url})
    assert balanced(client.get("/article/x.bib").text)
    assert "javascript" not in client.get("/article/x.ris").text


def test_a_reference_names_where_it_was_printed(client):
    """What a reference manager needs, a line each, CRLF at their ends."""
    reference = references_of(client.get("/search.ris?q=صندوق النقد مصر"))[0]
    assert reference["TY"] == "NEWS"
    assert reference["LA"] == "ar"
    assert set(reference) >= {"TI", "PB", "DA", "UR", "AB", "ID"}
    assert reference["DA"].count("/") == 2
    assert reference["UR"].startswith("https://iqtisad.example/")
