"""The JSON of the results."""

import re
from dataclasses import replace
from functools import partial

import pytest

from search import FACETS, NAMED_FACETS, Expansion, Request, Sort, Suggestion, Window, page_to_json
from web.parameters import MAX_SIZE
from web.urls.builder import results_url


def test_the_answer_holds_what_the_searcher_found(client, searcher):
    """Totals, the query as understood, hits with marks as offsets, the index."""
    found = client.get("/api/v1/search?q=نفط&size=2&sort=newest").json
    assert (
        list(found)
        == (
            "total complete rows complete_rows page size pages query notes chips expansions"
            " results facets timeline relaxations suggestions offers repaired phrase next prev"
            " took_ms index"
        ).split()
    )
    page = searcher.search(Request(text="نفط", sort=Sort.NEWEST, window=Window(size=2)))
    assert (found["total"], found["pages"]) == (page.total, page.pages)
    assert (found["page"], found["size"]) == (1, 2)
    assert [hit["id"] for hit in found["results"]] == [hit.headline.id for hit in page.hits]
    assert found["query"] == {
        "text": "نفط",
        "echo": "نفط",
        "from": None,
        "to": None,
        **{facet.name: [] for facet in FACETS},
        **{f"not_{facet.name}": [] for facet in FACETS},
        "not_name": [],
        "sort": "newest",
        "order": "newest",
        "meaning": False,
        "exact": False,
        "syn": True,
        "group": True,
        "literal": False,
    }
    assert found["index"] == {
        "id": page.index.id,
        "articles": page.index.articles,
        "meaning": False,
    }
    assert found["prev"] is None


@pytest.mark.usefixtures("with_vectors")
def test_a_program_learns_whether_meaning_can_be_asked_for_and_was(client):
    """Every answer that tells of its index tells of its vectors; a page, what was asked for."""
    for path in ("search?q=نفط", "stats", "front", "entities/OPEC"):
        assert client.get(f"/api/v1/{path}").json["index"]["meaning"] is True, path
    found = client.get("/api/v1/search?q=مليار&size=5&meaning=1").json
    assert found["query"]["meaning"] is True
    assert client.get(found["next"]).json["query"]["meaning"] is True


#: Facets of which an article may have several values: their counts add up to more.
SEVERAL = frozenset(facet.name for facet in NAMED_FACETS)


def test_a_name_has_an_answer_of_its_own(client, searcher):
    """By any of its writings: what it is, its articles, what they name with it."""
    found = client.get("/api/v1/entities/OPEC")
    expected = searcher.entity("أوبك")
    assert found.json["name"] == "أوبك"
    assert (found.json["kind"], found.json["english"]) == ("institution", "OPEC")
    assert found.json["articles"] == expected.page.total > 0
    assert client.get(found.json["url"]).json["total"] == found.json["articles"]
    assert [hit["id"] for hit in found.json["newest"]] == [
        hit.headline.id for hit in expected.page.hits
    ]
    assert [facet["name"] for facet in found.json["named_with"]] == [
        facet.name for facet in expected.named_with
    ]
    assert client.get("/api/v1/entities/نارنيا").status_code == 404


def plain(word):
    """Return word without vowel marks."""
    return re.sub("[\u064b-\u0652]", "", word)


def test_marks_are_offsets_into_the_text(client):
    """The offsets are those of whole highlighted words."""
    for hit in client.get("/api/v1/search?q=نفط").json["results"]:
        for snippet in hit["snippets"]:
            for start, end in snippet["marks"]:
                assert "نفط" in plain(snippet["text"][start:end])


def test_next_leads_through_all_pages(client):
    """A program follows next to the end and has seen every hit once."""
    url, seen = "/api/v1/search?q=مليار&size=10", []
    while url:
        found = client.get(url).json
        seen += [hit["id"] for hit in found["results"]]
        url = found["next"]
    assert len(seen) == len(set(seen)) == found["total"]
    assert client.get(found["prev"]).json["page"] == found["page"] - 1


