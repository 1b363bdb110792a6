"""Several queries over time, side by side."""

from search import Request


def test_trends_count_and_share(wire):
    """Each bar has the articles of each query, and their share of all articles in it."""
    told = wire.trends(["أوبك", "الذهب"], Request(), unit="year")
    assert [(bar.since.year, bar.articles) for bar in told.bars] == [(2023, 2), (2024, 1)]
    assert [trend.articles for trend in told.trends] == [(2, 0), (0, 1)]
    assert [trend.shares for trend in told.trends] == [(1.0, 0.0), (0.0, 1.0)]
    assert [trend.total for trend in told.trends] == [4, 1]


def test_trends_of_nothing_have_no_bars(wire):
    """Without articles there are no bars, and no division by zero."""
    told = wire.trends(["زقزقة"], Request())
    assert (told.bars, told.trends[0].total) == ((), 0)
