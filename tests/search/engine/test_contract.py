"""What every engine promises: the same values for the same plans, whatever is behind the wall.

The archive is small, and the expected values are computed from the articles themselves. Add an
engine to ENGINES with a function that opens the index of some records with it.
"""

import json
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zlib import crc32

import pytest

from index.indexer.build import build_index
from index.schema import FACETS, NAMED_FACETS, TEXT_FIELDS, YEAR, FacetField
from search.engine.factory import live_finder
from search.engine.protocol import Collected, Row, StoredArticle
from search.engine.weighting import held
from search.query.plan import Plan
from search.query.tree import All, Any, Word
from search.request import After, Filters, Label, Request, Sort, Window
from search.rewrite.more_like_this import more_like_this
from search.rewrite.rewriter import rewrite
from search.weights import WEIGHTS
from tests.search.engine.opensearch.sent import sent

SAMPLE = Path(__file__).parents[3] / "index" / "sample" / "articles.jsonl"
RECORDS = [json.loads(line) for line in SAMPLE.read_text("utf-8").splitlines()]
#: Queries of every kind of the query language.
TEXTS = [
    pytest.param("النفط", id="word"),
    pytest.param("أسعار النفط", id="words"),
    pytest.param("نفط أو ذهب", id="or"),
    pytest.param('"أسعار النفط"', id="phrase"),
    pytest.param('"أسعار النفط"~5', id="slop"),
    pytest.param("استثمار*", id="prefix"),
    pytest.param("عنوان:النفط", id="field"),
    pytest.param("مصدر:دبي", id="small-field"),
    pytest.param("بلد:السعودية", id="name"),
    pytest.param("نفط -بلد:(السعودية أو مصر)", id="names-excluded"),
    pytest.param("نفط -السعودية", id="exclusion"),
    pytest.param("(قرض أو تمويل) صندوق", id="group"),
    pytest.param("تاريخ:2016 نفط", id="date-and-word"),
    pytest.param("تاريخ:2016", id="date"),
    pytest.param("-النفط", id="only-excluded"),
    pytest.param("IMF", id="synonym"),
    pytest.param("5 في المئة", id="amount"),
    pytest.param("3 مليارات دولار نفط", id="amount-and-word"),
    pytest.param("مبلغ:>1مليار دولار", id="amounts-above"),
    pytest.param("نسبة:1..5% أسعار", id="amounts-between-and-word"),
    pytest.param("مبلغ:>1مليون أو كمية:>1000 برميل", id="amounts-of-any-unit"),
    pytest.param("ما أسباب تراجع أسعار النفط في الأسواق العالمية", id="question"),
    pytest.param("النفط الذهب الليرة الفائدة", id="most-of-the-words"),
    pytest.param("زقزقة", id="nothing"),
    pytest.param("", id="everything"),
]


def local(index_dir, *, compiled):
    """Return the live finder of the local engine."""
    return live_finder(index_dir, weights=WEIGHTS, compiled=compiled, warm=lambda _: None)


def sent_to_cluster(index_dir, request):
    """Send a version under an alias of its directory's own and return the address."""
    alias = f"contract-{crc32(str(index_dir).encode()):08x}"
    return sent(request.getfixturevalue("opensearch"), index_dir, alias)


def cluster(index_dir, request):
    """Return the live finder of a cluster, into which the archive was sent."""
    address = sent_to_cluster(index_dir, request)
    cache_dir = request.getfixturevalue("tmp_path_factory").mktemp("contract")
    return live_finder(
        address, cache_dir=cache_dir, weights=WEIGHTS, compiled=False, warm=lambda _: None
    )


ENGINES = {
    "local": lambda index_dir, _: local(index_dir, compiled=False),
    "local-compiled": lambda index_dir, _: local(index_dir, compiled=True),
    "opensearch": cluster,
}


@pytest.fixture(scope="module", params=ENGINES)
def live(request, sample_index):
    """Return the live finder of each engine over the sample archive."""
    finder = ENGINES[request.param](sample_index, request)
    yield finder
    finder.close()


@pytest.fixture
def finder(live):
    """Return the finder of each engine over the sample archive."""
    return live.get()


def plan(finder, text, **options) -> Plan:
    """Return the plan of a text."""
    return rewrite(Request(text=text, **options), finder.statistics, WEIGHTS)


