"""Requests in, pages out."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import IndexUnavailableError, Request, Searcher, Sort, iso, page_to_json


def records(count):
    """Return records about oil, one a day, every third without a date."""
    return [
        {
            "id": f"a{n:02}",
            "title": f"خبر رقم {n}",
            "body": "سعر النفط " + "اليوم " * n,
            "source": ("رويترز", "وكالة")[n % 2],
            "section": ("طاقة", "أسواق")[n % 2],
            "published": "" if n % 3 == 0 else f"2023-01-{n + 1:02}",
        }
        for n in range(count)
    ]


@pytest.fixture
def many(make_index):
    """Return a searcher over 25 articles."""
    return make_index(*records(25))


def ids(page):
    """Return the ids of a page's hits."""
    return [hit.id for hit in page.hits]


def test_pages_follow_each_other(many):
    """The pages together are the list, without gap or repetition."""
    pages = [many.search(Request(text="النفط", page=n, size=10)) for n in (1, 2, 3)]
    assert [len(page.hits) for page in pages] == [10, 10, 5]
    assert {page.total for page in pages} == {25}
    assert {page.pages for page in pages} == {3}
    assert len({hit for page in pages for hit in ids(page)}) == 25


@pytest.mark.parametrize("page", [0, -3, 4, 10**9], ids=["zero", "negative", "next", "huge"])
def test_a_page_that_is_not_there_is_the_nearest(many, page):
    """Whoever asks for too much is shown the last page, not an error."""
    shown = many.search(Request(text="النفط", page=page))
    assert shown.request.page == (1 if page < 1 else 3)
    assert shown.hits


def test_newest_and_oldest(many):
    """Articles without a date come last in both orders."""
    newest = ids(many.search(Request(text="النفط", sort=Sort.NEWEST, size=25)))
    oldest = ids(many.search(Request(text="النفط", sort=Sort.OLDEST, size=25)))
    dated = [f"a{n:02}" for n in range(25) if n % 3]
    assert newest[: len(dated)] == dated[::-1]
    assert oldest[: len(dated)] == dated
    assert sorted(newest[len(dated) :]) == sorted(oldest[len(dated) :])


def test_filters_narrow(many):
    """Dates, sources and sections are all required."""
    request = Request(text="النفط", size=50)
    assert many.search(replace(request, sources=("رويترز",))).total == 13
    assert many.search(replace(request, sources=("رويترز", "وكالة"))).total == 25
    assert many.search(replace(request, sections=("أسواق",))).total == 12
    assert many.search(replace(request, sources=("رويترز",), sections=("أسواق",))).total == 0
    january = replace(request, since=date(2023, 1, 5), until=date(2023, 1, 9))
    assert sorted(ids(many.search(january))) == ["a04", "a05", "a07", "a08"]


def test_an_empty_query_browses_newest_first(many):
    """No words and no filters: the archive, newest first."""
    page = many.search(Request())
    assert page.total == 25
    assert ids(page)[0] == "a23"
    assert many.search(Request(sources=("رويترز",))).total == 13


def test_only_exclusions_browse_newest_first(many):
    """Everything except, newest first."""
    assert ids(many.search(Request(text="-زقزقة")))[0] == "a23"


def test_a_query_without_words_says_so(many):
    """Punctuation alone asks for nothing; the note tells."""
    page = many.search(Request(text="؟!"))
    assert page.notes == ("no-words",)
    assert page.total == 25


def test_exact_asks_for_the_form_as_typed(make_index):
    """The exact switch leaves the stems out."""
    searcher = make_index("قال النفط", "قال والنفط")
    assert searcher.search(Request(text="النفط")).total == 2
    assert ids(searcher.search(Request(text="النفط", exact=True))) == ["0"]


