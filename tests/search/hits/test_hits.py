"""Articles as a reader sees them: in a list, and whole."""

import pytest

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


NOTICE = "يمكنكم متابعة أهم أخبار النفط بعد تنزيل أحدث نسخة من تطبيقنا على هواتفكم."


@pytest.fixture
def repeating(make_index):
    """Return a searcher over articles of a source that end in a notice; all but the first five."""
    body = "خبر عن مصنع {0}\nوزاد الطلب على {0}\n" + NOTICE
    return make_index(
        *({"id": f"n{n}", "source": "الأفق", "body": body.format(n)} for n in range(8))
    )


def test_what_a_source_repeats_is_no_part_of_the_text(repeating):
    """Neither found nor in a snippet; on the article's page it stands apart."""
    found = {hit.headline.id for hit in repeating.search(Request(text="النفط")).hits}
    assert found == {"n0", "n1", "n2", "n3", "n4"}
    (hit,) = repeating.search(Request(text='"الطلب على 7"')).hits
    assert not any("يمكنكم" in snippet.text for snippet in hit.snippets)
    view = repeating.article("n7", Request())
    assert [p.text for p in view.paragraphs] == ["خبر عن مصنع 7", "وزاد الطلب على 7"]
    assert [p.text for p in view.repeated] == [NOTICE]


def test_what_leaves_in_a_file_is_whole(repeating):
    """The text as it was printed."""
    record = repeating.record("n7")
    assert record.body == f"خبر عن مصنع 7\nوزاد الطلب على 7\n{NOTICE}"
