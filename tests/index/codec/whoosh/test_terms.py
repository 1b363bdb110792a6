"""Terms in the interface of Whoosh: dictionaries, cursors, matchers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.matching.mcore import ReadTooFar

from index.codec.segment import FIELDS
from index.codec.whoosh.schema import article_schema
from index.codec.whoosh.terms import ArrayTermsReader
from tests.index.segments import article, written

BODIES = ["سعر النفط", "", "سعر القمح وسعر سعر", "ذهب", "سعر الذهب"]
HOLDING = [0, 2, 4]
TERM = "سعر".encode()


@pytest.fixture(scope="module")
def segment(tmp_path_factory):
    """Return a segment of five articles."""
    archive = [article(str(n), body, source="رويترز") for n, body in enumerate(BODIES)]
    return written(tmp_path_factory.mktemp("terms"), archive)


@pytest.fixture(scope="module")
def reader(segment):
    """Return the terms of the segment."""
    return ArrayTermsReader(segment)


@pytest.fixture
def matcher(reader):
    """Return a matcher over the articles with one word."""
    return reader.matcher("body", TERM, article_schema()["body"].format)


def test_terms_are_in_order(reader, segment):
    """By field, then by bytes."""
    terms = list(reader.terms())
    assert terms == sorted(terms)
    assert {field for field, _ in terms} <= set(reader.indexed_field_names())
    assert reader.indexed_field_names() == sorted(["id", *FIELDS])
    assert [t for f, t in terms if f == "body"] == list(segment.fields["body"].terms)


def test_terms_from_a_prefix_go_to_the_end_of_the_field(reader):
    """Whether the prefix is a term or not; a field that is not there has none."""
    body = [term for field, term in reader.terms() if field == "body"]
    for prefix in (b"", TERM, "سع".encode(), b"\xff"):
        expected = [("body", term) for term in body if term >= prefix]
        assert list(reader.terms_from("body", prefix)) == expected
        assert [term for term, _ in reader.items_from("body", prefix)] == expected
    assert list(reader.terms_from("nowhere", b"")) == []
    assert [term for term, _ in reader.items()] == list(reader.terms())


def test_the_statistics_of_a_term(reader):
    """Frequencies, documents, first and last."""
    told = reader.term_info("body", TERM)
    assert (told.weight(), told.doc_frequency(), told.max_weight()) == (4, 3, 2)
    assert (told.min_id(), told.max_id()) == (0, 4)
    assert reader.frequency("body", TERM) == 4
    assert reader.doc_frequency("body", TERM) == 3


def test_what_is_not_there(reader, matcher):
    """Is not in the reader, and is a KeyError."""
    assert ("body", TERM) in reader
    assert ("body", b"nothing") not in reader
    assert ("nowhere", TERM) not in reader
    with pytest.raises(KeyError, match="nothing"):
        reader.term_info("body", b"nothing")
    with pytest.raises(KeyError, match="nothing"):
        reader.matcher("body", b"nothing", matcher.format)


def test_a_cursor_walks_over_a_field(reader):
    """From any term on, and back to the first."""
    body = [term.decode() for field, term in reader.terms() if field == "body"]
    cursor = reader.cursor("body", None)
    walked = [cursor.text()]
    while cursor.next() is not None:
        walked.append(cursor.text())
    assert walked == body
    assert cursor.text() is None
    assert cursor.find("سعر") == "سعر"
    assert cursor.term_info().doc_frequency() == 3
    assert cursor.find(b"\xff") is None
    assert cursor.first() == body[0]


def test_a_matcher_walks_over_the_documents(matcher):
    """With frequency and positions in each, and not over the end."""
    walked = []
    while matcher.is_active():
        walked.append((matcher.id(), matcher.weight(), matcher.value_as("positions")))
        assert matcher.format.decode_positions(matcher.value()) == walked[-1][2]
        matcher.next()
    assert walked == [(0, 1, [0]), (2, 2, [0, 3]), (4, 1, [0])]
    with pytest.raises(ReadTooFar):
        matcher.next()
    with pytest.raises(ReadTooFar):
        matcher.skip_to(0)
    assert not matcher.replace().is_active()
    matcher.reset()
    assert matcher.id() == 0
    assert matcher.replace() is matcher


@given(st.lists(st.integers(0, 6), max_size=4))
def test_skipping_never_goes_back(reader, targets):
    """It stops at the first document that is not before the target."""
    matcher = reader.matcher("body", TERM, article_schema()["body"].format)
    left = HOLDING
    for target in targets:
        if not matcher.is_active():
            break
        matcher.skip_to(target)
        left = [document for document in left if document >= target]
        assert matcher.is_active() == bool(left)
        if left:
            assert matcher.id() == left[0]


def test_a_copy_walks_by_itself(matcher):
    """From the same posting on; all documents can still be listed."""
    matcher.next()
    copy = matcher.copy()
    copy.next()
    assert (matcher.id(), copy.id()) == (2, 4)
    assert list(matcher.all_ids()) == HOLDING


def test_a_matcher_says_what_it_has(reader, matcher):
    """No positions in small fields, and no quality by which hits would be skipped."""
    small = reader.matcher("by_source", "رويترز".encode(), article_schema()["by_source"].format)
    assert matcher.supports("positions")
    assert not small.supports("positions")
    assert small.supports("frequency")
    assert not matcher.supports("characters")
    assert small.value() == b""
    assert small.value_as("frequency") == 1
    assert not matcher.supports_block_quality()


def test_the_terms_are_those_of_a_stock_index(ours, stock):
    """Every term of a word, with its frequencies and lengths; stock has no amounts."""
    mine, theirs = ours.reader(), stock.reader()
    for field in ("title", "body"):
        of_words = [term for term in mine.lexicon(field) if not term.startswith(b"#")]
        assert of_words == list(theirs.lexicon(field))
        assert mine.field_length(field) == theirs.field_length(field)
        for term in list(theirs.lexicon(field))[::50]:
            one, other = mine.term_info(field, term), theirs.term_info(field, term)
            for told in ("weight", "doc_frequency", "max_weight", "min_id", "max_id"):
                assert getattr(one, told)() == getattr(other, told)(), (field, term, told)
