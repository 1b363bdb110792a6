"""The bar chart of results over time."""

import re
from datetime import date, timedelta

import pytest

from search import Request
from web.components.bar_chart import chart_of
from web.l10n.preferences import DEFAULT


@pytest.fixture
def chart(app, searcher):
    """Return a function that makes the chart of the results of a request."""

    def make(request, **options):
        with app.test_request_context():
            coverage = searcher.archive().coverage
            return chart_of(searcher.search(request), coverage, DEFAULT, **options)

    return make


def test_the_chart_tells_what_the_list_does(client):
    """Its table and what it leaves out add up to the count."""
    page = client.get('/search?q="النفط"&group=0')
    figure = re.search(r'<figure class="mini".*?</figure>', page.text, re.DOTALL)[0]
    rows = re.findall(r"</th><td>(\d+)</td>", figure)
    rests = re.findall(r": (\d+) مقال", re.sub("<title>.*?</title>", "", figure))
    undated = re.search(r"بلا تاريخ: (\d+)", figure)
    listed = int(re.search(r"(\d+) (?:نتيجة|نتائج)", page.text)[1])
    assert rows
    assert sum(map(int, rows + rests)) + int(undated[1] if undated else 0) == listed
    assert "من اليسار إلى اليمين" in figure


def test_a_bar_leads_to_its_articles(chart, client):
    """The address of a bar finds as many articles as the bar stands for; an empty one has none."""
    bars = chart(Request(text="مليار")).bars
    assert any(bar.articles for bar in bars)
    for bar in bars:
        assert bool(bar.url) is bool(bar.articles)
        if bar.url:
            assert client.get(f"/api/v1{bar.url}").json["complete"] == bar.articles


def test_bars_are_as_high_as_their_numbers(chart):
    """Every bar stands on the base, an empty one is not drawn, the least is seen."""
    made = chart(Request(text="مليار"))
    highest = max(bar.articles for bar in made.bars)
    for number, bar in enumerate(made.bars):
        assert bar.x == number * made.room
        assert bar.y + bar.height == made.height
        assert bool(bar.height) is bool(bar.articles)
        if bar.articles:
            assert bar.height == max(round(bar.articles / highest * 44), 2)
    assert made.width == len(made.bars) * made.room


def test_periods_lead_to_their_articles(chart, client):
    """They span all bars, and find together what the bars stand for."""
    made = chart(Request(text="مليار"))
    assert sum(period.bars for period in made.periods) == len(made.bars)
    urls = [period.url for period in made.periods if period.url]
    found = [client.get(f"/api/v1{url}").json["complete"] for url in urls]
    assert all(found)
    assert sum(found) == sum(bar.articles for bar in made.bars)
    assert any(period.size == "any" for period in made.periods)


def test_a_single_bar_is_no_chart(chart):
    """One bar says no more than the count does; no results have no chart either."""
    assert chart(Request(text="تاريخ:2016-11-12")) is None
    assert chart(Request(text="زقزقة")) is None


def test_all_articles_have_a_chart_without_queries_to_compare(chart):
    """The archive's own, large on the first page."""
    made = chart(Request(), tall=True)
    assert (made.tall, made.larger) == (True, "")
    assert chart(Request(text="مليار")).larger.startswith("/trends?q=")


def in_march(day, articles):
    """Return articles of a day, each with words of its own."""
    published = date(2018, 3, day).isoformat()
    return [
        {
            "id": f"{day}-{n}",
            "title": f"خبر {day} {n}",
            "body": f"النفط {day * 100 + n}",
            "published": published,
        }
        for n in range(articles)
    ]


def test_what_the_archive_hardly_holds_is_shaded(client_of):
    """Spans with fewer than twenty articles of all, whatever was asked for."""
    client = client_of(*in_march(1, 20), *in_march(2, 19), *in_march(3, 3), *in_march(4, 25))
    figure = re.search(r"<figure.*?</figure>", client.get("/search?q=النفط").text, re.DOTALL)[0]
    assert re.findall(r'class="thin" x="(\d+)" width="(\d+)"', figure) == [("10", "20")]
    assert figure.count('class="room"') == 4
    assert "±3 أيام" in figure
    around = re.findall(r'from=(\S+?)&amp;to=(\S+?)"[^>]*>±', figure)[0]
    assert around == ("2018-02-26", "2018-03-04")


def test_shaded_ground_has_a_key(client_of):
    """Where a pointer rests, beside the numbers, and below a large chart."""
    client = client_of(*in_march(1, 20), *in_march(2, 3))
    figure = re.search(r"<figure.*?</figure>", client.get("/search?q=النفط").text, re.DOTALL)[0]
    assert figure.count("<title>المظلَّل قليل المقالات</title></rect>") == 1
    assert "<p>المظلَّل قليل المقالات</p>" in figure
    assert "<figcaption>" not in figure
    tall = re.search(r"<figure class=.mini tall.*?</figure>", client.get("/").text, re.DOTALL)[0]
    assert "<figcaption><span>المظلَّل قليل المقالات</span>" in tall


def test_an_archive_that_is_small_everywhere_is_not_shaded(client_of):
    """A ground of one colour tells nothing."""
    page = client_of(*in_march(1, 3), *in_march(2, 2)).get("/search?q=النفط").text
    assert '<figure class="mini' in page
    assert 'class="thin"' not in page
    assert "المظلَّل" not in page


def test_articles_without_a_date_are_told_of(client_of):
    """They are in no bar."""
    undated = [{"id": f"u{n}", "title": f"بلا {n}", "body": f"النفط {n}"} for n in range(3)]
    client = client_of(*in_march(1, 1), *in_march(2, 1), *undated)
    assert "بلا تاريخ: 3" in client.get("/search?q=النفط").text


def test_nothing_dated_has_no_chart(client_of):
    """The list stands without it."""
    client = client_of({"id": "a", "body": "النفط"}, {"id": "b", "title": "ب", "body": "النفط"})
    page = client.get("/search?q=النفط")
    assert page.status_code == 200
    assert '<figure class="mini' not in page.text


def test_years_of_nothing_are_left_out(client_of):
    """An article with a wrong date is told of beside the chart."""
    stray = {"id": "s", "title": "قديم", "body": "النفط", "published": "1999-05-05"}
    days = [date(2018, 1, 1) + timedelta(30 * n) for n in range(9)]
    news = [
        {"id": str(n), "title": f"خبر {n}", "body": f"النفط {n}", "published": day.isoformat()}
        for n, day in enumerate(days)
    ]
    figure = re.search(
        r"<figure.*?</figure>", client_of(stray, *news).get("/search?q=النفط").text, re.DOTALL
    )[0]
    assert figure.count('class="room"') == len({day.month for day in days})
    assert "مايو 1999" in figure
