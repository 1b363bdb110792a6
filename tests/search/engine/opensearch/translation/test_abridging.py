"""Shorter queries."""

from hypothesis import given

from search.engine.opensearch.translation.abridging import abridged
from search.query.tree import All, Any, InField, Not, Synonyms, Word
from tests.search.engine.opensearch.translation.trees import trees

ONE, TWO, THREE = (Word(text, text) for text in ("نفط", "ذهب", "قمح"))


def test_names_are_left_out_before_parts():
    """Those that were added last first, then the last that were typed."""
    query = All((Synonyms(ONE, (TWO, THREE), 0.4), Not(TWO), THREE))
    whole, *shorter = abridged(query)
    assert whole is query
    assert [each for n, each in enumerate(shorter) if each not in shorter[:n]] == [
        query,
        All((Synonyms(ONE, (TWO,), 0.4), Not(TWO), THREE)),
        All((ONE, Not(TWO), THREE)),
        All((ONE, Not(TWO))),
        All((ONE,)),
    ]


def test_parts_are_left_out_wherever_they_are():
    """Also in fields and exclusions."""
    *_, last = abridged(InField("title", Not(Any((ONE, TWO)))))
    assert last == InField("title", Not(Any((ONE,))))


@given(trees)
def test_the_last_has_no_choice(tree):
    """One part of everything is left, whatever the query was."""
    *_, last = abridged(tree)
    while isinstance(last, All | Any | Not | InField):
        parts = last.parts if isinstance(last, All | Any) else (last.query,)
        assert len(parts) <= 1
        if not parts:
            return
        (last,) = parts
    assert not isinstance(last, Synonyms)
