"""Dictionaries: sorted terms in a file, found by bisection or by their hashes."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.codec.dictionary import (
    Slots,
    most_frequent,
    read_dictionary,
    write_dictionary,
    write_slots,
)


@given(st.sets(st.text(st.characters(exclude_categories=["Cs"]), min_size=1)))
def test_a_dictionary_finds_its_terms_and_no_others(tmp_path_factory, terms):
    """By bisection over bytes, in the order of characters."""
    path = tmp_path_factory.mktemp("dictionary") / "d"
    write_dictionary(path, [term.encode() for term in sorted(terms)])
    dictionary = read_dictionary(path)
    assert [term.decode() for term in dictionary] == sorted(terms)
    assert dictionary[:2] == [term.encode() for term in sorted(terms)[:2]]
    for ordinal, term in enumerate(sorted(terms)):
        assert dictionary.ordinal(term.encode()) == ordinal
        begun = [each for each in sorted(terms) if each.startswith(term)]
        assert [dictionary[n].decode() for n in dictionary.beginning(term.encode())] == begun
    assert dictionary.ordinal(b"\xfe") is None


@given(st.sets(st.binary(min_size=1, max_size=3), max_size=300))
def test_slots_find_the_terms_and_no_others(tmp_path_factory, terms):
    """However many there are, whatever their hashes."""
    path, in_order = tmp_path_factory.mktemp("slots") / "s.npy", sorted(terms)
    write_slots(path, in_order)
    slots = Slots(in_order, np.load(path))
    assert [slots.ordinal(term) for term in in_order] == list(range(len(in_order)))
    assert slots.ordinal(b"none of them") is None


def test_the_most_frequent_are_in_order(tmp_path):
    """Of equally frequent ones the first."""
    write_dictionary(tmp_path / "d", ["a", "b", "c", "d", "e"])
    dictionary = read_dictionary(tmp_path / "d")
    counts = np.array([2, 1, 2, 3])
    for limit, found in enumerate(["", "e", "be", "bde", "bcde", "bcde"]):
        assert most_frequent(dictionary, range(1, 5), counts, limit) == list(found)
