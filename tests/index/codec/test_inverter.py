"""Inversion: the postings of a run are those that looking at every word gives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import Terms
from index.codec.inverter import PlacedTerms, WordStream, invert

KINDS = len(Terms._fields)
ROOT = Terms._fields.index("root")
#: Words 1 to 5 and their terms: few, so that they recur, and one with a number of its own range.
TABLES = st.lists(
    st.tuples(*[st.sampled_from([-1, 0, 1, 2, 70_000])] * KINDS), min_size=5, max_size=5
)
STREAMS = st.lists(st.lists(st.integers(1, 5), max_size=8), max_size=6)


def stream_of(documents):
    """Return the stream of the words of some documents."""
    stream = WordStream()
    for words in documents:
        stream.add(np.array(words, np.uint32))
    return stream


def inverted(documents, first, terms_of_words):
    """Return {term: {document: positions}} of each kind, word by word."""
    found = [{} for _ in range(KINDS)]
    for document, words in enumerate(documents, first):
        for position, word in enumerate(words):
            for kind, term in enumerate(terms_of_words[word]):
                if term >= 0:
                    of_term = found[kind].setdefault(term, {})
                    of_term.setdefault(document, []).append(position)
    return found


def read_back(run, *, with_positions):
    """Return the same from a run."""
    documents, frequencies = iter(run.documents.tolist()), iter(run.frequencies.tolist())
    positions, found = iter(run.positions.tolist()), {}
    rows = zip(run.terms.tolist(), run.postings.tolist(), run.places.tolist(), strict=True)
    for term, postings, places in rows:
        of_term = found[term] = {}
        for _ in range(postings):
            document, frequency = next(documents), next(frequencies)
            of_term[document] = (
                [next(positions) for _ in range(frequency)] if with_positions else frequency
            )
        assert places == (sum(map(len, of_term.values())) if with_positions else 0)
    assert next(documents, None) is next(frequencies, None) is next(positions, None) is None
    return found


@given(STREAMS, TABLES, st.integers(0, 2**20))
def test_the_postings_of_a_stream(documents, table, first):
    """Each kind has a run: terms ascend, documents and positions keep their order."""
    terms_of_words = np.array([(-1,) * KINDS, *table], np.int32)
    *runs, beside = invert(stream_of(documents), first, terms_of_words)
    assert not len(beside.terms)
    expected = inverted(documents, first, [(-1,) * KINDS, *table])
    for kind, (run, of_kind) in enumerate(zip(runs, expected, strict=True)):
        assert run.terms.tolist() == sorted(of_kind)
        if kind == ROOT:  # roots have no positions
            of_kind = {  # noqa: PLW2901
                term: {document: len(positions) for document, positions in held.items()}
                for term, held in of_kind.items()
            }
        found = read_back(run, with_positions=kind != ROOT)
        assert found == of_kind
        assert all(list(held) == sorted(held) for held in found.values())


def test_terms_beside_the_words_stand_at_their_positions():
    """The terms of amounts are a run of their own, in documents that have any."""
    stream = WordStream()
    for places, terms in (([0, 1], [9, 9]), ([], []), ([2], [7])):
        beside = PlacedTerms(np.array(places, np.uint32), np.array(terms, np.uint32))
        stream.add(np.array([1, 2, 3], np.uint32), beside)
    *_, run = invert(stream, 5, np.zeros((4, KINDS), np.int32))
    assert read_back(run, with_positions=True) == {7: {7: [2]}, 9: {5: [0, 1]}}


def test_more_terms_than_sixteen_bits_count():
    """The sort goes through both halves of a number."""
    words = np.random.default_rng(1).permutation(70_000).astype(np.uint32) + 1
    stream = stream_of([words, words[::-1]])
    numbers = np.arange(70_001, dtype=np.int32) - 1
    exact, *_ = invert(stream, 0, np.stack([numbers] * KINDS, axis=1))
    assert exact.terms.tolist() == list(range(70_000))
    assert set(exact.postings.tolist()) == {2}
    assert exact.documents.tolist() == [0, 1] * 70_000
    positions = np.empty(70_001, np.int64)
    positions[words] = np.arange(70_000)
    assert np.array_equal(exact.positions[::2], positions[1:])
    assert np.array_equal(exact.positions[1::2], 69_999 - positions[1:])


def test_a_stream_counts_the_words_of_each_document():
    """Documents without words count, too."""
    stream = stream_of([[1, 2], [], [3]])
    assert list(stream.words) == [1, 2, 3]
    assert list(stream.counts) == [2, 0, 1]