def values_of(article: StoredArticle, facet: FacetField) -> list[str]:
    """Return the values of an article by a facet; "" stands for none."""
    if facet is YEAR:
        published = article.headline.published
        return [f"{published.year:04}" if published else ""]
    if not facet.multi:
        return [getattr(article.headline, facet.name)]
    return [name for of_facet, name in article.names if of_facet == facet.name] or [""]


def ids(collected: Collected) -> list[str]:
    """Return the ids of the rows."""
    return [row.article.headline.id for row in collected.rows]


def indexed(finder):
    """Return the ids of all articles."""
    everything = plan(finder, "", grouped=False, window=Window(size=1000))
    return finder.ranked(everything)


def test_statistics_are_those_of_the_archive(finder):
    """Articles, span and labels are counted over all."""
    statistics = finder.statistics
    days = sorted(record["published"][:10] for record in RECORDS if record.get("published"))
    assert statistics.articles == len(indexed(finder)) == len(set(indexed(finder)))
    assert [day.isoformat() for day in statistics.span] == [days[0], days[-1]]
    assert isinstance(statistics.name, str)
    assert statistics.built.tzinfo is not None
    daily = statistics.daily_counts()
    assert [day for day, _ in daily] == sorted({date.fromisoformat(day) for day in days})
    assert sum(articles for _, articles in daily) == statistics.articles
    for facet in FACETS:
        counts = statistics.label_counts(facet.name)
        total = sum(articles for _, articles in counts)
        assert total >= statistics.articles if facet.multi else total == statistics.articles
        assert counts == sorted(counts, key=lambda each: (-each[1], each[0]))


def test_held_counts_the_articles_with_a_term(finder):
    """It is what a count of the word's exact form says."""
    statistics = finder.statistics
    (counted,) = finder.counts([plan(finder, "نص:النفط", exact=True)])
    assert statistics.held("body", "النفط") == counted > 0
    assert statistics.held("body", "زقزقة") == 0
    assert statistics.average_length("body") > statistics.average_length("title") > 0
    expanded = statistics.expand_prefix("body", "استثمار", 3)
    assert len(expanded) == 3
    assert all(term.startswith("استثمار") for term in expanded)
    assert statistics.vocabulary.count("النفط") > 0
    assert [word.exact for word in statistics.analyzer.words("النفط")] == ["النفط"]


@pytest.mark.parametrize("text", TEXTS)
def test_counts_agree_with_the_list(finder, text):
    """Totals, rows, facets, timeline and pages are of one set of articles."""
    asked = plan(finder, text, window=Window(size=1000))
    collected = finder.collect(asked)
    assert collected.total == len(
        ids(finder.collect(plan(finder, text, grouped=False, window=Window(size=1000))))
    )
    assert collected.list_rows == len(collected.rows)
    assert collected.total == sum(1 + row.near_duplicates for row in collected.rows)
    assert collected.rows_matching_all <= collected.total_matching_all <= collected.total
    assert [collected.total_matching_all] == list(finder.counts([asked]))
    assert not collected.partial
    several = {facet.name for facet in NAMED_FACETS}
    for facet in collected.facets:
        total = sum(count.articles for count in facet.counts) + facet.others
        assert total >= collected.total if facet.name in several else total == collected.total
    bars = sum(bar.articles for bar in collected.timeline.bars)
    assert bars + collected.timeline.undated == collected.total
    for label in FACETS:
        facets = [facet for facet in collected.facets if facet.name == label.name]
        if not facets:  # no article of the archive has a value
            assert finder.statistics.label_counts(label.name) == [("", len(RECORDS) - 2)]
            continue
        counts = facets[0].counts
        everything = plan(finder, text, grouped=False, window=Window(size=1000))
        rows = finder.collect(everything).rows
        printed = Counter(value for row in rows for value in values_of(row.article, label))
        assert printed.items() >= {(count.value, count.articles) for count in counts}
        assert facets[0].others or len(printed) == len(counts)


