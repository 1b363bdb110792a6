"""The catalog: each article by its id and by its text, while an update changes them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from index.articles.editions import Edition
from index.codec.deletions import PartialSegment
from index.codec.lexicon import Lexicon
from index.indexer.catalog import Catalog
from index.indexer.intake import read_words
from index.indexer.update import update_articles
from index.versions.articles import stored_article
from index.versions.store import open_index
from search import Request, Searcher
from tests.conftest import examples
from tests.index.indexer.archives import found, numbered
from tests.index.segments import ARCHIVES, article, written

ARCHIVE = [article("a", "سعر النفط"), article("b", "سعر الغاز"), article("c", "سعر القمح")]
COPY = article("copy", "سعر النفط", source="رويترز")
NEW = article("new", "سعر الذهب")


def digest(each):
    """Return the digest of an article's text."""
    (read,) = read_words([each], Lexicon())
    return read.digest


@pytest.fixture
def catalog(tmp_path):
    """Return the catalog of two segments: a and a deleted document, then b and c."""
    segments = [
        written(tmp_path, [ARCHIVE[0], article("gone", "سعر الفضة")], name="MAIN_0"),
        written(tmp_path, ARCHIVE[1:], name="MAIN_1"),
    ]
    deleted = [np.array([1]), np.zeros(0, np.int64)]
    return Catalog(
        [PartialSegment(*each) for each in zip(segments, deleted, (0, 1), strict=True)], {}
    )


@settings(max_examples=examples(20))
@given(ARCHIVES)
def test_a_stored_article_is_the_article(tmp_path_factory, archive):
    """Every field of it comes back."""
    segment = written(tmp_path_factory.mktemp("stored"), archive)
    assert [stored_article(segment, n) for n in range(len(archive))] == archive


def test_articles_are_known_by_id_and_by_text(catalog):
    """Deleted ones are not."""
    for each in ARCHIVE:
        assert each.id in catalog
        assert catalog.kept(digest(each)) == each.id
        assert catalog.holds(each, digest(each))
    assert "gone" not in catalog
    assert catalog.kept(digest(article("gone", "سعر الفضة"))) is None
    assert not catalog.holds(article("gone", "سعر الفضة"), digest(article("", "سعر الفضة")))


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"id": "z"}, id="id"),
        pytest.param({"source": "رويترز"}, id="source"),
        pytest.param({"body": "سعرُ النفط"}, id="spelling"),
        pytest.param({"url": "https://example.org"}, id="url"),
    ],
)
def test_only_the_very_same_article_is_held(catalog, changed):
    """The text alone does not make it the same."""
    other = replace(ARCHIVE[0], **changed)
    assert digest(other) == digest(ARCHIVE[0])
    assert not catalog.holds(other, digest(other))


def test_an_added_article_is_known_at_once(catalog):
    """And can be removed again from the new segment."""
    catalog.add(NEW, digest(NEW))
    assert "new" in catalog
    assert catalog.holds(NEW, digest(NEW))
    assert not catalog.holds(replace(NEW, url="x"), digest(NEW))
    assert catalog.remove("new") == (True, [])
    assert catalog.kept(digest(NEW)) is None
    assert catalog.removed(2).tolist() == [0]


def test_removed_documents_are_listed_by_segment(catalog):
    """In order; an id that is not there changes nothing."""
    for article_id in ("c", "b"):
        assert catalog.remove(article_id) == (True, [])
    assert catalog.remove("b") == catalog.remove("nobody") == (False, [])
    assert [catalog.removed(number).tolist() for number in range(3)] == [[], [0, 1], []]


def test_copies_go_with_their_article_and_come_back_as_orphans(catalog):
    """Whoever removes the article adds them again."""
    catalog.add_copy("a", COPY)
    assert list(catalog.copies()) == [("a", COPY)]
    assert catalog.holds(COPY, digest(COPY))
    assert "copy" not in catalog
    assert catalog.remove("a") == (True, [COPY])
    assert list(catalog.copies()) == []
    assert catalog.kept(digest(COPY)) is None
    catalog.add(COPY, digest(COPY))
    assert catalog.holds(COPY, digest(COPY))
    assert catalog.remove("copy") == (True, [])
    assert catalog.remove("copy") == (False, [])


def test_a_copy_is_removed_alone(catalog):
    """The article stays, with its other copies."""
    other = replace(COPY, id="other")
    catalog.add_copy("a", COPY)
    catalog.add_copy("a", other)
    assert catalog.remove("copy") == (True, [])
    assert list(catalog.copies()) == [("a", other)]
    assert "a" in catalog


def test_a_copy_takes_the_place_of_the_article_that_goes(live):
    """An identical article of another source is no longer a copy then, but not lost."""
    update_articles(
        iter([numbered("copy", numbered(3).body, source="رويترز", url="http://r/3")]), live
    )
    assert open_index(live).copies.count("3") == 1
    assert found(live, '"رقم 3"') == ["3"]
    update_articles(iter([]), live, remove=["3"])
    assert found(live, '"رقم 3"') == ["copy"]
    searcher = Searcher(live)
    copy = searcher.snapshot().article("copy", Request()).headline
    assert (copy.source, copy.url, copy.copies) == ("رويترز", "http://r/3", 0)
    searcher.close()


def test_a_copy_can_be_removed_by_its_own_id(live):
    """The article that was kept stays, with a copy less."""
    update_articles(iter([numbered("copy", numbered(3).body)]), live)
    update_articles(iter([]), live, remove=["copy"])
    assert found(live, '"رقم 3"') == ["3"]
    assert open_index(live).copies.count("3") == 0


def test_an_id_that_another_source_has_is_kept_apart(catalog):
    """The same one each time; an article without a source may be of any."""
    alone = article("a", "سعر الذهب", source="رويترز")
    assert catalog.id_of("رويترز", "a") == "a"  # the stored one has no source
    catalog.remove("a")
    catalog.add(alone, digest(alone))
    assert catalog.id_of("رويترز", "a") == catalog.id_of("", "a") == "a"
    apart = catalog.id_of("الأهرام", "a")
    assert apart != "a"
    catalog.remove("a")
    assert catalog.id_of("الأهرام", "a") == "a"
    other = replace(alone, id=apart, source="الأهرام")
    catalog.add(other, digest(other))
    assert catalog.id_of("الأهرام", "a") == apart


def test_the_edition_of_an_article_is_known_wherever_it_is(catalog):
    """Stored, added or a copy."""
    new = replace(NEW, edition=3, teaser=True, source="رويترز")
    catalog.add(new, digest(new))
    catalog.add_copy("a", COPY)
    assert catalog.edition("new") == Edition("رويترز", 3, len(new.body), teaser=True)
    assert catalog.edition("b") == Edition("", 0, len(ARCHIVE[1].body), teaser=False)
    assert catalog.edition("copy") == Edition("رويترز", 0, len(COPY.body), teaser=False)
    assert catalog.edition("nobody") is None
    assert catalog.article("b") == ARCHIVE[1]
    assert catalog.article("copy") == COPY
