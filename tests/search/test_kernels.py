"""The inner loops: what they say, and the same in NumPy and compiled."""

import gc
import shutil
import weakref
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import read_articles
from index.reader import Postings, open_reader
from index.update import update_articles
from search import Request, Searcher, compiled, compiled_scorer
from search.compiled import COMPILED
from search.evaluate import Evaluator
from search.kernels import NUMPY, Matches
from search.query import Word
from search.query_parser import parse_query
from search.ranking import WEIGHTS
from tests.conftest import SAMPLE

QUERIES = (
    "النفط", "أسعار النفط", "النفط أو الذهب", "النفط -السعودية", '"أسعار النفط"',
    '"البنك المركزي"', '"مليون برميل يوميا"~3', "عنوان:النفط", "النف*", "أسعار النفط العالمية",
    "ما هي أسعار النفط", "تاريخ:2016 النفط", "مصدر:الرياض", "زقزقة", "",
)  # fmt: skip

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


@dataclass(frozen=True, eq=False)
class Listed:
    """An index of twenty articles with made-up postings, in arrays of made-up types."""

    lists: dict
    types: tuple
    articles: int = 20

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
        st.tuples(st.sampled_from(FIELDS), st.sampled_from(("a", "~b", "=c", "^d", "e"))),
        st.dictionaries(st.integers(0, 19), st.integers(1, 9)),
    ),
    st.tuples(TYPES, TYPES),
)
WORDS = st.lists(st.sampled_from([Word("a", "a", "~b", "=c", "^d"), Word("e", "e")]), max_size=3)


@given(INDEXES, WORDS, st.booleans(), st.sets(st.integers(0, 19), min_size=1))
def test_words_add_the_same(index, words, exact, chosen):
    """Scores and found documents do not depend on the compiler, to the last bit."""
    results = []
    for kernels in (NUMPY, COMPILED):
        scorer = kernels.scorer(index, WEIGHTS, exact)
        matches = Matches(np.zeros(20, np.bool_), np.linspace(0, 1, 20, dtype=np.float32))
        scorer.add(words, FIELDS, matches)
        scorer.add_to(np.array(sorted(chosen), np.uint16), words, ("body",), matches)
        results.append((matches.found.tolist(), matches.scores.tolist()))
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
    assert there.found.nonzero()[0].tolist() == documents.tolist()


def test_a_reader_that_is_let_go_of_is_gone(sample_index):
    """What is remembered of an index does not keep it open."""
    reader = open_reader(sample_index)
    query = parse_query("أسعار النفط", reader.analyzer).query
    assert Evaluator(reader, kernels=COMPILED).matches(query).found.any()
    gone = weakref.ref(reader)
    del reader
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize("text", QUERIES)
def test_a_page_is_the_same(sample_index, text):
    """Whichever kernels serve, a reader sees the same hits with the same scores."""
    pages = [
        Searcher(sample_index, kernels=kernels).search(Request(text=text))
        for kernels in (NUMPY, COMPILED)
    ]
    assert pages[0].hits == pages[1].hits
    assert (pages[0].total, pages[0].complete) == (pages[1].total, pages[1].complete)


def test_compiled_kernels_are_ready_when_an_index_is_opened(sample_index):
    """After prepare no query compiles anything."""
    COMPILED.prepare(open_reader(sample_index))
    loops = (compiled._follow, compiled._leading, compiled_scorer._add, compiled_scorer._add_to)  # noqa: SLF001
    signatures = [len(loop.signatures) for loop in loops]
    for text in QUERIES:
        Searcher(sample_index, kernels=COMPILED).search(Request(text=text))
    assert signatures == [len(loop.signatures) for loop in loops]


def test_an_updated_index_gives_the_same_by_both(sample_index, tmp_path):
    """Of several segments, with articles removed, as of one."""
    copy = shutil.copytree(sample_index, tmp_path / "index")
    articles = list(islice((a for a in read_articles([SAMPLE]) if "النفط" in a.body), 4))
    changed = (replace(article, body=f"{article.body} أسعار النفط") for article in articles)
    update_articles(changed, copy)
    pages = []
    for kernels in (NUMPY, COMPILED):
        searcher = Searcher(copy, kernels=kernels)
        texts = ("النفط", "أسعار النفط", '"أسعار النفط"', "نفط أو ذهب -غاز", "النف*")
        requests = (Request(text=text) for text in texts)
        found = [searcher.search(request) for request in requests]
        pages.append([(page.total, [(hit.id, hit.score) for hit in page.hits]) for page in found])
        searcher.close()
    assert pages[0] == pages[1]
    assert articles[0].id in {hit for hit, _ in pages[0][2][1]}