def test_those_that_hold_most_words_follow(make_index):
    """When hardly any article holds all words, those that hold most come after it."""
    searcher = make_index("نفط غاز ذهب", "نفط غاز", "نفط", "قمح")
    page = searcher.search(Request(text="نفط غاز ذهب"))
    assert (ids(page), page.total, page.complete) == (["0", "1", "2"], 3, 1)
    excluded = searcher.search(Request(text="نفط غاز -ذهب"))
    assert ids(excluded) == ["1", "2"]
    phrase = searcher.search(Request(text='"نفط غاز" قمح ذهب'))
    assert ids(phrase)[0] == "0"
    assert "3" not in ids(phrase)


def test_enough_complete_hits_stand_alone(make_index):
    """Nothing is added to a page that is full of what was asked for."""
    searcher = make_index(*[f"نفط غاز {n}" for n in range(12)], "نفط وحده")
    page = searcher.search(Request(text="نفط غاز"))
    assert page.total == page.complete == 12


def test_a_long_question_is_ranked_by_the_words_that_match(make_index):
    """Six words and more need not all be there."""
    searcher = make_index("أسعار النفط في السوق العالمية", "أسعار القمح", "الطقس")
    page = searcher.search(Request(text="لماذا ارتفعت أسعار النفط في السوق العالمية هذا العام"))
    assert "long-query" in page.notes
    assert ids(page) == ["0", "1"]


@pytest.mark.parametrize(
    ("request_", "kind"),
    [
        pytest.param(Request(text="النفط", since=date(2030, 1, 1)), "dates", id="dates"),
        pytest.param(Request(text="النفط", sources=("لا أحد",)), "filters", id="filters"),
        pytest.param(Request(text='"النفط سعر"'), "exact", id="phrase"),
        pytest.param(Request(text='"النفط سعر" اليوم'), "exact", id="phrase-and-word"),
        pytest.param(Request(text="والنفط", exact=True), "exact", id="exact-switch"),
        pytest.param(Request(text="بترول", synonyms=False), "synonyms", id="synonyms"),
        pytest.param(Request(text="النفط -سعر"), "excluded", id="exclusion"),
        pytest.param(Request(text='"سعر النفط" "زقزقة"'), "any", id="any"),
        pytest.param(Request(text='"سعر النفط" زقزقة -ذهب'), "any", id="any-and-exclusion"),
    ],
)
def test_an_empty_result_offers_what_would_help(many, request_, kind):
    """Each wider request is offered with the number of articles that it does find."""
    page = many.search(request_)
    assert page.total == 0
    offered = {relaxation.kind: relaxation for relaxation in page.relaxations}
    assert kind in offered
    found = many.search(offered[kind].request)
    assert found.complete == offered[kind].total > 0


def test_any_word_is_enough_but_exclusions_stay(make_index):
    """Who wants an article without a word does not want it in a wider search either."""
    searcher = make_index("سعر النفط", "سعر النفط والذهب", "القمح")
    (wider,) = (
        each
        for each in searcher.search(Request(text='"سعر النفط" "قمح غال" -ذهب')).relaxations
        if each.kind == "any"
    )
    assert wider.request.text == '("سعر النفط" أو "قمح غال") -ذهب'
    assert ids(searcher.search(wider.request)) == ["0"]


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(Request(text="زقزقة"), id="not-held"),
        pytest.param(Request(text="زقزقة", synonyms=False), id="no-other-name"),
        pytest.param(Request(text="بترول", synonyms=False, exact=True), id="exact-has-no-names"),
    ],
)
def test_nothing_is_offered_where_nothing_helps(many, request_):
    """A word that no article holds stays unfound."""
    page = many.search(request_)
    assert (page.total, page.relaxations) == (0, ())


def test_an_article_with_its_marks(make_index):
    """An article is shown whole, in paragraphs, with the words of the query marked."""
    searcher = make_index(
        {"id": "x", "title": "أسعار النفط", "body": "خبر عن النفط\n\nوالنفط غال",
         "url": "https://example.org/x", "published": "2023-05-07T10:20"},
    )  # fmt: skip
    view = searcher.article("x", "النفط")
    assert [p.text for p in view.paragraphs] == ["خبر عن النفط", "والنفط غال"]
    assert [p.text[s:e] for p in view.paragraphs for s, e in p.marks] == ["النفط", "والنفط"]
    assert [view.title.text[s:e] for s, e in view.title.marks] == ["النفط"]
    assert searcher.article("x").title.marks == ()
    assert searcher.article("nobody") is None