@pytest.mark.parametrize("facet", ["source", "country"])
@pytest.mark.parametrize("most", [2, 1000])
def test_the_values_of_a_facet_are_those_of_the_list(finder, facet, most):
    """The first of them, the number of all; with a filter by the facet as without it."""
    whole = finder.values(plan(finder, "النفط"), facet, 1000)
    assert whole.values == sum(bool(count.value) for count in whole.counts)
    first = finder.values(plan(finder, "النفط"), facet, most)
    assert first.counts == whole.counts[:most]
    assert first.values == whole.values
    label = next(count.narrowing for count in whole.counts if count.narrowing)
    assert finder.values(plan(finder, "النفط", filters=Filters().add(label)), facet, 1000) == whole
    (listed,) = (
        each for each in finder.collect(plan(finder, "النفط")).facets if each.name == facet
    )
    assert listed.values == whole.values
    assert whole.counts[: len(listed.counts)] == listed.counts


def test_every_article_is_in_the_catalogue_once(finder):
    """With its day, in parts that follow each other."""
    whole = list(finder.catalogue(0, len(RECORDS)))
    assert [*finder.catalogue(0, 3), *finder.catalogue(3, 1000)] == whole
    assert list(finder.catalogue(len(whole), 3)) == []
    assert len(dict(whole)) == finder.statistics.articles
    for article_id, day in whole:
        published = finder.article(article_id).headline.published
        assert day == (published and published.date())


def test_the_days_of_labels_are_those_of_their_articles(finder):
    """The first and the last; a label without dated articles has none."""
    days = {}
    for article_id, day in finder.catalogue(0, len(RECORDS)):
        source = finder.article(article_id).headline.source
        if source and day:
            days.setdefault(source, []).append(day)
    expected = {source: (min(each), max(each)) for source, each in days.items()}
    assert finder.label_spans("source") == expected


@pytest.mark.parametrize("text", TEXTS)
def test_pages_are_slices_of_the_list(finder, text):
    """No page repeats or leaves out a row, and ranked gives the same order."""
    whole = finder.collect(plan(finder, text, window=Window(size=1000)))
    pages = [finder.collect(plan(finder, text, window=Window(page=n, size=7))) for n in (1, 2)]
    assert ids(pages[0]) == ids(whole)[:7]
    if len(whole.rows) > 7:
        assert ids(pages[1]) == ids(whole)[7:14]
    assert finder.ranked(plan(finder, text, window=Window(size=7))) == ids(pages[0])
    beyond = finder.collect(plan(finder, text, window=Window(page=99, size=7)))
    assert (beyond.rows, beyond.request.window.page) == ((), 99)
    assert beyond.list_rows == whole.list_rows


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("size", [1, 3, 50])
def test_places_lead_through_the_list(finder, text, sort, size):
    """From place to place every row comes once, in the order of the list, whatever the size."""
    whole = ids(finder.collect(plan(finder, text, sort=sort, window=Window(size=1000))))
    window, seen = Window(size=size), []
    while True:
        page = finder.collect(plan(finder, text, sort=sort, window=window))
        seen += ids(page)
        assert not page.moved
        if page.after is None:
            break
        window = Window(size=size, after=page.after)
    assert seen == whole


@pytest.mark.parametrize("text", TEXTS)
def test_a_place_of_another_version_is_found_by_its_article(finder, text):
    """The list goes on behind the article, wherever it stands now, and says that it has moved."""
    whole = ids(finder.collect(plan(finder, text, window=Window(size=1000))))
    for number, article_id in enumerate(whole):
        after = After(rows=99, id=article_id, version="another")
        page = finder.collect(plan(finder, text, window=Window(size=1000, after=after)))
        assert ids(page) == whole[number + 1 :]
        assert page.moved


def test_a_place_whose_article_is_gone_leaves_out_as_many_rows(finder):
    """Nothing is seen again but what came before it meanwhile."""
    whole = ids(finder.collect(plan(finder, "", window=Window(size=1000))))
    after = After(rows=3, id="gone", version="another")
    page = finder.collect(plan(finder, "", window=Window(size=1000, after=after)))
    assert ids(page) == whole[3:]
    assert page.moved


@pytest.mark.parametrize("text", TEXTS)
def test_asking_twice_gives_equal_values(finder, text):
    """Nothing is added in place: scores and rows are the same each time."""
    asked = plan(finder, text)
    assert finder.collect(asked) == finder.collect(asked)
    assert finder.ranked(asked) == finder.ranked(asked)


