"""An answer of a source gives entries with the addresses of their pages, and faults."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fetching.entries import entries_of, sitemaps_of
from index.fetching.request.client import Response
from index.fetching.request.faults import FetchError
from tests.index.fetching.sites import ITEM, SOURCE


def feed(items):
    """Return the answer of a feed."""
    return Response(
        address="https://marfa.example/feed",
        status=200,
        reason="OK",
        headers=(("Content-Type", "text/xml; charset=utf-8"),),
        body=f'<rss version="2.0"><channel>{items}</channel></rss>'.encode(),
        fetched=datetime(2023, 5, 8, tzinfo=UTC),
    )


def item(text):
    """Return an item of a feed."""
    return ITEM.format(base="https://marfa.example", text=text)


def test_an_entry_changes_with_what_the_feed_says():
    """Its digest does; its address stays."""
    (first,), faults = entries_of(SOURCE, feed(item("نفط")))
    (second,), _ = entries_of(SOURCE, feed(item("غاز")))
    assert not faults
    assert first.canonical == second.canonical
    assert first.digest != second.digest
    assert (first.title, first.teaser) == ("ارتفاع أسعار الحمضيات", True)


def test_an_answer_without_entries_is_an_error():
    """It is no feed, or cut off before the first."""
    with pytest.raises(FetchError):
        entries_of(SOURCE, feed("<item>"))


def test_more_entries_than_the_limit_are_told():
    """The first ones are read."""
    entries, faults = entries_of(SOURCE, feed(item("نفط") * 2001))
    assert len(entries) == 2000
    assert "more than 2000 entries" in str(faults[0])


@given(st.binary(max_size=400), st.sampled_from(["feed", "sitemap"]), st.booleans())
def test_nothing_else_is_raised(noise, kind, in_the_middle):
    """Whatever a server sends gives entries, faults or one error."""
    whole = feed(item("نفط"))
    body = whole.body[:90] + noise + whole.body[120:] if in_the_middle else noise
    with suppress(FetchError):
        sitemaps_of(replace(SOURCE, kind=kind), replace(whole, body=body))
        entries_of(replace(SOURCE, kind=kind), replace(whole, body=body))
