"""Pages as JSON."""

from dataclasses import replace

from search import Request, Sort, Window, iso, page_to_json


def test_json_is_plain(many):
    """The JSON holds offsets, not HTML, and ISO dates."""
    data = page_to_json(many.search(Request(text="النفط", window=Window(size=3))))
    assert data["total"] == 25
    assert len(data["results"]) == 3
    first = data["results"][0]
    assert set(first) == {
        "id", "url", "title", "source", "section", "author", "published", "score", "copies",
        "similar", "missing", "snippets",
    }  # fmt: skip
    (snippet, *_) = first["snippets"]
    assert [snippet["text"][s:e] for s, e in snippet["marks"]] == ["النفط"]


def test_json_says_whether_meaning_was_asked_for_and_can_be(many):
    """The one is of the request, the other of the index."""
    page = many.search(Request(text="النفط", meaning=True))
    data = page_to_json(page)
    assert (data["query"]["meaning"], data["index"]["meaning"]) == (True, False)
    page = replace(page, request=Request(), index=replace(page.index, meaning=True))
    data = page_to_json(page)
    assert (data["query"]["meaning"], data["index"]["meaning"]) == (False, True)


def test_iso_keeps_the_hour_only_where_it_is_known(many):
    """A day without an hour is a day."""
    page = many.search(Request(text="النفط", sort=Sort.NEWEST))
    assert iso(page.hits[0].headline.published) == "2023-01-24"
    assert iso(page.hits[0].headline.published.replace(hour=9)) == "2023-01-24T09:00:00"
    assert iso(None) is None


def test_a_long_address_is_not_repeated_at_every_count(many):
    """An answer of hundreds of counts would weigh megabytes."""
    page = many.search(Request(text="النفط", window=Window(size=3)))
    for length, kept in ((900, True), (1100, False)):
        data = page_to_json(page, lambda request, length=length: f"{request.text:.<{length}}")
        counts = [count for facet in data["facets"] for count in facet["counts"] if count["value"]]
        links = [count["url"] for count in counts] + [
            bar["url"] for bar in data["timeline"]["bars"]
        ]
        assert links
        assert all((link is not None) is kept for link in links)
        assert data["chips"][0]["url"] is not None