@pytest.mark.parametrize("text", TEXTS)
def test_without_vectors_the_list_is_that_of_the_words(finder, text):
    """Whatever is asked for, and without a note: who asks is told by has_vectors."""
    assert not finder.has_vectors
    by_words, by_meaning = plan(finder, text), plan(finder, text, meaning=True)
    assert finder.ranked(by_meaning) == finder.ranked(by_words)
    page, by_meaning = finder.collect(by_words), finder.collect(by_meaning)
    assert replace(by_meaning, request=page.request) == page


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("sort", list(Sort))
def test_orders_are_kept(finder, text, sort):
    """Relevance falls; dates rise or fall, first of what matches all, then of the rest."""
    asked = plan(finder, text, sort=sort, window=Window(size=1000))
    collected = finder.collect(asked)
    complete = [not row.missing for row in collected.rows]
    assert sum(complete) == collected.rows_matching_all
    if asked.order is Sort.RELEVANCE:
        scores = [row.score for row in collected.rows]
        assert scores == sorted(scores, reverse=True)
        return
    assert complete == sorted(complete, reverse=True)
    for tier in (True, False):
        rows = [row for row in collected.rows if (not row.missing) is tier]
        days = [row.article.headline.published for row in rows]
        dated = [day for day in days if day]
        assert days[: len(dated)] == dated
        assert dated == sorted(dated, reverse=asked.order is Sort.NEWEST)


