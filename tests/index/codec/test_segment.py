"""What is written into a segment is what is read from it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import ROOT_TAG, ArabicAnalyzer
from index.articles import Article
from index.codec.dictionary import Slots, read_dictionary, write_dictionary, write_slots
from index.codec.lexicon import Lexicon
from index.codec.segment import Segment
from index.codec.texts import TextReader, TextWriter, pack, unpack
from index.codec.writer import SegmentWriter
from index.intake import read_words
from tests.conftest import examples

EMPTY = Article(id="", url="", title="", body="", source="", section="", author="", published=None)
WORDS = "النفط نفط والنفط أسعار سعر في 3.5% OPEC بنوك البنك ـ".split()
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


def written(directory, texts, *, memory=64):
    """Return a segment of articles with the given titles and bodies."""
    lexicon = Lexicon()
    writer = SegmentWriter(directory, "S", lexicon, memory=memory)
    for number, (title, body) in enumerate(texts):
        article = replace(EMPTY, id=f"{number:03}", title=title, body=body, source=title[:5])
        for read in read_words([article], lexicon):
            writer.add(read)
    writer.finish()
    return Segment(directory, "S")


def inverted(texts):
    """Return {term: {document: positions}} by looking at every word of every text."""
    found = {}
    for document, text in enumerate(texts):
        for word in ArabicAnalyzer().words(text):
            for term in filter(None, word[4:]):
                found.setdefault(term, {}).setdefault(document, []).append(word.position)
    return found


def without_places(found):
    """Return found without the positions of roots: they are not kept."""
    return {
        term: {document: [] for document in documents} if term.startswith(ROOT_TAG) else documents
        for term, documents in found.items()
    }


def read_back(field):
    """Return the same from the postings of a field."""
    found = {}
    for place, term in enumerate(field.terms):
        documents, frequencies = field.postings(place)
        positions = iter(field.term_positions(place).tolist())
        found[term.decode()] = {
            document: [next(positions) for _ in range(count * (term[:1] != ROOT_TAG.encode()))]
            for document, count in zip(documents.tolist(), frequencies.tolist(), strict=True)
        }
        assert next(positions, None) is None
    return found


@settings(max_examples=examples(25))
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8))
def test_postings_are_those_of_the_texts(tmp_path_factory, texts):
    """Every term, in every document, at every position, in one run and in many."""
    titles, bodies = zip(*texts, strict=True)
    for memory in (64, 0):  # without memory every article is a run of its own
        segment = written(tmp_path_factory.mktemp("segment"), texts, memory=memory)
        assert read_back(segment.fields["title"]) == without_places(inverted(titles))
        assert read_back(segment.fields["body"]) == without_places(inverted(bodies))
        assert [segment.record(n).fields["body"] for n in range(len(texts))] == list(bodies)
        for n, body in enumerate(bodies):
            starts, ends = segment.record(n).body
            words = [body[s:e] for s, e in zip(starts, ends, strict=True)]
            assert words == [word.text for word in ArabicAnalyzer().words(body)]


def test_runs_leave_nothing_behind(tmp_path):
    """What was spilled is gone when the segment is written."""
    written(tmp_path, [("عنوان", "نص")] * 5, memory=0)
    assert all(path.is_file() for path in tmp_path.iterdir())


@given(st.sets(st.text(st.characters(exclude_categories=["Cs"]), min_size=1)))
def test_a_dictionary_finds_its_terms_and_no_others(tmp_path_factory, terms):
    """By bisection over bytes, in the order of characters."""
    path = tmp_path_factory.mktemp("dictionary") / "d"
    write_dictionary(path, [term.encode() for term in sorted(terms)])
    dictionary = read_dictionary(path)
    assert [term.decode() for term in dictionary] == sorted(terms)
    assert dictionary[:2] == [term.encode() for term in sorted(terms)[:2]]
    for place, term in enumerate(sorted(terms)):
        assert dictionary.place(term.encode()) == place
        begun = [each for each in sorted(terms) if each.startswith(term)]
        assert [dictionary[n].decode() for n in dictionary.beginning(term.encode())] == begun
    assert dictionary.place(b"\xfe") is None


@given(st.sets(st.binary(min_size=1, max_size=3), max_size=300))
def test_slots_find_the_terms_and_no_others(tmp_path_factory, terms):
    """However many there are, whatever their hashes."""
    path, in_order = tmp_path_factory.mktemp("slots") / "s.npy", sorted(terms)
    write_slots(path, in_order)
    slots = Slots(in_order, np.load(path))
    assert [slots.place(term) for term in in_order] == list(range(len(in_order)))
    assert slots.place(b"none of them") is None


@pytest.mark.parametrize("count", [0, 1, 99, 1500])
def test_records_come_back(tmp_path, count):
    """With a dictionary of what they share, and without where there are too few for one."""
    writer = TextWriter(tmp_path / "t")
    records = [
        [f"مقال رقم {n} عن النفط ".encode() * 5, b"", bytes([n % 256])] for n in range(count)
    ]
    for record in records:
        writer.add(record)
    writer.close()
    reader = TextReader(tmp_path / "t", 3)
    assert [reader.read(n) for n in range(count)] == records
    assert bool((tmp_path / "t.dict").stat().st_size) == (count > 1000)


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_packed_numbers_come_back(numbers):
    """In as few bytes as the highest needs."""
    array = np.array(numbers, np.uint32)
    assert unpack(pack(array)).tolist() == numbers
