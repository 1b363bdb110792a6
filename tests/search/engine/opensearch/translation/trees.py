"""Random queries: every kind of part, within every other."""

from datetime import date

from hypothesis import strategies as st

from index.analysis import ArabicAnalyzer
from index.quantities.terms import Interval
from index.schema import SMALL_FIELDS, TEXT_FIELDS
from search.query.tree import (
    All,
    Any,
    Dates,
    InField,
    Named,
    Not,
    Phrase,
    Prefix,
    Quantity,
    Spellings,
    Synonyms,
    Word,
)
from search.request import Filters, Label
from tests.search.engine.opensearch.translation.archives import WORDS

_VALUES = {
    "source": ("رويترز", "reuters", "وكالة الأنباء", ""),
    "section": ("طاقة", ""),
    "author": ("علي", ""),
    "country": ("مصر", "السعودية", ""),
    "company": ("أرامكو السعودية", "لا أحد"),
    "year": ("2015", "2023", "", "20155", "سنة"),
}
_LIMITS = ((5e6, 5e6), (3.5, 3.5), (1.0, None), (None, 1e9), (5.0, 5e9), (2024.0, 2024.0))

words = st.sampled_from([Word.of(word) for word in ArabicAnalyzer().words(" ".join(WORDS))])
days = st.sampled_from([None, date(2015, 1, 1), date(2015, 12, 31), date(2016, 6, 1)])
phrases = st.builds(
    Phrase, st.lists(words, min_size=1, max_size=4).map(tuple), st.integers(0, 4), st.booleans()
)
prefixes = st.sampled_from(["الن", "نف", "بنك", "سعر", "ري"]).map(lambda text: Prefix(text, text))
quantities = st.builds(
    Quantity,
    st.sampled_from(["money", "percent", "quantity"]),
    st.sampled_from(["", "usd", "pct", "sar"]),
    st.builds(
        lambda limits, low, high: Interval(
            *limits, *(limits[0] != limits[1] and s for s in (low, high))
        ),
        st.sampled_from(_LIMITS),
        st.booleans(),
        st.booleans(),
    ),
    st.booleans(),
)
labels = st.sampled_from([Label(facet, value) for facet, each in _VALUES.items() for value in each])
named = st.sampled_from(list(_VALUES)).flatmap(
    lambda facet: st.builds(
        Named,
        st.just(facet),
        st.just("اسم"),
        st.lists(st.sampled_from(_VALUES[facet]), unique=True).map(tuple),
    )
)
atoms = st.one_of(words, words, phrases, prefixes, quantities, named, st.builds(Dates, days, days))


def _composed(parts):
    several = st.lists(parts, max_size=4).map(tuple)
    others = st.lists(parts, min_size=1, max_size=2).map(tuple)
    fields = st.sampled_from([*TEXT_FIELDS, *SMALL_FIELDS])
    return st.one_of(
        st.builds(All, several),
        st.builds(Any, several),
        st.builds(Not, parts),
        st.builds(InField, fields, parts),
        st.builds(Synonyms, parts, others, st.just(0.4)),
        st.builds(Spellings, parts, others, st.just(0.5)),
    )


trees = st.recursive(atoms, _composed, max_leaves=8)
filters = st.one_of(
    st.just(Filters()),
    st.builds(
        Filters,
        since=days,
        until=days,
        included=st.lists(labels, max_size=3).map(tuple),
        excluded=st.lists(labels, max_size=2).map(tuple),
    ),
)