def test_filters_pass_what_they_say(finder):
    """Days are included at both ends, labels are included and excluded."""
    label, named = Label("source", RECORDS[0]["source"]), Label("country", "السعودية")
    days = Filters(since=date(2016, 1, 1), until=date(2020, 12, 31))

    def articles(filters):
        request = plan(finder, "", filters=filters, grouped=False, window=Window(size=1000))
        return [row.article for row in finder.collect(request).rows]

    def rows(filters):
        return [article.headline for article in articles(filters)]

    everything = rows(Filters())
    assert rows(Filters().add(label)) == [each for each in everything if each.source == label.value]
    assert rows(Filters().exclude(label)) == [e for e in everything if e.source != label.value]
    naming = [a for a in articles(Filters()) if named in a.names]
    assert 0 < len(naming) < len(everything)
    assert articles(Filters().add(named)) == naming
    assert articles(Filters().add(named).add(Label("country", "نارنيا"))) == naming
    assert len(rows(Filters().exclude(named))) == len(everything) - len(naming)
    assert rows(days) == [
        each
        for each in everything
        if each.published and datetime(2016, 1, 1) <= each.published < datetime(2021, 1, 1)  # noqa: DTZ001
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_highlights_are_words_of_the_article(finder, text):
    """Positions are those of words, and the words are forms of what was asked for."""
    collected = finder.collect(plan(finder, text))
    for row in collected.rows:
        assert set(row.highlights.title) <= set(range(len(row.article.title_words.starts)))
        assert set(row.highlights.body) <= set(range(len(row.article.body_words.starts)))
    if text == "النفط":
        assert all(row.highlights.title or row.highlights.body for row in collected.rows)


def test_an_article_is_found_by_its_id(finder):
    """Whole, with highlights, or not at all."""
    article_id = RECORDS[0]["id"]
    query = plan(finder, RECORDS[0]["title"]).query
    article = finder.article(article_id)
    row = finder.row(article_id, query, exact=False)
    assert isinstance(article, StoredArticle)
    assert article.headline.title == RECORDS[0]["title"]
    assert isinstance(row, Row)
    assert row.article == article
    assert row.highlights.title
    assert finder.article("nothing") is None
    assert finder.row("nothing", query, exact=False) is None
    assert finder.any_article() == finder.any_article()


def test_an_export_is_the_list_whole(finder):
    """The same articles in the same order, with the same totals."""
    asked = plan(finder, "النفط", grouped=False, window=Window(size=1000))
    exported, collected = finder.export(asked), finder.collect(asked)
    assert [article.headline.id for article, _ in exported.articles] == ids(collected)
    totals = exported.total, exported.total_matching_all, exported.partial
    assert totals == (collected.total, collected.total_matching_all, collected.partial)


def test_neighbours_are_those_of_the_list(finder):
    """Before and after, None at the ends and for what is not in the list."""
    asked = plan(finder, "النفط")
    order = ids(
        finder.collect(replace(asked, request=Request(text="النفط", window=Window(size=200))))
    )
    for number, article_id in enumerate(order):
        before, after = finder.neighbours(asked, article_id)
        assert (before and before.headline.id) == (order[number - 1] if number else None)
        assert (after and after.headline.id) == next(iter(order[number + 1 :]), None)
    assert finder.neighbours(asked, "nothing") == (None, None)


def test_trends_count_what_plans_find(finder):
    """Each trend has the total of its plan, and the bars are of one span."""
    plans = [plan(finder, "النفط"), plan(finder, "الذهب"), plan(finder, "زقزقة")]
    trends = finder.trends(plans, Filters(), "year")
    assert [trend.text for trend in trends.trends] == ["النفط", "الذهب", "زقزقة"]
    assert [trend.total for trend in trends.trends] == list(finder.counts(plans))
    for trend in trends.trends:
        assert len(trend.articles) == len(trend.shares) == len(trends.bars)
        for bar, articles, share in zip(trends.bars, trend.articles, trend.shares, strict=True):
            assert articles <= bar.articles
            assert share == (articles / bar.articles if bar.articles else 0.0)


def test_related_articles_are_others(finder):
    """Neither the article nor its near duplicates are related to it."""
    for article_id in indexed(finder)[:20]:
        article = finder.article(article_id)
        like = more_like_this(article, finder.statistics)
        duplicates = {each.headline.id for each in finder.near_duplicates(article_id, 20)}
        related = [each.headline.id for each in finder.related(article_id, like, 6)]
        assert len(related) == len(set(related)) <= 6
        assert not {article_id, *duplicates} & set(related)
    assert finder.related("nothing", Any(()), 6) == []
    assert finder.near_duplicates("nothing", 6) == []


def test_identical_articles_are_told_of(finder):
    """Those that were left out, by the article that is in the index."""
    copies = [copy for article_id in indexed(finder) for copy in finder.identical(article_id)]
    assert len(copies) == len(RECORDS) - finder.statistics.articles
    assert not {copy.id for copy in copies} & set(indexed(finder))
    for article_id in indexed(finder):
        assert finder.article(article_id).headline.copies == len(finder.identical(article_id))


def test_bodies_contain_the_words(finder):
    """All the exact forms, in at most as many bodies as wanted."""
    bodies = list(finder.bodies(["صندوق", "النقد"], 3))
    assert 0 < len(bodies) <= 3
    for body in bodies:
        words = {word.exact for word in finder.statistics.analyzer.words(body)}
        assert {"صندوق", "النقد"} <= words


def test_a_term_is_in_the_fields_that_hold_it(finder):
    """A query in one field counts what held says of the terms that find it there."""
    oil, bank = map(Word.of, finder.statistics.analyzer.words("النفط صندوق"))
    for field, name in zip(TEXT_FIELDS, ("عنوان", "نص"), strict=True):
        plans = [plan(finder, f"{name}:{word.text}", synonyms=False) for word in (oil, bank)]
        of_oil, of_bank = finder.counts(plans)
        each = [finder.statistics.held(field, term) for term in oil.finding]
        assert 0 < max(each) <= of_oil <= held(finder.statistics, field, oil)  # some print two
        assert bank.finding == (bank.stem,)
        assert 0 < of_bank == finder.statistics.held(field, bank.stem)


def test_all_of_nothing_is_everything(finder):
    """A query without words lists the archive, the newest first."""
    asked = plan(finder, "")
    assert asked.query == All(())
    assert finder.collect(asked).total == finder.statistics.articles


def test_a_live_finder_opens_again_after_it_was_closed(live, finder):
    """Closing lets go of the version, not of the engine."""
    name = finder.statistics.name
    live.close()
    assert live.get().statistics.name == name
    live.refresh()
    assert live.get().statistics.name == name


@pytest.mark.parametrize("engine", ENGINES)
def test_a_new_version_is_switched_to(tmp_path, request, engine):
    """A refresh answers from the new version, whichever engine."""
    archive = tmp_path / "a.jsonl"
    archive.write_text('{"id": "a", "body": "أسعار النفط"}', "utf-8")
    build_index([archive], tmp_path / "index")
    live = ENGINES[engine](tmp_path / "index", request)
    first = live.get().statistics.name
    archive.write_text('{"id": "b", "body": "أسعار الغاز"}', "utf-8")
    build_index([archive], tmp_path / "index")
    if engine == "opensearch":
        sent_to_cluster(tmp_path / "index", request)
    live.refresh()
    assert live.get().statistics.name != first
    assert live.get().article("b")
    live.close()
