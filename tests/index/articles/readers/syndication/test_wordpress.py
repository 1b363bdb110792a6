"""An export of WordPress gives its published posts, whatever else it holds."""

import gzip
import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.article import Article
from index.articles.fault import Fault
from index.articles.files.stream import Stream
from index.articles.items import PassedOver, Withdrawal
from index.articles.readers.syndication.wordpress import read_wordpress

EXPORT = Path(__file__).parents[2] / "inputs" / "19-wordpress.xml"
HEAD = (
    '<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"'
    ' xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>المرفأ</title>'
    "<link>https://www.marfa.example</link><wp:author><wp:author_login>lsamaan</wp:author_login>"
    "<wp:author_email>l@marfa.example</wp:author_email>"
    "<wp:author_display_name><![CDATA[ليلى سمعان]]></wp:author_display_name></wp:author>"
)
TAIL = "</channel></rss>"
POST = {
    "title": "سعر القمح",
    "link": "https://marfa.example/2023/wheat/",
    "content:encoded": "<![CDATA[ارتفع سعر القمح أمس.]]>",
    "wp:post_id": "7",
    "wp:post_date": "2023-05-07 10:20:30",
    "wp:status": "publish",
    "wp:post_type": "post",
}


def post(*more, **changes):
    """Return the XML of a post whose fields are changed; _ stands for the colon of a name."""
    fields = {**POST, **{name.replace("_", ":", 1): text for name, text in changes.items()}}
    texts = (f"<{name}>{text}</{name}>" for name, text in fields.items())
    return f"<item>{''.join(texts)}{''.join(more)}</item>"


def export(*items, encoding="UTF-8"):
    """Return the text of an export."""
    return f"{HEAD.format(encoding=encoding)}{''.join(items)}{TAIL}"


@pytest.fixture
def read(tmp_path):
    """Return a function that gives all that is read from a text or bytes."""

    def write_and_read(data):
        path = tmp_path / "export.xml"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        with Stream(path) as stream:
            return list(read_wordpress(stream))

    return write_and_read


def test_an_export_gives_its_published_posts():
    """Drafts and private posts are withdrawn; pages, pictures and passwords are passed over."""
    expected = json.loads(EXPORT.with_name(f"{EXPORT.name}.expected.json").read_text("utf-8"))
    with Stream(EXPORT) as stream:
        article, *others = read_wordpress(stream)
    (wanted,) = expected["articles"]
    assert article.published.isoformat() == wanted.pop("published")
    assert {name: getattr(article, name) for name in wanted} == wanted | {"body": article.body}
    assert article.body.split("\n\n") == expected["body_holds"]
    assert [type(each) for each in others] == [
        Withdrawal,
        PassedOver,
        PassedOver,
        Withdrawal,
        PassedOver,
    ]
    assert [each.why for each in others if isinstance(each, Withdrawal)] == ["draft", "private"]


def test_the_fields_of_a_post(read):
    """Number and host are the id, the login is the author, categories alone are sections."""
    (article,) = read(
        export(
            post(
                "<dc:creator><![CDATA[lsamaan]]></dc:creator>",
                '<category domain="category" nicename="e"><![CDATA[اقتصاد]]></category>',
                '<category domain="post_tag" nicename="t"><![CDATA[قمح]]></category>',
                '<category domain="category" nicename="m"><![CDATA[أسواق]]></category>',
                "<excerpt:encoded>موجز</excerpt:encoded>",
                "<wp:comment><wp:comment_content>تعليق</wp:comment_content></wp:comment>",
            )
        )
    )
    assert article == Article(
        id="marfa.example-7",
        url="https://marfa.example/2023/wheat/",
        title="سعر القمح",
        body="ارتفع سعر القمح أمس.",
        source="المرفأ",
        section="اقتصاد، أسواق",
        author="ليلى سمعان",
        published=datetime(2023, 5, 7, 10, 20, 30),  # noqa: DTZ001
    )


def test_an_excerpt_alone_is_a_teaser(read):
    """It is what a list shows of a post, not the post."""
    excerpt = "<excerpt:encoded><![CDATA[موجز الخبر]]></excerpt:encoded>"
    (article,) = read(export(post(excerpt, content_encoded="")))
    assert (article.body, article.teaser) == ("موجز الخبر", True)


