"""Lists that are longer than their candidates: no article twice, none left out."""

import random
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from types import SimpleNamespace

import pytest

from index.indexer.build import index_articles
from index.schema import moment
from search import Request, Sort, Window
from search.engine.listing import collector
from search.engine.opensearch.candidates import word_table
from search.engine.scoring import evaluator
from tests.conftest import ids
from tests.index.indexer.archives import numbered
from tests.search.engine.opensearch.sent import both

#: So few candidates that most pages are behind them.
CANDIDATES = 30
WORDS = "أسعار النفط ترتفع تنخفض البنك المركزي الفائدة الذهب سوق أسهم نمو تضخم قرض استثمار".split()

DAY = moment(1_577_836_800)


def articles():
    """Yield articles of random words: several a day, some undated, one in six printed again."""
    chance = random.Random(14)  # noqa: S311  it is the same each time
    for number in range(420):
        body = " ".join(chance.choices(WORDS, k=chance.randint(20, 90)))
        published = DAY + timedelta(chance.randint(0, 120))
        one = numbered(number, body, published=published if chance.random() < 0.9 else None)
        yield replace(one, title=" ".join(chance.choices(WORDS, k=4)))
        if chance.random() < 1 / 6:
            later = published + timedelta(chance.choice([0, 1, 3]))
            yield replace(one, id=f"{number}-again", body=f"{body} نمو", published=later)


@pytest.fixture(scope="module")
def archives(opensearch, tmp_path_factory):
    """Return snapshots of these articles on this machine and in a cluster."""
    index_dir = tmp_path_factory.mktemp("listing") / "index"
    index_articles(articles(), index_dir)
    with both(opensearch, index_dir, "listing", candidates=CANDIDATES) as snapshots:
        yield snapshots


def pages(archive, request):
    """Yield the pages of a list, each by the cursor of the one before."""
    page = archive.search(request)
    yield page
    while page.after:
        page = archive.search(request.following(page.after))
        yield page


@pytest.mark.parametrize("grouped", [True, False], ids=["folded", "unfolded"])
@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
@pytest.mark.parametrize("text", ["نفط", "", "نفط -ذهب", "سوق أو نمو"])
def test_by_date_all_pages_are_equal(archives, text, sort, grouped):
    """Within the candidates and behind them: articles, folded copies, scores and places."""
    request = Request(text=text, sort=sort, grouped=grouped, window=Window(size=35))
    here, there = (list(pages(archive, request)) for archive in archives)
    assert [ids(page) for page in there] == [ids(page) for page in here]
    for one, other in zip(here, there, strict=True):
        assert replace(other, hits=(), took_ms=0) == replace(one, hits=(), took_ms=0)
        for mine, theirs in zip(one.hits, other.hits, strict=True):
            assert replace(theirs, score=0.0) == replace(mine, score=0.0)
            assert theirs.score == pytest.approx(mine.score, rel=1e-5)


@pytest.mark.parametrize("grouped", [True, False], ids=["folded", "unfolded"])
@pytest.mark.parametrize("text", ["نفط", "سوق أو نمو", "أسعار النفط", "-زقزقة"])
def test_by_relevance_every_row_comes_once(archives, text, grouped):
    """The same rows as on one machine, in an order that differs behind the candidates alone."""
    request = Request(text=text, grouped=grouped, window=Window(size=20))
    here, there = ([*map(ids, pages(archive, request))] for archive in archives)
    rows = [[each for page in found for each in page] for found in (here, there)]
    assert len(set(rows[1])) == len(rows[1])
    assert sorted(rows[1]) == sorted(rows[0])
    by_number = archives[1].search(replace(request, window=Window(page=3, size=20)))
    assert ids(by_number) == there[2]


def test_a_page_beyond_the_last_is_empty(archives):
    """With its totals, as on one machine."""
    request = Request(text="نفط", window=Window(page=400, size=10))
    here, there = (archive.search(request) for archive in archives)
    assert (there.hits, there.total, there.after) == (here.hits, here.total, None)


