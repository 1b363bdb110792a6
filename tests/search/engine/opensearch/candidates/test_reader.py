"""Candidates are read as the same articles of one machine are: the same arrays, the same scores."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.segment import FIELDS
from index.postings import PLACES
from index.schema import FACETS, SMALL_FIELDS, TEXT_FIELDS
from search.engine.opensearch.candidates import CandidateReader
from search.engine.opensearch.candidates.candidate import Candidate
from search.engine.scoring.evaluator import Evaluator
from search.engine.scoring.filters import passing
from search.engine.scoring.highlights import highlights
from search.engine.scoring.kernels import NUMPY
from search.engine.scoring.proximity import position_scores
from search.request import Filters, Label, Request
from search.rewrite.rewriter import rewrite
from search.weights import WEIGHTS
from tests.search.engine.test_contract import TEXTS

#: Queries that the archive of these tests has something for, besides those of the contract.
MORE = [
    pytest.param("أوبك -النفط", id="near-duplicates"),
    pytest.param("تنزيل تطبيقنا", id="repeated"),
    pytest.param('"النفط أوبك"~3', id="phrase-with-slop"),
    pytest.param("كاتب:سعاد", id="author"),
    pytest.param("مصدر:رويترز", id="source-by-its-name"),
    pytest.param("عنوان:(3 مليارات دولار)", id="amount-in-a-title"),
    pytest.param("نسبة:3.5%", id="one-value"),
    pytest.param("نسبة:>1%", id="open-range"),
    pytest.param("oil", id="latin"),
    pytest.param("سنة:1932", id="old"),
]
#: Terms that no article has, or none can have.
OTHERS = ("زقزقة", "~زقزقة", "^زقزق", "#usd99", "", "~", "النفط ", "\x00")


def compiled():
    """Return the compiled loops."""
    from search.engine.scoring.compiled import COMPILED  # noqa: PLC0415  takes seconds to import

    return COMPILED


KERNELS = {"numpy": lambda: NUMPY, "compiled": compiled}


@pytest.fixture(scope="module")
def whole(archive):
    """Return a reader of all articles that many tests share, as threads do."""
    return archive.whole


@pytest.fixture(scope="module")
def terms(archive):
    """Return the terms of each field."""
    fields = archive.reader._segment.fields  # noqa: SLF001  a reader lists no terms
    return {field: [term.decode() for term in fields[field].terms] for field in FIELDS}


def equal(these, those):
    """Return whether two rows of arrays have the same values, and numbers of the same kind."""
    pairs = list(zip(these, those, strict=True))
    return all(np.array_equal(a, b) and a.dtype.kind == b.dtype.kind for a, b in pairs)


def only(occurrences, documents):
    """Return occurrences in ascending documents alone, numbered anew."""
    holding, counts, positions = occurrences
    kept = np.isin(holding, documents)
    numbered = np.searchsorted(documents, holding[kept]).astype(holding.dtype)
    return numbered, counts[kept], positions[np.repeat(kept, counts)]


def test_every_article_is_the_same(archive):
    """Its headline, texts, words, names and repeated parts, under one number."""
    whole = archive.whole
    assert len(whole) == len(archive.reader)
    assert list(whole.ids) == list(archive.reader.ids)
    assert np.array_equal(whole.published, archive.reader.published)
    for document, article_id in enumerate(whole.ids):
        stored = whole.stored(document)
        assert stored == archive.reader.stored(document)
        assert whole.document(article_id) == document
        assert stored.body_words == archive.reader.stored(document).body_words
    assert whole.document("nothing") is None


def test_the_archive_has_what_is_compared(archive):
    """Repeated parts, copies, near duplicates, articles without a date, addresses of two hosts."""
    each = [archive.reader.stored(document) for document in range(len(archive.reader))]
    assert any(article.repeated for article in each)
    assert any(article.headline.copies for article in each)
    assert any(article.headline.published is None for article in each)
    assert any(article.headline.author for article in each)
    assert any(article.headline.no_address for article in each)
    duplicates = archive.reader.near_duplicates.of(archive.reader.document("first"))
    assert [archive.reader.ids[document] for document in duplicates] == ["late", "undated"]


@pytest.mark.parametrize("facet", [facet.name for facet in FACETS])
def test_columns_are_the_same(archive, facet):
    """The same values, by the names that they are shown as, for the same articles."""
    ours, theirs = archive.whole.labels(facet), archive.reader.labels(facet)
    assert ours.values == theirs.values
    assert ours.counts() == theirs.counts()
    for document in range(len(archive.reader)):
        assert ours.of(document) == theirs.of(document)


@pytest.mark.parametrize("field", FIELDS)
def test_lengths_are_the_same(archive, field):
    """Encoded in the same byte: what is left out does not count, nor do amounts."""
    ours, theirs = archive.whole.length_bytes(field), archive.reader.length_bytes(field)
    assert np.array_equal(ours, theirs)
    assert ours.dtype == theirs.dtype


@given(data=st.data())
@pytest.mark.parametrize("field", FIELDS)
def test_postings_are_those_of_an_index(archive, whole, terms, field, data):
    """Of every term, whether it occurs or not; in some articles, those that are in these."""
    term = data.draw(st.sampled_from([*terms[field], *OTHERS]))
    assert equal(whole.postings(field, term), archive.reader.postings(field, term))
    assert equal(whole.occurrences(field, term), archive.reader.occurrences(field, term))
    documents = sorted(data.draw(st.sets(st.integers(0, len(whole) - 1), max_size=8)))
    some = archive.of(documents)
    expected = only(archive.reader.occurrences(field, term), documents)
    assert equal(some.occurrences(field, term), expected)
    assert some.held(field, term) == archive.reader.held(field, term)


@given(data=st.data())
@pytest.mark.parametrize("field", TEXT_FIELDS)
def test_places_are_those_of_an_index(archive, whole, terms, field, data):
    """Of any of some terms, in some articles; roots have none, nor has "" for no term."""
    each = st.sampled_from([*terms[field], *OTHERS])
    some = tuple(data.draw(st.lists(each, max_size=4)))
    numbers = data.draw(st.sets(st.integers(0, len(whole) - 1)))
    documents = np.array(sorted(numbers), np.int64)
    found = whole.places_in(field, some, documents)
    assert np.array_equal(found, archive.reader.places_in(field, some, documents))
    assert found.dtype == np.int64


@given(data=st.data())
@pytest.mark.parametrize("field", TEXT_FIELDS)
def test_amounts_are_those_of_an_index(archive, whole, terms, field, data):
    """Between any two terms of amounts: the articles, and the words of the amounts in them."""
    amounts = [term for term in terms[field] if term[0] == "#"]
    bounds = st.sampled_from([*amounts, "#usd0", "#usd:", "#pct0", "#pct:"])
    ranges = data.draw(st.lists(st.tuples(bounds, bounds).map(sorted).map(tuple), max_size=3))
    documents = np.arange(len(whole))
    for first, last in ranges:
        ours = whole.documents_between(field, first, last)
        assert set(ours) == set(archive.reader.documents_between(field, first, last))
    expected = archive.reader.places_between(field, ranges, documents)
    assert np.array_equal(whole.places_between(field, ranges, documents), expected)
    holding = {location // PLACES for location in expected.tolist()}
    assert archive.of([0]).held_between(field, ranges) == len(holding)


def test_near_duplicates_are_grouped_among_the_candidates(archive):
    """As in the whole archive; one whose others are not among them has none."""
    duplicates, theirs = archive.whole.near_duplicates, archive.reader.near_duplicates
    assert np.array_equal(duplicates.group, theirs.group)
    assert sorted(duplicates.members) == sorted(theirs.members)
    for document in range(len(archive.reader)):
        assert duplicates.of(document) == theirs.of(document)
    first, *others = (archive.reader.document(name) for name in ("first", "late", "undated"))
    some = archive.of([0, *others])
    of_late = [some.ids[document] for document in some.near_duplicates.of(some.document("late"))]
    assert of_late == ["undated"]
    alone = archive.of([0, first])
    assert not len(alone.near_duplicates.members)
    assert alone.near_duplicates.group.tolist() == [0, 1]


@pytest.mark.parametrize("kernels", KERNELS)
@pytest.mark.parametrize("exact", [False, True], ids=["forms", "exact"])
@pytest.mark.parametrize("text", [*TEXTS, *MORE])
def test_queries_score_the_same_to_the_last_bit(archive, whole, text, exact, kernels):
    """What matches, its scores, what positions add, and which words are marked."""
    loops = KERNELS[kernels]()
    plan = rewrite(Request(text=text, exact=exact), archive.reader, WEIGHTS)
    theirs = results(archive.reader, plan, range(len(whole)), exact, loops)
    every_third = range(0, len(whole), 3)
    for documents, reader in ((range(len(whole)), whole), (every_third, archive.of(every_third))):
        ours = results(reader, plan, range(len(reader)), exact, loops)
        for mine, yours in zip(ours[:2], theirs[:2], strict=True):
            assert np.array_equal(mine.mask, yours.mask[documents])
            assert np.array_equal(mine.scores, yours.scores[documents])
        assert np.array_equal(ours[2], theirs[2][documents])
        assert ours[3] == [theirs[3][document] for document in documents]


def results(documents, plan, chosen, exact, loops):
    """Return matches, those of most of the words, scores by position and highlights."""
    evaluator = Evaluator(documents, exact, WEIGHTS, loops)
    matches = evaluator.matches(plan.query)
    mostly = evaluator.mostly(plan.typed, 0) or matches
    best = np.array(chosen, np.int64)
    added = position_scores(documents, plan.typed, best, WEIGHTS, kernels=loops)
    return matches, mostly, added, highlights(documents, plan.query, list(chosen), exact=exact)


def test_threads_share_a_reader(archive):
    """Each finds what it would find alone, though all ask for the first time."""
    reader = archive.whole

    def scores(text):
        plan = rewrite(Request(text=text), archive.reader, WEIGHTS)
        return Evaluator(reader, weights=WEIGHTS, kernels=NUMPY).matches(plan.query).scores.tolist()

    texts = ["أسعار النفط", "5 في المئة", "مصدر:دبي", "استثمار*"] * 2
    with ThreadPoolExecutor(len(texts)) as pool:
        together = list(pool.map(scores, texts))
    assert together == [scores(text) for text in texts]


@pytest.mark.parametrize("kernels", KERNELS)
def test_no_candidates_are_no_documents(archive, kernels):
    """A query that finds nothing has arrays of nothing."""
    nothing = archive.of([])
    loops = KERNELS[kernels]()
    assert (len(nothing), list(nothing.ids)) == (0, [])
    plan = rewrite(Request(text="أسعار النفط 5%"), archive.reader, WEIGHTS)
    matches, _, added, marked = results(nothing, plan, [], exact=False, loops=loops)
    assert (len(matches.mask), len(matches.scores), len(added), marked) == (0, 0, 0, [])
    assert not len(nothing.near_duplicates.members)
    for field in (*TEXT_FIELDS, *SMALL_FIELDS):
        assert not len(nothing.postings(field, "النفط").documents)
        assert not len(nothing.length_bytes(field))
    for facet in FACETS:
        assert nothing.labels(facet.name).counts() == []


def test_the_loops_compile_for_candidates(archive):
    """They are made ready for one page, and the next needs no others."""
    from search.engine.scoring.compiled import LOOPS  # noqa: PLC0415  takes seconds to import

    compiled().prepare(archive.of([]))
    made = [len(loop.signatures) for loop in LOOPS]
    compiled().prepare(archive.whole)
    assert [len(loop.signatures) for loop in LOOPS] == made


def test_filters_pass_the_same(archive, whole):
    """By source as it is shown, by what an article names, by both."""
    for label in (Label("source", "رويترز"), Label("country", "السعودية"), Label("year", "2022")):
        for filters in (Filters().add(label), Filters().exclude(label)):
            expected = passing(archive.reader, filters)
            assert np.array_equal(passing(whole, filters), expected)
            assert 0 < np.count_nonzero(expected) < len(whole)


def test_candidates_are_numbered_in_the_order_of_the_archive(archive):
    """Whatever order the cluster returned them in."""
    last, first = archive.of([5, 2]), archive.of([2, 5])
    assert list(last.ids) == list(first.ids) == [archive.reader.ids[2], archive.reader.ids[5]]


def test_what_is_only_counted_needs_no_text(archive):
    """A row without its source has no words, and still a place in its group."""
    bare = Candidate(id="first", seq=3, group=7, grouped=True)
    other = Candidate(id="late", seq=4, group=7, grouped=True)
    shown = archive.reader.names.shown
    reader = CandidateReader([bare, other], archive.reader, archive.reader.held_between, shown)
    assert reader.near_duplicates.of(0) == [1]
    assert not len(reader.postings("body", "النفط").documents)


def test_what_is_said_of_the_archive_is_passed_on(archive):
    """One candidate knows how large its archive is."""
    one, reader = archive.of([0]), archive.reader
    for name in ("name", "articles", "built", "span", "analyzer", "vocabulary", "phrases"):
        assert getattr(one, name) is getattr(reader, name) or (
            getattr(one, name) == getattr(reader, name)
        )
    assert one.held("body", "النفط") == reader.held("body", "النفط") > 1
    assert one.average_length("body") == reader.average_length("body")
    assert one.expand_prefix("body", "نف", 3) == reader.expand_prefix("body", "نف", 3)
    assert one.daily_counts() == reader.daily_counts()
    assert one.label_counts("source") == reader.label_counts("source")
