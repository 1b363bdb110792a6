"""What differs is sent, and what is gone is removed: then both have the same, in the same order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cluster.filling.differences import Held, compared

ROWS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 2)), unique_by=lambda r: r[0])


def held(*rows):
    """Return what an index has: rows of id, place and digest."""
    ids, seqs, digests = zip(*rows, strict=True) if rows else ((), (), ())
    return Held(
        np.array([each.encode() for each in ids], np.bytes_),
        np.array(seqs, np.int64),
        np.array(digests, np.int64),
    )


def differs(there, here):
    """Return what differs in rows of id and digest."""
    digests = np.array([digest for _, digest in here], np.int64)
    return compared(there, [each for each, _ in here], digests)


@pytest.mark.parametrize(
    ("here", "gone", "changed", "seqs"),
    [
        pytest.param([("a", 1), ("b", 1), ("c", 1)], (), [], [0, 5, 7], id="nothing"),
        pytest.param([("a", 1), ("b", 2), ("c", 1)], (), [1], [0, 5, 7], id="a digest"),
        pytest.param([("a", 1), ("c", 1)], ("b",), [], [0, 7], id="one is gone"),
        pytest.param([("a", 1), ("c", 1), ("b", 2)], (), [2], [0, 7, 8], id="replaced: comes last"),
        pytest.param([("a", 1), ("b", 1), ("c", 1), ("d", 1)], (), [3], [0, 5, 7, 8], id="new"),
        pytest.param([("d", 1), ("a", 1)], ("b", "c"), [0, 1], [8, 9], id="another order"),
    ],
)
def test_what_differs(here, gone, changed, seqs):
    """What is kept keeps its place; what is new or moved comes after all others."""
    found = differs(held(("a", 0, 1), ("b", 5, 1), ("c", 7, 1)), here)
    assert (found.gone, found.changed.tolist(), found.seqs.tolist()) == (gone, changed, seqs)
    assert found.before == 3


def test_an_empty_index_gets_everything():
    """In its order."""
    found = differs(held(), [("a", 1), ("b", 1)])
    assert (found.changed.tolist(), found.seqs.tolist()) == ([0, 1], [0, 1])


@given(st.lists(ROWS, min_size=1, max_size=5))
def test_after_any_updates_the_cluster_has_what_the_version_has(versions):
    """The same articles with the same digests, and their places in the same order."""
    there = {}
    for rows in versions:
        in_order = sorted(there.items(), key=lambda each: each[1][0])
        found = differs(held(*((name, *rest) for name, rest in in_order)), rows)
        for name in found.gone:
            del there[name]
        for number in found.changed.tolist():
            there[rows[number][0]] = (int(found.seqs[number]), rows[number][1])
        assert {name: digest for name, (_, digest) in there.items()} == dict(rows)
        by_place = sorted(there, key=lambda name: there[name][0])
        assert by_place == [name for name, _ in rows]
        assert [there[name][0] for name, _ in rows] == found.seqs.tolist()