def test_a_page_past_the_end_is_empty(client):
    """With the totals and the way back to the last page; there is nothing next."""
    found = client.get("/api/v1/search?q=مليار&size=10").json
    past = client.get("/api/v1/search?q=مليار&size=10&page=900").json
    assert (past["results"], past["page"], past["next"]) == ([], 900, None)
    for total in ("total", "complete", "rows", "complete_rows", "pages"):
        assert past[total] == found[total]
    assert client.get(past["prev"]).json["page"] == found["pages"]


def test_next_says_that_another_version_answers(client_of, make_index):
    """The list goes on behind the same article, and a note says that it may be another."""
    client = client_of("نفط أول", "نفط ثان", "نفط ثالث")
    first = client.get("/api/v1/search?q=نفط&size=1").json
    make_index("نفط أول", "نفط ثان", "نفط ثالث", "نفط رابع", name="index")
    client.application.extensions["searcher"].refresh()
    second = client.get(first["next"]).json
    assert "moved" not in first["notes"]
    assert "moved" in second["notes"]
    assert second["results"][0]["id"] != first["results"][0]["id"]


@pytest.mark.parametrize(
    "cursor",
    [
        pytest.param("x", id="a letter"),
        pytest.param("نفط", id="Arabic"),
        pytest.param("e30", id="an object"),
        pytest.param("W1tbW10" * 200, id="long"),
        pytest.param("WzEsImEiLCJiIiwiYyJd", id="another search"),
    ],
)
def test_a_cursor_that_is_none_is_refused(client, cursor):
    """400, which names it and says where one comes from."""
    response = client.get(f"/api/v1/search?q=نفط&after={cursor}")
    assert response.status_code == 400
    (fault,) = response.json["parameters"]
    assert (fault["name"], fault["value"]) == ("after", cursor)
    assert fault["allowed"] == "a cursor that an answer to the same search gave"


def test_wider_requests_have_their_addresses(client):
    """Each finds as many as it says."""
    found = client.get('/api/v1/search?q="نفط بيتزا" سياحة').json
    assert found["total"] == 0
    assert found["relaxations"]
    for wider in found["relaxations"]:
        assert client.get(wider["url"]).json["complete"] == wider["total"]


def test_other_names_and_what_may_have_been_meant_are_told(app, searcher):
    """Expansions and suggestions are values with addresses."""
    found = searcher.search(Request(text="نفط", synonyms=False))
    page = replace(
        found,
        expansions=(Expansion(typed="نفط", others=("بترول", "oil")),),
        suggestions=(
            Suggestion(kind="spelling", request=replace(found.request, text="نفطي"), total=7),
        ),
    )
    with app.test_request_context():
        said = page_to_json(page, partial(results_url, endpoint="api.search"))
    assert said["query"]["syn"] is False
    assert said["expansions"] == [{"typed": "نفط", "others": ["بترول", "oil"]}]
    assert said["suggestions"] == [
        {
            "kind": "spelling",
            "text": "نفطي",
            "total": 7,
            "url": "/api/v1/search?q=%D9%86%D9%81%D8%B7%D9%8A&syn=0",
        }
    ]


def test_list_and_json_agree(client):
    """The page and the API answer the same query with the same hits in the same order."""
    query = "/search?q=أسعار النفط&from=2015"
    page, found = client.get(query).text, client.get(f"/api/v1{query}").json
    places = [page.index(f"/article/{hit['id']}?") for hit in found["results"]]
    assert places == sorted(places)
    assert page.count('<article class="hit">') == len(places)


def followed(client, counted):
    """Return what is found at the address of a count."""
    return client.get(counted["url"]).json