def test_an_article_without_a_title_is_headed_by_its_first_words(make_index):
    """Half of a real archive has no titles."""
    searcher = make_index("ارتفع النفط اليوم. " + "كلمات أخرى كثيرة " * 20)
    (hit,) = searcher.search(Request(text="النفط")).hits
    assert not hit.titled
    assert hit.title.text.startswith("ارتفع النفط اليوم.")
    assert len(hit.title.text.split()) <= 12
    assert page_to_json(searcher.search(Request(text="النفط")))["results"][0]["title"] == ""


def test_the_archive_is_summed_up(many):
    """Sources and sections by size, first and last day."""
    archive = many.archive()
    assert archive.index.articles == 25
    assert [(c.value, c.articles) for c in archive.sources] == [("رويترز", 13), ("وكالة", 12)]
    assert (archive.first, archive.last) == (date(2023, 1, 2), date(2023, 1, 24))


def test_the_archive_is_that_of_the_version_that_answers(make_index):
    """It is summed up once for each version, and no longer."""
    searcher = make_index("نفط", "غاز")
    assert searcher.archive().index.articles == 2
    assert searcher.archive() is searcher.archive()
    make_index("نفط", "غاز", "ذهب")
    searcher.refresh()
    assert searcher.archive().index.articles == 3


def test_check_finds_an_article_by_its_own_words(many, make_index):
    """Ready means: opens, and finds."""
    many.check()
    make_index("نص بلا عنوان", name="untitled").check()


def test_without_an_index_every_method_says_so(tmp_path):
    """The error is one, whatever was asked."""
    searcher = Searcher(tmp_path)
    for call in (
        lambda: searcher.search(Request(text="النفط")),
        lambda: searcher.article("x"),
        searcher.archive,
        searcher.check,
    ):
        with pytest.raises(IndexUnavailableError, match="no index here"):
            call()


def test_json_is_plain(many):
    """The JSON holds offsets, not HTML, and ISO dates."""
    data = page_to_json(many.search(Request(text="النفط", size=3)))
    assert data["total"] == 25
    assert len(data["results"]) == 3
    first = data["results"][0]
    assert set(first) == {
        "id", "url", "title", "source", "section", "author", "published", "score", "copies",
        "similar", "snippets",
    }  # fmt: skip
    (snippet, *_) = first["snippets"]
    assert [snippet["text"][s:e] for s, e in snippet["marks"]] == ["النفط"]


def test_iso_keeps_the_hour_only_where_it_is_known(many):
    """A day without an hour is a day."""
    page = many.search(Request(text="النفط", sort=Sort.NEWEST))
    assert iso(page.hits[0].published) == "2023-01-24"
    assert iso(page.hits[0].published.replace(hour=9)) == "2023-01-24T09:00:00"
    assert iso(None) is None


@given(text=st.text(max_size=40), page=st.integers(-5, 5))
def test_no_query_fails(sample_index, text, page):
    """Whatever is typed, there is a page, and its list agrees with its count."""
    searcher = Searcher(sample_index)
    shown = searcher.search(Request(text=text, page=page, size=50))
    assert 0 <= shown.complete <= shown.total
    assert len(shown.hits) == min(50, shown.total - 50 * (shown.request.page - 1))
    searcher.close()


def test_after_open_the_vocabulary_is_there(sample_index):
    """What a first query would have to read is read already; without an index it is said so."""
    searcher = Searcher(sample_index)
    searcher.open()
    assert "vocabulary" in vars(searcher._live.get())  # noqa: SLF001  a cached property that was asked
    with pytest.raises(IndexUnavailableError):
        Searcher(sample_index / "nowhere").open()
