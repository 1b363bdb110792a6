"""The inner loops: their results, and that NumPy and compiled loops agree."""

import shutil
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import read_articles
from index.indexer.update import update_articles
from index.postings import PLACES, Postings
from search import Request, Searcher
from search.engine.scoring.compiled import COMPILED
from search.engine.scoring.kernels import NUMPY, Matches
from search.query.tree import Word
from search.weights import WEIGHTS
from tests.conftest import SAMPLE
from tests.search.queries import QUERIES

OCCURRENCES = st.dictionaries(
    st.integers(0, 6), st.sets(st.integers(0, 9), min_size=1), max_size=5
).map(
    lambda places: (
        np.array(sorted(places), np.uint16),
        np.array([len(places[document]) for document in sorted(places)], np.uint8),
        np.array([at for document in sorted(places) for at in sorted(places[document])], np.uint16),
    )
)


def by_document(occurrences):
    """Return {document: positions} of occurrences."""
    documents, counts, positions = (each.tolist() for each in occurrences)
    places = iter(positions)
    return {d: [next(places) for _ in range(n)] for d, n in zip(documents, counts, strict=True)}


@pytest.mark.parametrize("kernels", [NUMPY, COMPILED], ids=["numpy", "compiled"])
@given(first=OCCURRENCES, second=OCCURRENCES, reach=st.integers(1, 4))
def test_what_follows(kernels, first, second, reach):
    """A position follows when one of those before it in the document is near enough."""
    before = by_document(first)
    naive = {
        document: reached
        for document, positions in by_document(second).items()
        if (
            reached := [
                at for at in positions if any(0 < at - b <= reach for b in before.get(document, []))
            ]
        )
    }
    assert by_document(kernels.follow(*first, *second, reach)) == naive


@pytest.mark.parametrize("kernels", [NUMPY, COMPILED], ids=["numpy", "compiled"])
@given(occurrences=OCCURRENCES.filter(lambda each: len(each[0])), wanted=st.sets(st.integers(0, 7)))
def test_where_a_term_stands(kernels, occurrences, wanted):
    """In the wanted documents that have it, a number for each place."""
    documents = np.array(sorted(wanted), np.int64)
    naive = [
        document * PLACES + at
        for document, positions in by_document(occurrences).items()
        for at in positions
        if document in wanted
    ]
    assert kernels.locate(*occurrences, documents).tolist() == naive


PLACED = st.dictionaries(st.integers(0, 5), st.sets(st.integers(0, 12), max_size=4)).map(
    lambda places: sorted(d * PLACES + at for d, positions in places.items() for at in positions)
)
DOCUMENTS = np.arange(6)