@pytest.mark.parametrize("query", ["q=مليار", "q=أسعار النفط&from=2014-06&to=2016", "q="])
def test_counts_add_up_and_lead_to_what_they_count(client, query):
    """List, facets and timeline are of the same articles, and so are their addresses."""
    found = client.get(f"/api/v1/search?{query}").json
    assert found["complete"] == found["total"]
    assert [facet["name"] for facet in found["facets"]] == [
        "source",
        "section",
        *(facet.name for facet in NAMED_FACETS),
        "year",
        "month",
    ]
    for facet in found["facets"]:
        counts, several = facet["counts"], facet["name"] in SEVERAL
        total = sum(count["articles"] for count in counts) + facet["others"]
        assert total >= found["total"] if several else total == found["total"]
        for count in counts[:3]:
            if count["url"]:
                assert followed(client, count)["complete"] == count["articles"]
    timeline = found["timeline"]
    bars = timeline["bars"]
    assert sum(bar["articles"] for bar in bars) + timeline["undated"] == found["total"]
    for bar in bars[:3]:
        if bar["articles"]:
            assert followed(client, bar)["complete"] == bar["articles"]


def test_a_count_can_be_left_out(client):
    """The excluded articles and the others add up to all."""
    found = client.get("/api/v1/search?q=مليار").json
    source = found["facets"][0]["counts"][0]
    others = client.get(source["exclude"]).json
    assert others["complete"] == found["total"] - source["articles"]
    assert others["query"]["not_source"] == [source["value"]]


def test_what_has_no_source_has_no_address(client_of):
    """Articles without a source are counted, but no filter selects them."""
    found = client_of("نفط", {"id": "x", "body": "نفط خام", "source": "مصدر"}).get(
        "/api/v1/facets?q=نفط"
    )
    sources = {count["value"]: count for count in found.json["facets"][0]["counts"]}
    assert sources[""]["url"] is sources[""]["exclude"] is None
    assert sources["مصدر"]["articles"] == 1


@pytest.mark.parametrize("name", ["facets", "timeline"])
def test_facets_and_timeline_come_alone_too(client, name):
    """They equal those of the search, on any page."""
    query = "q=مليار&from=2015&size=5"
    whole = client.get(f"/api/v1/search?{query}").json
    alone = client.get(f"/api/v1/{name}?{query}&page=2").json
    assert alone == {key: whole[key] for key in alone}
    assert set(alone) == {"total", "complete", "rows", "complete_rows", name}


def test_a_chip_leads_to_the_query_without_it(client):
    """The address of a chip is the query without its part."""
    found = client.get("/api/v1/search?q=نفط غاز").json
    assert [chip["text"] for chip in found["chips"]] == ["نفط", "غاز"]
    assert client.get(found["chips"][0]["url"]).json["query"]["text"] == "غاز"


def test_an_article_is_given_whole(client, searcher):
    """The answer contains all that is known about it and the address of its page."""
    found = client.get("/api/v1/articles/imf-2016-11-egypt").json
    assert found["body"] == searcher.record("imf-2016-11-egypt").body
    assert found["page"] == "http://localhost/article/imf-2016-11-egypt"
    assert client.get("/api/v1/articles/nothing").status_code == 404


def test_suggestions_are_searches(client, searcher):
    """Each completion has the address of its results."""
    found = client.get("/api/v1/suggest?q=أسعار ال").json
    texts = [suggestion["text"] for suggestion in found["suggestions"]]
    assert found["query"] == "أسعار ال"
    counts = [suggestion["articles"] for suggestion in found["suggestions"]]
    completions = searcher.complete("أسعار ال")
    assert texts == [completion.text for completion in completions]
    assert counts == [completion.articles for completion in completions]
    assert texts
    assert followed(client, found["suggestions"][0])["query"]["text"] == texts[0]


def test_after_a_blank_the_next_word_is_completed(client):
    """A blank at the end of the text ends its last word."""
    found = client.get("/api/v1/suggest?q=أسعار ").json["suggestions"]
    assert all(suggestion["text"].startswith("أسعار ") for suggestion in found)


def test_a_slip_is_repaired(client):
    """What was searched is told, with the address of what was typed; other counts agree."""
    found = client.get("/api/v1/search?q=hgkt'").json
    repaired = found["repaired"]
    assert (repaired["kind"], repaired["typed"], repaired["text"]) == ("layout", "hgkt'", "النفط")
    assert found["query"]["text"] == "النفط"
    assert found["total"] == client.get("/api/v1/facets?q=hgkt'").json["total"] > 0
    literal = client.get(repaired["literal"]).json
    assert (literal["repaired"], literal["total"], literal["query"]["literal"]) == (None, 0, True)