def test_files_have_every_article(archives):
    """In the order of the list, however long it is."""
    request = Request(text="نفط", sort=Sort.OLDEST)
    here, there = (
        [record.headline.id for record in archive.export(request).records] for archive in archives
    )
    assert there == here
    assert len(there) > 2 * CANDIDATES
    export = archives[1].export(Request(text="نفط"), limit=100)
    assert len({record.headline.id for record in export.records}) == export.rows == 100
    assert export.after.rows == 100


def test_the_catalogue_goes_on_anywhere(archives):
    """In parts of any size, in the order of the archive."""
    here, there = archives
    whole = list(here.catalogue(0, 10_000))
    assert list(there.catalogue(0, 10_000)) == whole
    assert list(there.catalogue(123, 7)) == whole[123:130]
    assert list(islice(there.catalogue(len(whole) - 1, 5), 9)) == whole[-1:]
    assert list(there.catalogue(len(whole) + 5000, 5)) == []


def test_a_cursor_of_another_version_is_told(archives):
    """The page goes on behind its article, wherever that stands now."""
    _, there = archives
    request = Request(text="نفط", sort=Sort.NEWEST, window=Window(size=10))
    first = there.search(request)
    moved = there.search(request.following(first.after._replace(version="another", rows=12)))
    assert "moved" in moved.notes
    assert ids(moved) == ids(there.search(request.following(first.after)))


def printed_often():
    """Yield a story that was printed more often than there are candidates, and others."""
    chance = random.Random(41)  # noqa: S311  it is the same each time
    story = chance.choices(WORDS, k=80)
    for number in range(270):
        body = f"أسعار النفط {' '.join(story)} {number}"
        yield replace(numbered(number, body, published=DAY), title="أسعار النفط")
    for number in range(300, 360):
        body = " ".join(chance.choices(WORDS, k=chance.randint(20, 60)))
        yield numbered(number, body, published=DAY)


def test_a_story_that_was_printed_often_does_not_take_the_place_of_others(opensearch, tmp_path):
    """Its many copies are one row, and those behind it are ranked as on one machine."""
    index_articles(printed_often(), tmp_path / "index")
    with both(opensearch, tmp_path / "index", "listing-often") as snapshots:
        here, there = (each.search(Request(text="أسعار النفط")) for each in snapshots)
    assert ids(there) == ids(here)
    assert [hit.score for hit in there.hits] == pytest.approx([hit.score for hit in here.hits])
    assert there.hits[0].near_duplicates == here.hits[0].near_duplicates == 269


def test_the_time_of_a_query_is_not_that_of_its_analysis(archives, monkeypatch):
    """A slow machine analyzes the candidates slowly; it does not list others than a quick one.

    The clock goes by the words that were analyzed.
    """
    table = word_table.WordTable()
    monkeypatch.setattr(word_table._Shared, "table", table)  # noqa: SLF001
    clock = SimpleNamespace(monotonic=lambda: len(table))
    for module in (collector, evaluator):
        monkeypatch.setattr(module, "time", clock)
    here, there = (each.search(Request(text="أسعار النفط")) for each in archives)
    assert len(table) > collector.SECONDS
    assert "partial" not in there.notes
    assert ids(there)[:10] == ids(here)[:10]


def test_an_article_has_one_score_in_pages_of_any_size(archives):
    """Also where the page goes on behind the candidates."""
    _, there = archives
    short, long = (
        there.search(Request(text="أسعار النفط", window=Window(size=size)))
        for size in (10, 3 * CANDIDATES)
    )
    assert [hit.score for hit in long.hits[:10]] == [hit.score for hit in short.hits]


def test_neighbours_are_those_of_a_long_list(archives):
    """As far as the list is scored by position, by date too."""
    here, there = archives
    request = Request(text="تاريخ:2020")
    listed = here.rank(replace(request, window=Window(size=200)))
    for article_id in (listed[0], listed[90], listed[150]):
        mine, theirs = (each.surroundings(article_id, request) for each in archives)
        assert (theirs.previous, theirs.following) == (mine.previous, mine.following)
    assert there.surroundings(listed[90], request).previous