def in_each(locations):
    """Return how many of some locations each document has."""
    return np.bincount([at // PLACES for at in locations], minlength=len(DOCUMENTS)).tolist()


@pytest.mark.parametrize("kernels", [NUMPY, COMPILED], ids=["numpy", "compiled"])
@given(locations=PLACED, first=st.integers(1, 12))
def test_which_documents_open_with_a_word(kernels, locations, first):
    """Those that have it among their first words."""
    opening = [at for at in locations if at % PLACES < first]
    found = kernels.opening(np.array(locations, np.int64), DOCUMENTS, first)
    assert found.tolist() == [times > 0 for times in in_each(opening)]


@pytest.mark.parametrize("kernels", [NUMPY, COMPILED], ids=["numpy", "compiled"])
@given(one=PLACED, other=PLACED, reach=st.integers(1, 4))
def test_how_often_words_stand_side_by_side(kernels, one, other, reach):
    """The second right after the first; and the first near the second, on either side."""
    adjacent = [at for at in other if at - 1 in one]
    near = [at for at in one if any(abs(at - each) <= reach for each in other)]
    arrays = (np.array(each, np.int64) for each in (one, other))
    found = kernels.beside(*arrays, DOCUMENTS, reach)
    assert [times.tolist() for times in found] == [in_each(adjacent), in_each(near)]


@dataclass(frozen=True, eq=False)
class Listed:
    """An index of twenty articles with made-up postings, in arrays of made-up types."""

    lists: dict
    types: tuple
    articles: int = 20

    def __len__(self):
        """Return the number of documents: all articles."""
        return self.articles

    def held(self, field, term):
        """Return the number of articles that contain a term in a field."""
        return len(self.lists.get((field, term), {}))

    def postings(self, field, term):
        """Return the postings of a term in a field."""
        documents = sorted(self.lists.get((field, term), {}))
        counts = [self.lists[field, term][document] for document in documents]
        return Postings(*map(np.array, (documents, counts), self.types))

    def length_bytes(self, field):
        """Return made-up lengths, others in the title."""
        return np.arange(self.articles, dtype=np.uint8) + (field == "title")

    def average_length(self, field):
        """Return a made-up mean."""
        return len(field) / 2


FIELDS = ("title", "body")
TYPES = st.sampled_from([np.uint8, np.uint16, np.uint32])
INDEXES = st.builds(
    Listed,
    st.dictionaries(
        st.tuples(st.sampled_from(FIELDS), st.sampled_from(("a", "~نفط", "~نفطي", "^d", "e"))),
        st.dictionaries(st.integers(0, 19), st.integers(1, 9)),
    ),
    st.tuples(TYPES, TYPES),
)
#: A word that near forms find, too, and a stop word.
WORDS = st.lists(st.sampled_from([Word("a", "a", "~نفط", "^d"), Word("e", "e")]), max_size=3)


@given(INDEXES, WORDS, st.booleans(), st.sets(st.integers(0, 19), min_size=1))
def test_words_add_the_same(index, words, exact, chosen):
    """NumPy and compiled loops give the same documents and scores, to the last bit."""
    results = []
    for kernels in (NUMPY, COMPILED):
        scorer = kernels.scorer(index, WEIGHTS, exact)
        matches = Matches(np.zeros(20, np.bool_), np.linspace(0, 1, 20, dtype=np.float32))
        scorer.add(words, FIELDS, matches)
        scorer.add_to(np.array(sorted(chosen), np.uint16), words, ("body",), matches)
        results.append((matches.mask.tolist(), matches.scores.tolist()))
    assert results[0] == results[1]


@pytest.mark.parametrize("kernels", [NUMPY, COMPILED], ids=["numpy", "compiled"])
@given(INDEXES, WORDS, st.sets(st.integers(0, 19), min_size=1))
def test_chosen_documents_score_as_all_do(kernels, index, words, chosen):
    """What is added to some documents is what would be added to all, and nothing elsewhere."""
    scorer = kernels.scorer(index, WEIGHTS, exact=False)
    everywhere, there = (Matches(np.zeros(20, np.bool_), np.zeros(20, np.float32)) for _ in "ab")
    scorer.add(words, FIELDS, everywhere)
    documents = np.array(sorted(chosen), np.uint16)
    scorer.add_to(documents, words, FIELDS, there)
    expected = np.zeros(20, np.float32)
    expected[documents] = everywhere.scores[documents]
    assert there.scores.tolist() == expected.tolist()
    assert there.mask.nonzero()[0].tolist() == documents.tolist()


@pytest.mark.parametrize("text", QUERIES)
def test_a_page_is_the_same(sample_index, text):
    """NumPy and compiled loops give the same page."""
    pages = [
        Searcher(sample_index, compiled=compiled).snapshot().search(Request(text=text))
        for compiled in (False, True)
    ]
    assert pages[0].hits == pages[1].hits
    assert pages[0].total == pages[1].total
    assert pages[0].total_matching_all == pages[1].total_matching_all


def test_an_updated_index_gives_the_same_by_both(sample_index, tmp_path):
    """Of several segments, with articles removed, as of one."""
    copy = shutil.copytree(sample_index, tmp_path / "index")
    articles = list(islice((a for a in read_articles([SAMPLE]) if "النفط" in a.body), 4))
    changed = (replace(article, body=f"{article.body} أسعار النفط") for article in articles)
    update_articles(changed, copy)
    pages = []
    for compiled in (False, True):
        searcher = Searcher(copy, compiled=compiled)
        texts = ("النفط", "أسعار النفط", '"أسعار النفط"', "نفط أو ذهب -غاز", "النف*")
        requests = (Request(text=text) for text in texts)
        found = [searcher.snapshot().search(request) for request in requests]
        pages.append(
            [(page.total, [(hit.headline.id, hit.score) for hit in page.hits]) for page in found]
        )
        searcher.close()
    assert pages[0] == pages[1]
    assert articles[0].id in {hit for hit, _ in pages[0][2][1]}