def test_the_words_as_a_phrase_are_a_search(client):
    """With as many articles as it finds."""
    phrase = client.get("/api/v1/search?q=صندوق النقد").json["phrase"]
    assert phrase["text"] == '"صندوق النقد"'
    assert client.get(phrase["url"]).json["complete"] == phrase["total"]


def test_stats_tell_what_the_archive_holds(client, searcher):
    """Size, span, sources and sections with their addresses."""
    found, archive = client.get("/api/v1/stats").json, searcher.archive()
    assert found["articles"] == archive.index.articles
    assert (found["first"], found["last"]) == (str(archive.first), str(archive.last))
    largest = found["source"][0]
    assert largest["articles"] == archive.counts("source")[0].articles
    assert followed(client, largest)["total"] == largest["articles"]


PATHS = ["search?q=مليار", "facets?q=نفط", "timeline?q=نفط", "suggest?q=أس", "stats"]


@pytest.mark.parametrize("path", [*PATHS, "articles/imf-2016-11-egypt"])
def test_an_answer_says_where_it_is_and_where_it_is_described(client, path):
    """Every answer has Link headers and a tag that gives 304."""
    response = client.get(f"/api/v1/{path}")
    links = links_of(response)
    assert links["describedby"] == "/api/openapi.json"
    again = client.get(links["self"], headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def links_of(response):
    """Return the addresses of the Link headers by their relations."""
    return {
        relation: address
        for header in response.headers.getlist("Link")
        for address, relation in re.findall('<([^>]*)>; rel="([^"]*)"', header)
    }


def test_links_lead_to_the_pages_around(client):
    """The headers contain the same addresses as the answer."""
    response = client.get("/api/v1/search?q=مليار&size=5&page=2")
    links = links_of(response)
    assert (links["next"], links["prev"]) == (response.json["next"], response.json["prev"])
    assert "prev" not in links_of(client.get("/api/v1/search?q=مليار"))


def test_arabic_is_not_escaped(client):
    """People read the answers too."""
    assert "نفط" in client.get("/api/v1/search?q=نفط").text


def test_a_bad_parameter_is_a_problem(client):
    """As RFC 9457 writes it, with the parameters named."""
    response = client.get("/api/v1/search?from=x&size=99")
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    assert response.json["status"] == 400
    assert response.json["parameters"] == [
        {
            "name": "from",
            "value": "x",
            "allowed": "a day (2016-11-03), a month (2016-11) or a year (2016)",
        },
        {"name": "size", "value": "99", "allowed": f"a number from 1 to {MAX_SIZE}"},
    ]
    assert f"size='99' (a number from 1 to {MAX_SIZE} is)" in response.json["detail"]
    assert response.json["instance"] == f"urn:request:{response.headers['X-Request-ID']}"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        pytest.param("GET", "/api/v1/nothing", 404, id="no such path"),
        pytest.param("GET", "/api/nothing", 404, id="no such path beside it"),
        pytest.param("GET", "/api/v1/articles/nothing", 404, id="no such article"),
        pytest.param("POST", "/api/v1/search", 405, id="method"),
        pytest.param("GET", f"/api/v1/search?q={'a' * 17_000}", 414, id="too long"),
    ],
)
def test_other_errors_are_problems_too(client, method, path, status):
    """An error under /api/ is never an HTML page."""
    response = client.open(path, method=method)
    assert (response.status_code, response.json["status"]) == (status, status)
    assert response.content_type == "application/problem+json"


def test_without_an_index_a_program_is_told_when_to_come_back(client_without_index):
    """The answer is 503 with Retry-After; it does not name the directory of the index."""
    response = client_without_index.get("/api/v1/search?q=نفط")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "nothing" not in response.text
