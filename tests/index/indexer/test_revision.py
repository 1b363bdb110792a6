"""A revision: its counts and its articles are those of a plain dictionary."""

import os
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles.editions import edition_of, lesser
from index.codec.lexicon import Lexicon
from index.indexer.build import index_articles
from index.indexer.intake import Intake, in_batches, read_words
from index.indexer.revision import Changes, Revision
from index.indexer.update import update_articles
from index.versions.articles import stored_article
from index.versions.copies import Copies
from index.versions.store import current_version, open_index
from index.versions.withdrawn import Withdrawn
from tests.conftest import examples
from tests.index.indexer.archives import found, numbered
from tests.index.segments import article, articles

#: Each id is of one source: those of several are tried in test_update.
ARTICLES = articles().map(lambda each: replace(each, source="رويترز" if each.id < "e" else ""))
ARCHIVES = st.lists(ARTICLES, min_size=1, max_size=8, unique_by=lambda each: each.id)
REMOVED = st.lists(st.sampled_from("abcdefghz"), max_size=4)
ADDED = st.lists(ARTICLES, max_size=6)


def revised(directory, archive, remove, added):
    """Return a revision of an archive after an update, and its changes."""
    index_articles(iter(archive), directory / "index")
    (directory / "next").mkdir()
    before = open_index(directory / "index")
    revision = Revision(before, directory / "next", Lexicon(), Withdrawn(), 64)
    changes = Changes()
    revision.take(remove, Intake(in_batches(iter(added)), revision._lexicon), changes)  # noqa: SLF001
    return revision, changes


def expected(archive, remove, added):
    """Return the articles by their ids after an update, and the changes."""
    model, changes = {each.id: each for each in archive}, Changes()
    for article_id in remove:
        if model.pop(article_id, None):
            changes.removed += 1
        else:
            changes.missing.append(article_id)
    withdrawn = set(remove) & {each.id for each in archive}
    for each in added:
        before = model.get(each.id)
        if each.id in withdrawn:
            changes.withdrawn += 1
        elif each == before or (before and lesser(each, edition_of(before))):
            changes.unchanged += 1
        else:
            changes.replaced += before is not None
            changes.added += before is None
            model[each.id] = each
    return model, changes


def texts(archive):
    """Return the distinct digests of the texts of some articles."""
    return {read.digest for read in read_words(archive, Lexicon())}


@settings(max_examples=examples(20))
@given(ARCHIVES, REMOVED, ADDED)
def test_a_revision_has_the_articles_of_a_dictionary(tmp_path_factory, archive, remove, added):
    """By id, each once, indexed or as a copy; every text is indexed once.

    Its segments are numbered one after the other, and no file of another is left.
    """
    directory = tmp_path_factory.mktemp("revision")
    revision, changes = revised(directory, archive, remove, added)
    model, counts = expected(archive, remove, added)
    assert changes == counts
    assert changes.any == bool(counts.added or counts.replaced or counts.removed)
    if not model:
        assert revision.finish() == []
        return
    parts = revision.finish()
    kept = [stored_article(p.segment, n) for p in parts for n in p.remaining.tolist()]
    held = Copies(directory / "next").by_kept()
    copies = [copy.article() for each in held.values() for copy in each]
    assert sorted([*kept, *copies], key=lambda each: each.id) == [model[i] for i in sorted(model)]
    assert revision.copies == len(copies)
    assert len(kept) == len(texts(model.values()))
    by_id = {each.id: each for each in kept}
    for article_id, each in held.items():
        assert len(texts([by_id[article_id], *(copy.article() for copy in each)])) == 1
    assert all(part.documents for part in parts)
    assert [p.first for p in parts] == [
        sum(q.documents for q in parts[:n]) for n, p in enumerate(parts)
    ]
    files = {path.name.partition(".")[0] for path in (directory / "next").glob("MAIN_*")}
    assert files == {part.segment.name for part in parts}


def test_the_version_before_is_not_touched(tmp_path):
    """Its files have the same bytes when the next one is made."""
    archive = [article(str(n), f"أسعار النفط رقم {n}") for n in range(9)]
    index_articles(iter(archive), tmp_path / "index")
    before = open_index(tmp_path / "index")
    files = {path: path.read_bytes() for path in before.directory.iterdir()}
    (tmp_path / "next").mkdir()
    revision = Revision(before, tmp_path / "next", Lexicon(), Withdrawn(), 64)
    revision.take(["3"], Intake(in_batches([article("new", "ذهب")]), revision._lexicon), Changes())  # noqa: SLF001
    revision.finish()
    assert {path: path.read_bytes() for path in before.directory.iterdir()} == files


def test_the_large_segment_is_shared_not_copied(live):
    """A small update writes a small segment; the files of the large one are linked."""
    before = live / current_version(live)
    update_articles(iter([numbered("new")]), live, remove=["7"])
    after = live / current_version(live)
    assert open_index(live).manifest.segments == ("MAIN_0", "MAIN_1")
    assert (after / "MAIN_0.body.documents.npy").samefile(before / "MAIN_0.body.documents.npy")
    assert (after / "MAIN_0.deletions.npy").exists()
    assert not (before / "MAIN_0.deletions.npy").exists()


def test_where_files_cannot_be_linked_they_are_copied(live, monkeypatch):
    """Some file systems have no hard links."""
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError("no links here")))
    update_articles(iter([numbered("new", "سعر الذهب")]), live)
    assert found(live, "الذهب") == ["new"]


def test_small_segments_are_merged_as_they_become_many(live):
    """However many updates come, n articles lie in no more than log2(n) segments."""
    for number in range(100, 116):
        update_articles(iter([numbered(number)]), live)
        assert len(open_index(live).manifest.segments) <= 6
    assert found(live, "115") == ["115"]
    assert len(open_index(live).segment.ids) == 56


def test_a_segment_that_lost_half_of_its_articles_is_written_anew(live):
    """What was removed does not take space for ever."""
    update_articles(iter([]), live, remove=map(str, range(25)), allow_shrink=True)
    opened = open_index(live)
    assert opened.manifest.segments == ("MAIN_2",)
    assert not list(opened.directory.glob("*.deletions.npy"))
    assert len(found(live, "النفط")) == 15


def test_an_update_without_the_kept_lexicon(live):
    """The words of the version are analysed again."""
    for path in live.glob(".lexicon-*"):
        path.unlink()
    update_articles(iter([numbered("new", "سعر الذهب")]), live)
    assert found(live, "الذهب") == ["new"]
    assert len(found(live, "النفط")) == 40
