"""The inner loops: what they say, and the same in NumPy and compiled."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.reader import open_reader
from search import Request, Searcher
from search.compiled import COMPILED
from search.kernels import NUMPY

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
@settings(deadline=None)  # the first call compiles
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


@settings(deadline=None)
@given(OCCURRENCES, st.floats(0.1, 9), st.floats(0.1, 2))
def test_a_term_adds_the_same(occurrences, idf, weight):
    """Scores and found documents do not depend on the compiler, to the last bit."""
    documents, frequencies, _ = occurrences
    lengths = np.arange(7, dtype=np.uint8)
    norms = np.linspace(0.3, 2, 256, dtype=np.float32)
    results = []
    for kernels in (NUMPY, COMPILED):
        scores, found = np.ones(7, np.float32), np.zeros(7, np.bool_)
        kernels.add_term(scores, found, documents, frequencies, lengths, norms, idf, weight)
        results.append((scores.tolist(), found.tolist()))
    assert results[0] == results[1]


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
    kernels = (COMPILED.add_term, COMPILED.follow)
    compiled = [len(kernel.signatures) for kernel in kernels]
    for text in QUERIES:
        Searcher(sample_index, kernels=COMPILED).search(Request(text=text))
    assert compiled == [len(kernel.signatures) for kernel in kernels]
