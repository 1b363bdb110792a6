"""The probe: some articles are searched for by their own words."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from index.codec.deletions import PartialSegment
from index.codec.lexicon import Lexicon
from index.codec.multi import as_one
from index.codec.segment import SEGMENT, Segment
from index.codec.writer import SegmentWriter
from index.indexer import revision
from index.indexer.build import build_index
from index.indexer.intake import read_words
from index.versions.probe import lost_articles
from index.versions.publish import BuildError
from index.versions.store import current_version
from tests.conftest import examples
from tests.index.segments import PIECES, article, written, written_pieces


def with_wrong_words(directory, archive, wrong, field):
    """Return a segment in which some articles have the words of another in a field."""
    lexicon = Lexicon()
    list(lexicon.read(["زقزقة"]))  # the word with the number 1
    with SegmentWriter(directory, SEGMENT, lexicon, memory=64) as writer:
        for read in read_words(archive, lexicon):
            if read.article.id in wrong:
                tokens = getattr(read, field)
                other = replace(tokens, words=np.ones_like(tokens.words))
                read = replace(read, **{field: other})  # noqa: PLW2901
            writer.add(read)
        writer.finish()
    return Segment(directory, SEGMENT)


@settings(max_examples=examples(20))
@given(PIECES)
def test_a_sound_index_loses_nothing(tmp_path_factory, pieces):
    """Whatever its articles contain, in one segment or in several."""
    directory = tmp_path_factory.mktemp("probe")
    parts = []
    for segment, deleted in written_pieces(directory, pieces):
        first = sum(part.documents for part in parts)
        parts.append(PartialSegment(segment, deleted, first))
    assert lost_articles(as_one(parts)) == []


@pytest.mark.parametrize("field", ["title", "body"])
def test_an_article_without_its_words_is_lost(tmp_path, field):
    """It is found by its headline, and by its body if it has none."""
    archive = [article(str(n), **{field: f"أسعار النفط رقم {n}"}) for n in range(5)]
    assert lost_articles(with_wrong_words(tmp_path, archive, {"1", "3"}, field)) == ["1", "3"]


def test_an_article_without_a_subject_cannot_be_lost(tmp_path):
    """Nothing can be searched for."""
    assert lost_articles(written(tmp_path, [article("a", "في من إلى"), article("b")])) == []


def test_articles_of_the_whole_index_are_probed(tmp_path):
    """At even distances, about twenty: the time of a build does not depend on it."""
    archive = [article(str(n), f"أسعار النفط رقم {n}") for n in range(205)]
    lost = lost_articles(with_wrong_words(tmp_path, archive, set(map(str, range(205))), "body"))
    assert lost == [str(n) for n in range(0, 205, 10)]


def test_an_index_that_loses_articles_does_not_go_live(live, archive, monkeypatch):
    """A new version is asked for its own articles before it goes live."""
    before = current_version(live)

    class WithOtherWords(SegmentWriter):
        def add(self, read):
            wrong = replace(read.body, words=np.ones_like(read.body.words))
            super().add(replace(read, body=wrong))

    monkeypatch.setattr(revision, "SegmentWriter", WithOtherWords)
    with pytest.raises(BuildError, match="does not find its own articles"):
        build_index([archive], live)
    assert current_version(live) == before
