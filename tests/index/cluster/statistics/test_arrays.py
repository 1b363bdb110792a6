"""The arrays of statistics: terms with their articles, values with their days."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cluster.statistics.arrays import NO_DAY, LabelNumbers, Terms
from index.codec.arrays import write_array
from index.codec.dictionary import write_dictionary, write_slots

AMOUNTS = st.dictionaries(
    st.sampled_from(["#pct0", "#pct55", "#pct57", "#usd59", "#usd593"]),
    st.sets(st.integers(0, 9), min_size=1),
)
WORDS = {"!": {1}, "نفط": {0, 1, 2}, "نفطي": {4}, "~نفط": {0, 1, 2, 4}}


@pytest.fixture(scope="session")
def read_terms(tmp_path_factory):
    """Return a function that writes terms with their articles, and reads them."""

    def read(articles):
        path = tmp_path_factory.mktemp("terms") / "t"
        terms = sorted(articles, key=str.encode)
        write_dictionary(path, terms)
        write_slots(path.with_name("t.slots.npy"), [term.encode() for term in terms])
        write_array(
            path.with_name("t.counts.npy"), np.array([len(articles[t]) for t in terms], np.uint8)
        )
        of_amounts = [each for t in terms if t[0] == "#" for each in sorted(articles[t])]
        write_array(path.with_name("t.amounts.npy"), np.array(of_amounts, np.uint8))
        return Terms.read(path)

    return read


@given(amounts=AMOUNTS, limits=st.tuples(*[st.sampled_from(["#", "#pct55", "#pct6", "#usd:"])] * 2))
def test_ranges_of_amounts_have_their_articles(read_terms, amounts, limits):
    """As a set, whatever words stand before and after them."""
    terms, (first, last) = read_terms({**WORDS, **amounts}), sorted(limits)
    expected = {each for term, having in amounts.items() if first <= term < last for each in having}
    assert set(terms.with_amounts(first, last).tolist()) == expected


def test_frequent_terms_are_in_order(read_terms):
    """The most frequent are chosen; of equal ones the first."""
    terms = read_terms(WORDS)
    assert terms.frequent("نفط", 1) == ["نفط"]
    assert terms.frequent("", 3) == ["!", "~نفط", "نفط"]
    assert [terms.held(term) for term in ("نفط", "نفطي", "نف", "")] == [3, 1, 0, 0]


def test_values_are_those_of_their_facet(tmp_path):
    """A facet without values has none, and a value without a dated article no days."""
    day = date(2023, 5, 7).toordinal()
    write_dictionary(tmp_path / "v", ["رويترز", "", "طاقة"])
    write_array(tmp_path / "v.counts.npy", np.array([3, 1, 2]))
    days = [[day, day + 1], [NO_DAY, NO_DAY], [day, day]]
    write_array(tmp_path / "v.days.npy", np.array(days, np.int32))
    values = LabelNumbers.read(tmp_path / "v", {"source": 2, "author": 0, "section": 1})
    assert values.counted("source") == [("رويترز", 3), ("", 1)]
    assert values.counted("author") == []
    assert values.spans("source") == {"رويترز": (date(2023, 5, 7), date(2023, 5, 8))}
    assert values.spans("section") == {"طاقة": (date(2023, 5, 7), date(2023, 5, 7))}
    with pytest.raises(ValueError, match="reshape"):
        LabelNumbers.read(tmp_path / "v", {"source": 2})