@pytest.mark.parametrize(
    ("dates", "moment"),
    [
        pytest.param(
            {"wp_post_date": "2023-05-07 23:50:00", "pubDate": "Sun, 07 May 2023 20:50:00 +0000"},
            datetime(2023, 5, 7, 23, 50),  # noqa: DTZ001
            id="the clock of the site",
        ),
        pytest.param(
            {
                "wp_post_date": "0000-00-00 00:00:00",
                "pubDate": "Wed, 30 Nov -0001 00:00:00 +0000",
                "wp_post_date_gmt": "2023-05-07 20:50:00",
            },
            datetime(2023, 5, 7, 20, 50),  # noqa: DTZ001
            id="zeros",
        ),
        pytest.param({"wp_post_date": ""}, None, id="none"),
    ],
)
def test_the_date_is_the_printed_one(read, dates, moment):
    """That of the site before that of Greenwich; zeros are no date and no fault."""
    changes = {name: text for name, text in dates.items() if "gmt" not in name}
    gmt = f"<wp:post_date_gmt>{dates.get('wp_post_date_gmt', '')}</wp:post_date_gmt>"
    (article,) = read(export(post(gmt, **changes)))
    assert article.published == moment


def test_a_date_before_all_sites_is_left_out(read):
    """The post is read, and the date is a fault."""
    fault, article = read(export(post(wp_post_date="1970-01-01 00:00:00")))
    assert fault.reason.startswith("item 1: ")
    assert article.published is None


def test_an_address_may_be_the_guid(read):
    """A post without a link has the address of its guid, if that is one."""
    guid = '<guid isPermaLink="false">https://marfa.example/?p=7</guid>'
    (article,) = read(export(post(guid, link="")))
    assert article.url == "https://marfa.example/?p=7"
    (article,) = read(export(post("<guid>tag:7</guid>", link="")))
    assert article.url == ""


@pytest.mark.parametrize("status", ["draft", "private", "trash", "pending", "future"])
def test_what_is_not_published_is_withdrawn_under_its_id(read, status):
    """An older export may hold the post."""
    (withdrawal,) = read(export(post(wp_status=status)))
    (article,) = read(export(post()))
    assert withdrawal == Withdrawal(article.id, article.url, status, article.source)


@pytest.mark.parametrize("kind", ["page", "attachment", "nav_menu_item", "revision", "product"])
def test_what_is_no_post_is_passed_over(read, kind):
    """Published or not."""
    for status in ("publish", "draft", "inherit"):
        (passed,) = read(export(post(wp_post_type=kind, wp_status=status)))
        assert isinstance(passed, PassedOver)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("declared", ["UTF-8", "", "real"])
def test_the_encoding_is_found_whatever_is_declared(read, encoding, declared):
    """A byte order mark, valid UTF-8, a declaration that gives Arabic, the whole file."""
    printed = encoding if declared == "real" else declared
    articles = read(export(post(), encoding=printed).encode(encoding))
    assert [(each.title, each.source) for each in articles] == [("سعر القمح", "المرفأ")]


def test_a_damaged_post_is_a_fault_and_the_others_are_read(read):
    """Damage outside of what is read does no harm."""
    meta = "<wp:postmeta><wp:meta_value>~</wp:meta_value></wp:postmeta>"
    data = export(post(title="سع~ر"), post(meta), post()).encode().replace(b"~", b"\xff")
    fault, *articles = read(data)
    assert fault.reason == "item 1: damaged UTF-8"
    assert len(articles) == 2


def test_what_the_end_of_the_file_cuts_is_no_article(read):
    """It is part of the fault of the file."""
    text = export(post(), post(wp_post_id="8"))
    for end in (text.rindex("<item>") + 3, text.rindex("سعر القمح أمس"), text.rindex("</item>")):
        article, fault = read(text[:end])
        assert article.id == "marfa.example-7"
        assert fault.reason == "the file is cut off"


def test_a_packed_file_that_is_cut_has_one_fault(tmp_path):
    """That of the file, which the archive tells."""
    path = tmp_path / "export.xml.gz"
    path.write_bytes(gzip.compress(export(post(), post()).encode())[:-40])
    with Stream(path) as stream:
        items = list(read_wordpress(stream))
        assert stream.fault
    assert not any(isinstance(each, Fault) for each in items)


