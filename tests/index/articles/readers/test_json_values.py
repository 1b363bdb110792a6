"""Values of a JSON text are counted, and items found, before they are built."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.fault import UnreadableError
from index.articles.readers.json_values import has_most, items_of

TEXT = st.text('a"\\\\{}[], ن', max_size=8)
VALUES = st.recursive(
    TEXT | st.none() | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
)


@given(st.lists(VALUES, max_size=4))
def test_the_items_of_an_array_are_found(values):
    """Whatever is in their texts."""
    written = json.dumps(values, ensure_ascii=False)
    assert [json.loads(item) for item in items_of(written)] == values


@given(st.lists(TEXT, min_size=1, max_size=5))
def test_what_is_in_a_text_is_no_value(texts):
    """An array of texts has as many marks as texts."""
    written = json.dumps(texts, ensure_ascii=False)
    assert has_most(written, len(texts) - 1)
    assert not has_most(written, len(texts))


@pytest.mark.parametrize("text", ["[", "[1", "[1, [2]", '["a', '["]'])
def test_an_array_without_an_end_is_told(text):
    """After its items."""
    with pytest.raises(UnreadableError, match="without an end"):
        list(items_of(text))
