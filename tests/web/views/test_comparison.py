"""What is compared over time."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from web.views.comparison import address_of, compare, presets, read_comparison


def daily(articles, since=date(2018, 3, 3)):
    """Return articles of days, so many on each, all of them about oil."""
    return [
        {
            "id": f"{day}-{n}",
            "title": f"خبر {day} {n}",
            "body": f"النفط {day * 1000 + n}",
            "published": (since + timedelta(day)).isoformat(),
        }
        for day, number in enumerate(articles)
        for n in range(number)
    ]


@pytest.fixture
def compared(client_of):
    """Return a function that compares what an address asks for over an archive."""

    def compared(path, *articles):
        app = client_of(*articles).application
        with app.test_request_context(path):
            return compare(read_comparison())

    return compared


@pytest.mark.parametrize(
    ("address", "shares", "unit"),
    [
        pytest.param("/trends?q=نفط", None, "", id="what-fits"),
        pytest.param("/trends?q=نفط&as=share&unit=week", True, "week", id="shares"),
        pytest.param("/trends?q=نفط&as=count", False, "", id="counts"),
        pytest.param("/trends?q=نفط&as=x&unit=century", None, "", id="unknown"),
    ],
)
def test_an_address_is_read_and_written(app, address, shares, unit):
    """What was chosen stays chosen, what was not is left open."""
    with app.test_request_context(address):
        comparison = read_comparison()
        assert (comparison.shares, comparison.unit) == (shares, unit)
        written = parse_qs(urlsplit(address_of(comparison)).query)
    asked = parse_qs(urlsplit(address).query)
    known = {"q", *(["as"] if shares is not None else []), *(["unit"] if unit else [])}
    assert written == {name: values for name, values in asked.items() if name in known}


@pytest.mark.parametrize(
    ("articles", "way", "shares"),
    [
        pytest.param([20, 25, 22, 21], "", False, id="even"),
        pytest.param([20, 80, 22, 90], "", True, id="uneven"),
        pytest.param([20, 80, 22, 90], "&as=count", False, id="counts-asked-for"),
        pytest.param([20, 25, 22, 21], "&as=share", True, id="shares-asked-for"),
    ],
)
def test_shares_count_where_the_archive_varies(compared, articles, way, shares):
    """Unless the reader chooses."""
    assert compared(f"/trends?q=النفط{way}", *daily(articles)).shares is shares


def test_a_unit_in_which_all_is_thin_becomes_coarser(compared):
    """Days of eight articles say nothing, weeks of them do; who asks for days gets them."""
    articles = daily([8] * 28)
    assert compared("/trends?q=النفط", *articles).trends.unit == "week"
    assert compared("/trends?q=النفط&unit=day", *articles).trends.unit == "day"


def test_what_fits_stays_where_the_archive_has_enough(compared):
    """Empty days between full ones are no reason."""
    assert compared("/trends?q=النفط", *daily([25, 0, 0, 0, 30])).trends.unit == "day"


def test_presets_are_spans_of_the_archive(app, searcher):
    """The last month, the last year, everything; the current one is told."""
    last = searcher.archive().last
    month = f"from={last - timedelta(29)}&to={last}"
    for query, chosen in ((month, "month"), ("", "all"), ("from=2016", "")):
        with app.test_request_context(f"/trends?q=نفط&{query}"):
            offered = list(presets(read_comparison()))
        assert [preset.name for preset in offered] == ["month", "year", "all"]
        assert [preset.name for preset in offered if preset.chosen] == ([chosen] if chosen else [])
    asked = [parse_qs(urlsplit(preset.url).query) for preset in offered]
    assert asked[0]["from"] == [(last - timedelta(29)).isoformat()]
    assert asked[2] == {"q": ["نفط"]}


def test_an_archive_without_dates_has_no_presets_but_all(client_of):
    """There is no last month."""
    app = client_of({"id": "a", "body": "النفط"}).application
    with app.test_request_context("/trends?q=النفط"):
        assert [preset.name for preset in presets(read_comparison())] == ["all"]
