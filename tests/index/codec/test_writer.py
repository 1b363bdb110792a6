"""Writing a segment: in one run or in many, the files are the same."""

from collections import Counter
from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given, settings
from whoosh.util.numeric import byte_to_length, length_to_byte

from index.analysis import ArabicAnalyzer, terms
from index.codec.columns import NAMES
from index.codec.lexicon import Lexicon
from index.codec.segment import FIELDS, LENGTHS, SEGMENT
from index.codec.writer import SegmentWriter
from index.indexer.intake import read_words
from index.schema import NO_DATE, seconds
from tests.conftest import examples
from tests.index.segments import ARCHIVES, article, written

MOMENT = datetime(2023, 5, 7, 10, 20)  # noqa: DTZ001


def files_of(directory):
    """Return the bytes of every file."""
    return {path.name: path.read_bytes() for path in directory.iterdir()}


@settings(max_examples=examples(10))
@given(ARCHIVES)
def test_memory_changes_no_byte(tmp_path_factory, archive):
    """A run for each article gives the files that one run gives."""
    one, many = (tmp_path_factory.mktemp(name) for name in ("one", "many"))
    written(one, archive, memory=64)
    written(many, archive, memory=0)
    assert files_of(one) == files_of(many)


@settings(max_examples=examples(10))
@given(ARCHIVES)
def test_printed_words_are_counted(tmp_path_factory, archive):
    """Those of titles and bodies, each as it is printed."""
    lexicon = Lexicon()
    with SegmentWriter(tmp_path_factory.mktemp("words"), SEGMENT, lexicon, memory=0) as writer:
        for read in read_words(archive, lexicon):
            writer.add(read)
        writer.finish()
    texts = (text for each in archive for text in (each.title, each.body))
    counts = Counter(word.text for text in texts for word in ArabicAnalyzer().words(text))
    numbers = writer.printed.tolist()
    found = {word: numbers[n] for word, n in lexicon.items() if n < len(numbers) and numbers[n]}
    assert found == counts


def test_runs_leave_nothing_behind(tmp_path):
    """What was spilled is gone when the segment is written."""
    written(tmp_path, [article(str(n), "نص", title="عنوان") for n in range(5)], memory=0)
    assert all(path.is_file() for path in tmp_path.iterdir())


@pytest.mark.parametrize("memory", [64, 0])
def test_an_article_is_stored_with_all_its_fields(tmp_path, memory):
    """Texts in a record, facets and date in columns, the words of facets in fields."""
    one = article(
        "a",
        "سعر النفط",
        url="https://example.org/a",
        title="النفط",
        source="وكالة رويترز",
        section="طاقة",
        author="سعاد علي",
        published=MOMENT,
        edition=3,
    )
    segment = written(tmp_path, [article("b"), one], memory=memory)
    assert segment.record(1).fields == {
        "id": "a",
        "url": "https://example.org/a",
        "title": "النفط",
        "body": "سعر النفط",
        "teaser": "",
        "edition": "3",
        "repeated": "",
    }
    assert segment.published.tolist() == [NO_DATE, seconds(MOMENT)]
    assert segment.values == {
        "source": ["", "وكالة رويترز"],
        "section": ["", "طاقة"],
        "author": ["", "سعاد علي"],
        **{column: [] for column in NAMES},
        "country": ["سعر"],
    }
    assert [segment.names["country"].of(n).tolist() for n in (0, 1)] == [[], [0]]
    for field, term in (
        ("by_source", "رويترز"),
        ("by_section", terms("طاقة").stem),
        ("by_author", "علي"),
    ):
        documents, frequencies, positions = segment.term(field, term)
        assert (documents.tolist(), frequencies.tolist()) == ([1], [1])
        assert not positions.size


def test_lengths_count_terms(tmp_path):
    """Each word of a text by all its terms: in sum exactly, of a document as a byte tells it."""
    segment = written(tmp_path, [article("a", "أسعار النفط في 3.5%"), article("b")])
    words = ArabicAnalyzer().words("أسعار النفط في 3.5%")
    count = sum(bool(term) for word in words for term in word[4:])
    assert segment.lengths == {**dict.fromkeys(FIELDS, 0), "body": count}
    as_told = byte_to_length(length_to_byte(count))
    assert LENGTHS[segment.length_bytes("body")].tolist() == [as_told, 0]


def test_a_segment_without_articles_can_be_read(tmp_path):
    """An update that only removes writes one."""
    segment = written(tmp_path, [])
    assert (segment.documents, segment.ids) == (0, [])
    assert segment.term("body", "~نفط") is None


def test_a_writer_that_fails_closes_its_file(tmp_path):
    """An unclosed file would be a warning, and tests turn warnings into errors."""
    lexicon = Lexicon()
    with suppress(KeyError), SegmentWriter(tmp_path, SEGMENT, lexicon, memory=64) as writer:
        for read in read_words([article("a", "نفط")], lexicon):
            writer.add(read)
            raise KeyError
    assert not (tmp_path / f"{SEGMENT}.json").exists()
