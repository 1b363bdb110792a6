"""Damaged files give articles and faults, whatever happened to them; nothing raises."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings

from index.articles import Article, Fault, PassedOver, Withdrawal, read_articles
from tests.conftest import examples
from tests.index.articles.bombs import BOMBS
from tests.index.articles.damage import damaged_files

ANY_FOLDER = [HealthCheck.function_scoped_fixture]


def check(items, path):
    """Every item is whole: an article that an index can hold, a fault of this file."""
    assert items, "not a word about a file that was read"
    for item in items:
        if isinstance(item, Article):
            assert item.id
            assert item.title.strip() or item.body.strip()
            assert item.published is None or type(item.published) is datetime
            texts = (item.id, item.url, item.title, item.body, item.source, item.section)
            assert all("\0" not in each and each.encode() is not None for each in texts)
        elif isinstance(item, Fault):
            assert str(item).startswith(str(path))
            assert item.reason
            assert item.remedy
        else:
            assert isinstance(item, Withdrawal | PassedOver)


@settings(suppress_health_check=ANY_FOLDER, max_examples=examples(500))
@given(damaged_files())
def test_no_damage_raises(tmp_path, file):
    """Of any of the inputs, as files of its kind are named."""
    name, data = file
    path = tmp_path / name
    path.write_bytes(data)
    check(list(read_articles([path], language="any")), path)


#: What a reader could look at again from each of its places, and take a day for it.
RUNS = [
    *(
        " ",
        "\n",
        '"',
        "'",
        "<",
        "<a ",
        "<!--",
        "<![CDATA[",
        "<!DOCTYPE ",
        "<?",
        "<td>",
        "<br>",
        "&",
    ),
    *("a", "ا", "9", "-", "/", "a.", "a@", "[a ", "[caption]", ", ", "- ", "//", "]]> ", "\\ud800"),
    *(" a='", ' xmlns:q="u"', "<q:q ", "The post ", "<script>", "<h2><a href=x>ا ب ج</a></h2>"),
]
TEXT = "ارتفعت أسعار النفط في الأسواق العالمية خلال تعاملات اليوم. " * 6
FILES = {
    "a.jsonl": '{{"title": "سعر", "body": "<p>{0}", "url": "{0}", "author": "{0}", "date": "{0}"}}',
    "b.txt": "سعر النفط\n\n{0}\n\n" + TEXT,
    "c.csv": "title,body\nسعر,{0}\n",
    "d.rss": "<rss><channel>{0}<item><title>سعر</title><author>{0}</author><link>{0}</link>"
    "<description><![CDATA[<p>{0}]]></description></item></channel></rss>",
    "e.rss": "<!-- a -->{0}<rss {0}><channel><item><title>سعر</title></item></channel></rss>",
    "f.xml": '<rss xmlns:wp="w"><channel><title>a</title>{0}<item><title>سعر</title>'
    "<content:encoded><![CDATA[{0}]]></content:encoded></item></channel></rss>",
    "g.html": f"<html><head><title>{{0}}</title><script type='application/ld+json'>{{0}}{{{{}}}}x"
    f"</script></head><body><h1>سعر</h1><p>{TEXT}</p><table><tr><td>{{0}}</table></body></html>",
    "h.html": "<html>" + "<div>" * 300 + TEXT + "{0}",
    "i.xml": "<?xml version='1.0'?>{0}<nitf {0}><body><body.content><p>{0}</body.content></body>",
    "j.xml": "<newsItem guid='{0}'><contentSet><inlineXML><p>{0}</p></inlineXML></contentSet>"
    "</newsItem>{0}",
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("run", RUNS)
def test_a_run_of_one_sign_is_read_once(tmp_path, name, run):
    """A hundred thousand characters of anything; whoever looks twice at each never ends."""
    path = tmp_path / name
    path.write_text(FILES[name].format(run * (100_000 // len(run))), encoding="utf-8")
    check(list(read_articles([path], language="any")), path)


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read_as_far_as_it_is_safe(tmp_path, name):
    """Nobody's machine is lost to a file of a megabyte."""
    path = tmp_path / name
    path.write_bytes(BOMBS[name]())
    check(list(read_articles([path], language="any")), path)
