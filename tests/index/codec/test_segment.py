"""What is written into a segment is what is read from it."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import ROOT_TAG, ArabicAnalyzer
from index.articles import Article
from index.codec.lexicon import Lexicon
from index.codec.segment import Segment
from index.codec.writer import SegmentWriter
from index.indexer.intake import read_words
from index.quantities.amounts import find_amounts
from index.quantities.terms import amount_term
from tests.conftest import examples
from tests.index.quantities.printed import words_and_gaps

EMPTY = Article(id="", url="", title="", body="", source="", section="", author="", published=None)
WORDS = "النفط نفط والنفط أسعار سعر في 3.5% 5 مليار دولار OPEC بنوك البنك".split()
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
    """Return {term: {document: positions}} by looking at every word and amount of every text."""
    found = {}
    for document, text in enumerate(texts):
        for word in ArabicAnalyzer().words(text):
            for term in filter(None, word[4:]):
                found.setdefault(term, {}).setdefault(document, []).append(word.position)
        for amount in find_amounts(*words_and_gaps(text)):
            term = amount_term(amount.unit, amount.value)
            words = range(amount.first, amount.last + 1)
            found.setdefault(term, {}).setdefault(document, []).extend(words)
    return found


def without_positions_of_roots(found):
    """Return found without the positions of roots: they are not kept."""
    return {
        term: {document: [] for document in documents} if term.startswith(ROOT_TAG) else documents
        for term, documents in found.items()
    }


def read_back(field):
    """Return the same from the postings of a field."""
    found = {}
    for ordinal, term in enumerate(field.terms):
        documents, frequencies = field.postings(ordinal)
        positions = iter(field.term_positions(ordinal).tolist())
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
        assert read_back(segment.fields["title"]) == without_positions_of_roots(inverted(titles))
        assert read_back(segment.fields["body"]) == without_positions_of_roots(inverted(bodies))
        assert [segment.record(n).fields["body"] for n in range(len(texts))] == list(bodies)
        for n, body in enumerate(bodies):
            starts, ends = segment.record(n).body.unpacked()
            words = [body[s:e] for s, e in zip(starts, ends, strict=True)]
            assert words == [word.text for word in ArabicAnalyzer().words(body)]
