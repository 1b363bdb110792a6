"""What the templates can say."""

import pytest

from search import Count, Expansion, Fragment, Request, Sort
from web.navigation import filters, orders, without_synonyms
from web.rendering import (
    article_url,
    host_of,
    is_cut,
    offered,
    others_by_typed,
    results_url,
)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        pytest.param("https://www.example.org/a?b", "www.example.org", id="https"),
        pytest.param(" HTTP://example.org ", "example.org", id="capitals and blanks"),
        pytest.param("javascript:alert(1)", "", id="script"),
        pytest.param("JaVaScRiPt:alert(1)", "", id="script in capitals"),
        pytest.param("java\nscript:alert(1)", "", id="script over two lines"),
        pytest.param("data:text/html,x", "", id="data"),
        pytest.param("//example.org/a", "", id="no scheme"),
        pytest.param("http://[", "", id="no address"),
        pytest.param("http:///a", "", id="no host"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_only_web_addresses_are_links(url, host):
    """A link from an article goes to a web server or nowhere."""
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        pytest.param("ارتفعت الأسعار.", False, id="sentence"),
        pytest.param("هل ترتفع؟", False, id="question"),
        pytest.param("قال: «ترتفع.»", False, id="quoted sentence"),
        pytest.param("ارتفعت أسعار", True, id="within a sentence"),
        pytest.param("", True, id="nothing"),
    ],
)
def test_a_snippet_says_when_it_stops_early(text, cut):
    """Three dots follow what goes on, never a full stop."""
    assert is_cut(Fragment(text=text)) is cut


def test_a_chosen_source_is_offered_however_small():
    """A long list is cut, but never loses what narrows the search now."""
    counts = [Count(value=str(n), articles=100 - n) for n in range(60)]
    assert [count.value for count in offered(counts, ("55",))] == [*map(str, range(30)), "55"]


def test_addresses_carry_the_whole_request(app):
    """The way back from an article leads to the page of results it was opened from."""
    asked = Request(text="نفط", sources=("أ", "ب"), synonyms=False, page=2)
    with app.test_request_context():
        found = results_url(asked)
        assert found == "/search?q=%D9%86%D9%81%D8%B7&source=%D8%A3&source=%D8%A8&syn=0&page=2"
        assert article_url("x", asked) == found.replace("/search", "/article/x")


def test_every_filter_can_be_taken_away_alone():
    """Taking a filter away keeps the others and starts at the first page."""
    asked = Request(text="نفط", sources=("أ", "ب"), exact=True, page=3)
    assert [(each.name, each.without) for each in filters(asked)] == [
        ("source", Request(text="نفط", sources=("ب",), exact=True)),
        ("source", Request(text="نفط", sources=("أ",), exact=True)),
        ("exact", Request(text="نفط", sources=("أ", "ب"))),
    ]


def test_synonyms_are_left_out_and_brought_back():
    """The two links lead to each other, and keep everything else."""
    asked = Request(text="IMF", sources=("أ",), page=3)
    without = without_synonyms(asked)
    assert without == Request(text="IMF", sources=("أ",), synonyms=False)
    assert [(each.name, each.without) for each in filters(without)] == [
        ("source", Request(text="IMF", synonyms=False)),
        ("syn", Request(text="IMF", sources=("أ",))),
    ]


def test_other_names_are_gathered_by_the_words_typed():
    """Close names and same ones come apart, and are one line to the reader."""
    found = [
        Expansion(typed="النفط", others=("بترول", "خام")),
        Expansion(typed="IMF", others=("صندوق النقد",)),
        Expansion(typed="النفط", others=("خام", "oil")),
    ]
    assert others_by_typed(found) == {
        "النفط": ["بترول", "خام", "oil"],
        "IMF": ["صندوق النقد"],
    }


def test_relevance_is_an_order_of_queries_only():
    """Without words nothing is more relevant than anything else."""
    assert list(orders(Request(text="نفط"))) == list(Sort)
    assert list(orders(Request())) == [Sort.NEWEST, Sort.OLDEST]
