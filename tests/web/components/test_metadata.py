"""What an article's page says about it to machines."""

import json
import re

import pytest

from search import Request
from web.components.metadata import (
    article_tags,
    citation_tags,
    description,
    home_tags,
    news_article,
    results_tags,
)
from web.context import preferences
from web.l10n.formats import counted


def test_machines_read_what_an_article_is(client):
    """Zotero by its tags, search engines by schema.org."""
    text = client.get("/article/imf-2016-11-egypt").text
    assert '<meta name="citation_publication_date" content="2016/11/12">' in text
    told = json.loads(re.search(r'ld\+json">(.*?)</script>', text, re.DOTALL)[1])
    assert (told["@type"], told["datePublished"]) == ("NewsArticle", "2016-11-12")
    assert '<link rel="canonical"' in text


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_link_that_is_shared_says_what_it_leads_to(app, searcher, lang):
    """Home with its archive, results with what was asked for, an article with its day."""
    page = searcher.search(Request(text="نفط"))
    article = searcher.article("imf-2016-11-egypt", Request())
    with app.test_request_context(f"/?lang={lang}"):
        home = dict(home_tags(searcher.archive()))
        results = dict(results_tags(page))
        told = dict(article_tags(article))
        total = counted(page.total_matching_all, "result", preferences())
    assert home["og:locale"][:2] == lang
    assert home["og:url"].startswith("http://localhost/")
    assert results["og:title"].startswith(f"نفط: {total} - ")
    assert "q=%D9%86%D9%81%D8%B7" in results["og:url"]
    assert (told["og:type"], told["article:published_time"]) == ("article", "2016-11-12")
    assert told["og:url"] == "http://localhost/article/imf-2016-11-egypt"


def test_what_is_unknown_is_left_out(make_index):
    """An article with a body alone has no empty properties and no empty tags."""
    article = make_index("ارتفعت أسعار النفط.").article("0", Request())
    assert news_article(article) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title.text,
        "inLanguage": "ar",
        "description": "ارتفعت أسعار النفط.",
    }
    assert dict(citation_tags(article)) == {
        "citation_title": article.title.text,
        "citation_language": "ar",
        "DC.type": "Text.NewspaperArticle",
    }


def test_a_description_ends_between_words(make_index):
    """It is the beginning of the text, of at most 200 characters and three dots as one."""
    words = [f"كلمة{n}" for n in range(60)]
    said = description(make_index(" ".join(words)).article("0", Request()))
    assert said.endswith("…")
    assert len(said) <= 201
    kept = said.removesuffix("…").split()
    assert kept == words[: len(kept)]
