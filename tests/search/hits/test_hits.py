"""Articles as a reader sees them: in a list, and whole."""

from search import Request, page_to_json


def test_a_whole_article_with_its_highlights(make_index):
    """An article is shown whole, in paragraphs, its words highlighted."""
    searcher = make_index(
        {"id": "x", "title": "أسعار النفط", "body": "خبر عن النفط\n\nوالنفط غال",
         "url": "https://example.org/x", "published": "2023-05-07T10:20"},
    )  # fmt: skip
    view = searcher.article("x", Request(text="النفط"))
    assert [p.text for p in view.paragraphs] == ["خبر عن النفط", "والنفط غال"]
    assert [p.text[s:e] for p in view.paragraphs for s, e in p.highlights] == ["النفط", "والنفط"]
    assert [view.title.text[s:e] for s, e in view.title.highlights] == ["النفط"]
    assert searcher.article("x", Request()).title.highlights == ()
    assert searcher.article("nobody", Request()) is None


def test_an_article_without_a_title_is_headed_by_its_first_words(make_index):
    """Without a headline the title is the first words, and headline.title is empty."""
    searcher = make_index("ارتفع النفط اليوم. " + "كلمات أخرى كثيرة " * 20)
    (hit,) = searcher.search(Request(text="النفط")).hits
    assert not hit.headline.title
    assert hit.title.text.startswith("ارتفع النفط اليوم.")
    assert len(hit.title.text.split()) <= 12
    assert page_to_json(searcher.search(Request(text="النفط")))["results"][0]["title"] == ""
