"""What is near an article: its duplicates, related articles, its neighbours in a list."""

from search import Request


def test_short_and_different_articles_have_no_near_duplicates(wire):
    """Short articles and different articles are not near duplicates."""
    assert wire.surroundings("gold", Request()).near_duplicates == ()


def test_what_stands_around_an_article(wire):
    """Its identical copies, its near duplicates with the earliest first, and related articles."""
    around = wire.surroundings("first", Request(text="أوبك"))
    assert [(each.headline.id, each.headline.source) for each in around.identical] == [
        ("same", "د")
    ]
    assert [each.headline.id for each in around.near_duplicates] == ["late", "undated"]
    assert [each.headline.id for each in around.related] == ["oil"]
    assert (around.previous, around.following.headline.id) == (None, "oil")
    assert wire.surroundings("nobody", Request()) is None


def test_without_a_query_an_article_has_no_neighbours(wire):
    """Without a query there is no list, so no neighbours."""
    around = wire.surroundings("oil", Request())
    assert (around.previous, around.following) == (None, None)
