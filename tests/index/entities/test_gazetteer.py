"""The gazetteer: entries for an editor, faults with their place, and those that are shipped."""

import pytest

from index.entities import gazetteer as module
from index.entities.gazetteer import (
    FILES,
    GazetteerError,
    Writing,
    fingerprint,
    gazetteer,
    read_entities,
    read_entity,
)
from index.schema import NAMED_FACETS


def test_a_line_is_an_entry():
    """Names are writings too; signs are read and are no part of a name."""
    entity = read_entity("company", "شل? | Shell | شركة نفط | رويال داتش شل = شلي~? | شل حركة")
    assert (entity.kind, entity.name, entity.english) == ("company", "شل", "Shell")
    assert entity.description == "شركة نفط"
    assert entity.writings == (
        Writing("شل", sure=False),
        Writing("Shell"),
        Writing("رويال داتش شل"),
        Writing("شلي", inflected=True, sure=False),
    )
    assert entity.never == ("شل حركة",)


def test_fields_at_the_end_may_be_left_out():
    """A name alone is an entry."""
    entity = read_entity("country", "مصر")
    assert entity.writings == (Writing("مصر"),)
    assert (entity.english, entity.description, entity.never) == ("", "", ())


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        pytest.param("مصر | a | b | c | d | e", "names.txt:1: 6 fields", id="fields"),
        pytest.param("# ملاحظة\n\n | Egypt", "names.txt:3: an entry without a name", id="no-name"),
        pytest.param("أ/ب", "names.txt:1: أ/ب: a name is a part of an address", id="slash"),
        pytest.param("مصر | Egypt | | ~", "names.txt:1: '': a writing without a word", id="a sign"),
        pytest.param("مصر | !!", "names.txt:1: '!!': a writing without a word", id="no word"),
        pytest.param("مصر | a | b | c | ؟!", "a writing without a word", id="never a word"),
        pytest.param("مصر|||س?نارنيا", "names.txt:1: نارنيا after a \\? is no name", id="beside"),
        pytest.param("مصر\nقطر\nمصر~", "names.txt:3: مصر is in names.txt:1 already", id="twice"),
    ],
)
def test_a_fault_is_told_with_its_file_and_line(tmp_path, lines, fault):
    """An editor finds the line."""
    (tmp_path / "names.txt").write_text(lines, "utf-8")
    with pytest.raises(GazetteerError, match=fault):
        list(read_entities([("country", tmp_path / "names.txt")]))


def test_a_name_is_that_of_one_kind(tmp_path):
    """It is an address, too."""
    (tmp_path / "a.txt").write_text("مصر", "utf-8")
    (tmp_path / "b.txt").write_text("مصر", "utf-8")
    with pytest.raises(GazetteerError, match=r"b.txt:1: مصر is in a.txt:1 already"):
        list(read_entities([("country", tmp_path / "a.txt"), ("company", tmp_path / "b.txt")]))


def test_the_shipped_gazetteer_is_sound():
    """Every facet has its file, every entry its English name, and a writing no blank sign."""
    assert list(FILES) == [facet.name for facet in NAMED_FACETS]
    entities = gazetteer()
    assert len(entities) >= 1200
    assert {entity.kind for entity in entities} == set(FILES)
    assert len({entity.name for entity in entities}) == len(entities)
    assert not [entity.name for entity in entities if not entity.english]
    assert not [e.name for e in entities for w in e.writings if not w.text or '"' in w.text]


def test_the_fingerprint_is_that_of_what_is_found(monkeypatch):
    """Another writing changes it, another description does not."""
    before = fingerprint()
    prints = []
    for line in ("مصر | Egypt | دولة", "مصر | Egypt | دولة عربية", "مصر | Egypt | دولة | مصري~"):
        monkeypatch.setattr(module, "gazetteer", lambda line=line: (read_entity("country", line),))
        fingerprint.cache_clear()
        prints.append(fingerprint())
    monkeypatch.undo()
    fingerprint.cache_clear()
    assert prints[0] == prints[1] != prints[2]
    assert fingerprint() == before
