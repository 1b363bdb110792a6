"""A feed gives an article an entry, however carelessly its site writes it."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.article import Article
from index.articles.fault import Fault
from index.articles.readers.syndication.feeds import articles_of_feed

INPUTS = sorted((Path(__file__).parents[2] / "inputs").glob("0[1-7]-*.xml"))
PATH = Path("feed.xml")
ITEM = "<item><title>سعر القمح</title><link>/n/1</link><pubDate>{}</pubDate></item>"
PIECES = st.sampled_from(
    "<rss> <channel> <item> <title> </title> </item> </channel> </rss> &x; <![CDATA[ ]]> <!-- -->"
    " <a:b> <!DOCTYPE [ &#1; <feed> <entry>".split()
)


def channel(*items):
    """Return the bytes of an RSS feed."""
    return f"<rss><channel><title>المرفأ</title>{''.join(items)}</channel></rss>".encode()


def read(data, **options):
    """Return the articles and the faults of a feed."""
    items = list(articles_of_feed(data, PATH, **options))
    articles = [each for each in items if isinstance(each, Article)]
    return articles, [each for each in items if isinstance(each, Fault)]


@pytest.mark.parametrize(
    ("charset", "declared"),
    [
        (charset, declared)
        for charset in ("utf-8", "cp1256", "iso8859-6")
        for declared in ("utf-8", "windows-1256", "iso-8859-6", "iso-8859-1", "x-none")
        # Where both readings are Arabic letters, the declaration is believed.
        if (charset, declared) not in {("cp1256", "iso-8859-6"), ("iso8859-6", "windows-1256")}
    ],
)
def test_the_charset_is_found_whatever_is_declared(charset, declared):
    """A wrong declaration of an old site does no harm."""
    body = "<description>ارتفعت أسعار القمح في السوق الأسبوع الماضي</description>"
    feed = channel(f"<item><title>ارتفاع القمح</title>{body}</item>").decode()
    data = f'<?xml version="1.0" encoding="{declared}"?>{feed}'.encode(charset)
    (article,), faults = read(data)
    assert (article.title, article.source, faults) == ("ارتفاع القمح", "المرفأ", [])


def test_a_feed_in_utc_alone_is_set_to_the_clock_of_its_source():
    """Its readers are not in Greenwich; a feed with its own offset keeps its clock."""
    utc, own = ITEM.format("2023-05-07T22:30:00Z"), ITEM.format("2023-05-07T22:30:00+02:00")
    zone = ZoneInfo("Africa/Cairo")
    assert read(channel(utc), zone=zone)[0][0].published == datetime(2023, 5, 8, 1, 30)  # noqa: DTZ001
    assert read(channel(utc, own), zone=zone)[0][0].published == datetime(2023, 5, 7, 22, 30)  # noqa: DTZ001
    assert read(channel(utc))[0][0].published == datetime(2023, 5, 7, 22, 30)  # noqa: DTZ001


def test_a_date_that_no_article_of_a_feed_has_is_left_out():
    """WordPress dates a draft 1970."""
    (article,), (fault,) = read(channel(ITEM.format("Thu, 01 Jan 1970 00:00:00 +0000")))
    assert article.published is None
    assert fault.reason.startswith("item 1: ")


def test_an_address_is_joined_with_the_feeds_own():
    """Some sites print the path alone."""
    (article,), _ = read(channel(ITEM.format("")), address="https://marfa.example/feed/")
    assert article.url == "https://marfa.example/n/1"


def test_entries_beyond_the_limit_are_a_fault():
    """Nobody prints as many in a day."""
    articles, (fault,) = read(channel(*[ITEM.format("")] * 2001))
    assert len(articles) == 2000
    assert "2000 entries" in fault.reason


def test_json_feed():
    """Its own title is the source, and the date is when it was published."""
    item = {"id": "1", "url": "https://a.example/1", "title": "القمح", "content_html": "<p>نص</p>"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "المرفأ", "items": [item]}
    (article,), faults = read(json.dumps(feed).encode())
    assert (article.title, article.body, article.source) == ("القمح", "نص", "المرفأ")
    assert (article.teaser, faults) == (False, [])


@pytest.mark.parametrize(
    "extra",
    [
        "<category>اقتصاد<category><description>نص</description></category>",
        "<gml:pos>30.0 31.2</gml:pos>",
        '<textInput><media:credit scheme="x">م</media:credit></textInput>',
        "<geo:lat>س</geo:lat><georss:point>م</georss:point>",
    ],
    ids=["a tag that is not closed", "a place on a map", "a form", "a damaged place"],
)
def test_what_no_article_is_made_of_costs_none(extra):
    """The article and its neighbours are read, whatever else a site puts beside the title."""
    first = f"<item><title>القمح</title>{extra}</item>"
    articles, faults = read(channel(first, "<item><title>النفط</title></item>"))
    assert ([article.title for article in articles], faults) == (["القمح", "النفط"], [])


def test_an_item_that_cannot_be_read_is_a_fault_of_its_own():
    """Its neighbours are read, and the feed keeps its name."""
    damaged = "<item><title>ذهب<gml:pos>1</gml:pos></title></item>"
    articles, (fault,) = read(channel(damaged, "<item><title>النفط</title></item>"))
    assert [(each.title, each.source) for each in articles] == [("النفط", "المرفأ")]
    assert fault.reason == "item 1: cannot be read"


@pytest.mark.parametrize(
    "beside",
    [
        "<media:content><media:description>صورة</media:description></media:content>",
        "<media:description>صورة</media:description>",
        "<itunes:summary xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'>ص</itunes:summary>",
        "<image><description>صورة</description></image>",
        "",
    ],
    ids=["of a picture", "by itself", "of a podcast", "of an image", "none"],
)
def test_the_caption_of_a_picture_is_not_the_text(beside):
    """Wherever it stands; alone it is a teaser."""
    text = "<description>ارتفعت أسعار القمح</description>"
    for parts in (text + beside, beside + text):
        ((article,), _) = read(channel(f"<item><title>القمح</title>{parts}</item>"))
        assert article.body == "ارتفعت أسعار القمح"
    if "media" in beside:
        ((article,), _) = read(channel(f"<item><title>القمح</title>{beside}</item>"))
        assert (article.body, article.teaser) == ("صورة", True)


@pytest.mark.parametrize(
    "link", ["", "<link/>", "<link>#1</link>", "<link>https://a.example/</link>"]
)
def test_items_without_an_address_of_their_own_are_not_one(link):
    """The front page, or the feed, is not where an article is."""
    items = (f"<item><title>سعر القمح {n}</title>{link}</item>" for n in range(3))
    articles, _ = read(channel(*items), address="https://a.example/feed")
    assert len({article.id for article in articles}) == 3


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("ed@ofoq.example (سامي الحداد)", "سامي الحداد"),
        ("سامي الحداد ed@ofoq.media", "سامي الحداد"),
        ("editor@ofoq.media", ""),
        ("سامي الحداد", "سامي الحداد"),
    ],
    ids=["before the name", "after it", "alone", "no mail"],
)
def test_an_address_of_mail_is_no_name(printed, name):
    """Of whatever top domain."""
    ((article,), _) = read(channel(f"<item><title>ق</title><author>{printed}</author></item>"))
    assert article.author == name


def test_an_address_with_blanks_is_one():
    """As browsers read it."""
    ((article,), _) = read(
        channel("<item><title>ق</title><link>https://a.example/a ب</link></item>")
    )
    assert article.url == "https://a.example/a%20ب"


def test_another_feed_in_the_same_file_is_told():
    """`cat *.xml` makes such files."""
    one = channel("<item><title>القمح</title></item>")
    articles, (fault,) = read(one + one)
    assert [article.title for article in articles] == ["القمح"]
    assert fault.reason == "more than one feed; the first is read"


def test_an_item_that_is_not_closed_does_not_swallow_the_next():
    """Each begins with its own tag."""
    items = "<item><title>القمح</title><item><title>النفط</title></item><item><title>الذهب</title>"
    articles, _ = read(f"<rss><channel>{items}</channel></rss>".encode())
    assert [article.title for article in articles] == ["القمح", "النفط", "الذهب"]


@given(
    st.one_of(
        st.binary(max_size=100), st.lists(PIECES).map(lambda pieces: "".join(pieces).encode())
    )
)
def test_no_bytes_raise(data):
    """Articles and faults, whatever a server sends."""
    list(articles_of_feed(data, PATH))


@given(st.sampled_from(INPUTS), st.integers(0, 5000), st.binary(max_size=6))
def test_no_damage_raises(path, place, damage):
    """A feed with some bytes overwritten is read as far as it can be."""
    data = path.read_bytes()
    list(articles_of_feed(data[:place] + damage + data[place + len(damage) :], PATH))
