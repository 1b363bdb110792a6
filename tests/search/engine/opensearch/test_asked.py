"""The searches of a plan."""

from datetime import date

from search.engine.opensearch.asked import Asked, columns
from search.request import Filters, Label, Request, Sort, Window

FILTERS = Filters(since=date(2020, 1, 1), included=(Label("country", "مصر"),))


def asked(**changes):
    """Return what finds everything that passes FILTERS."""
    options = {
        "request": Request(text="نفط", filters=FILTERS),
        "order": Sort.RELEVANCE,
        "finding": {"match_all": {}},
        "scoring": ({"term": {"body_t": "نفط"}},),
        "printed": {},
    }
    return Asked(**{**options, **changes})


def test_only_a_list_by_relevance_is_scored():
    """Then terms are as rare as in the whole archive; a list by date asks for no score."""
    ranked, dated = (asked(order=order).listed(10) for order in (Sort.RELEVANCE, Sort.NEWEST))
    assert ranked.params["search_type"] == "dfs_query_then_fetch"
    assert "search_type" not in dated.params
    assert ranked.body["query"]["bool"]["should"]
    assert "should" not in dated.body["query"]["bool"]
    assert "_score" in ranked.body["sort"][0]
    assert dated.body["sort"][0]["published"]["order"] == "desc"
    assert ranked.body["sort"][-1] == dated.body["sort"][-1] == {"seq": "asc"}


def test_a_search_is_filtered_and_ranked():
    """What is found must pass the filters; what ranks need not match."""
    query = asked().listed(10).body["query"]["bool"]
    assert query["filter"][0] == {"match_all": {}}
    assert len(query["filter"]) == 3
    assert query["should"] == [{"term": {"body_t": "نفط"}}]


def test_the_same_copies_answer_for_all_pages():
    """The pages of a list, and its files, agree about who is asked; other lists may ask others."""
    pages = [
        asked(request=Request(text="نفط", filters=FILTERS, window=Window(page=page))).listed(10)
        for page in (1, 2)
    ]
    assert pages[0].params == pages[1].params
    other = asked(request=Request(text="ذهب", filters=FILTERS)).listed(10)
    assert other.params["preference"] != pages[0].params["preference"]


def test_what_is_counted_passes_the_filters_that_are_given():
    """Those of the request, or others."""
    own, other = asked().counted({}), asked().counted({}, filters=Filters())
    assert len(own.body["query"]["bool"]["filter"]) == 3
    assert len(other.body["query"]["bool"]["filter"]) == 1
    assert (own.body["size"], own.body["track_total_hits"]) == (0, True)


def test_columns_are_read_without_texts():
    """And a list goes on behind its last article."""
    body = asked().listed(10, texts=False, after=[1.5, 0, 7]).body
    assert body["search_after"] == [1.5, 0, 7]
    assert body.items() >= columns().items()
    assert body["track_total_hits"] is False