def test_an_item_without_an_end_is_a_fault(read):
    """What runs into another item is none, and the next is read."""
    unfinished = post().replace("</item>", "")
    fault, article = read(export(unfinished, post()))
    assert (fault.reason, article.id) == ("item 1: an item without an end", "marfa.example-7")
    merged = post('<category domain="category"><![CDATA[اقتصاد</category>')
    fault, article = read(export(merged, post(wp_post_id="8"), post(wp_post_id="9")))
    assert fault.reason.startswith("item 1: two of ")
    assert article.id == "marfa.example-9"


def test_marks_inside_of_a_text_are_text(read):
    """In CDATA and in comments nothing begins or ends."""
    content = "<![CDATA[نص <code>&lt;/item></code> &amp; ]]]]><![CDATA[> </item><item> بقية]]>"
    (article,) = read(export("<!-- <item></item> -->", post(content_encoded=content)))
    assert article.body.startswith("نص")
    assert article.body.endswith("بقية")


def test_careless_xml_is_read(read):
    """Entities of HTML, a lone & and control characters, undeclared prefixes."""
    (article,) = read(export(post(title="قمح &nbsp;&laquo;روسيا&raquo; & ذرة\x0b &#8211; أمس")))
    assert article.title == "قمح «روسيا» & ذرة – أمس"


def test_an_item_beyond_the_limit_is_a_fault_and_the_rest_is_read(read):
    """It is dropped while it is read."""
    huge = f"<![CDATA[{'نص القمح ' * 1_200_000}]]>"
    fault, article = read(export(post(content_encoded=huge), post()))
    assert fault.reason == "item 1: an item of more than 16 MiB"
    assert article.id == "marfa.example-7"


def test_a_text_beyond_the_limit_is_a_fault(read):
    """No article is as long as a shelf of books."""
    fault, article = read(export(post(content_encoded="نص القمح " * 200_000), post()))
    assert fault.reason == "item 1: a text of more than 2 MiB"
    assert article.id == "marfa.example-7"


def test_an_export_beyond_the_limit_is_read_up_to_it(read, monkeypatch):
    """The rest is a fault."""
    text = export(*[post()] * 20_000)
    monkeypatch.setattr(
        "index.articles.readers.syndication.wordpress_xml.LARGEST_EXPORT", 4 * 2**20
    )
    *articles, fault = read(text)
    assert 1000 < len(articles) < 20_000
    assert fault.reason.startswith("more than ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_with_entities_is_refused(read, encoding):
    """Ten lines of them fill the memory."""
    entities = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss'
    (fault,) = read(export(post(title="&b;")).replace("<rss", entities, 1).encode(encoding))
    assert fault.reason == "a document type that declares entities"


@pytest.mark.parametrize("data", [b"", b"PK\3\4\0\0\1\2\3\4\5\6\7", b"<html></html>", b"\xff\xfe<"])
def test_a_file_of_another_kind_is_a_fault(read, data):
    """One, of the file."""
    (fault,) = read(data)
    assert isinstance(fault, Fault)


def test_posts_of_two_sites_of_one_host_have_two_ids(read):
    """Each counts its posts from 1."""
    blog = "<wp:base_blog_url>https://marfa.example/ar/</wp:base_blog_url><item>"
    (article,) = read(export(post()).replace("<item>", blog))
    assert article.id == "marfa.example-ar-7"


PIECES = st.sampled_from(
    "<rss> <channel> <item> <title> </title> </item> </channel> </rss> &x; <![CDATA[ ]]> <!-- -->"
    " <wp:author> <wp:status> <content:encoded> <!DOCTYPE [ ] &#1; [caption [/caption] \n\n".split(
        " "
    )
)


@given(
    st.one_of(
        st.binary(max_size=100), st.lists(PIECES).map(lambda pieces: "".join(pieces).encode())
    )
)
def test_no_bytes_raise(tmp_path_factory, data):
    """Articles and faults, whatever a file holds."""
    path = tmp_path_factory.getbasetemp() / "bytes.xml"
    path.write_bytes(data)
    with Stream(path) as stream:
        list(read_wordpress(stream))


@given(st.integers(0, 6186), st.binary(max_size=6), st.integers(0, 6186))
def test_no_damage_raises(tmp_path_factory, place, damage, cut):
    """An export with some bytes overwritten, or cut, is read as far as it can be."""
    data = EXPORT.read_bytes()
    data = data[:place] + damage + data[place + len(damage) :]
    path = tmp_path_factory.getbasetemp() / "damaged.xml"
    path.write_bytes(data[: cut or None])
    with Stream(path) as stream:
        list(read_wordpress(stream))
