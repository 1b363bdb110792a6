"""A message of NewsML gives an article a text item, of NewsML-G2 and of NewsML 1."""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.articles import Article, PassedOver, Withdrawal
from index.articles.article import own_or_made_id

INPUT = Path(__file__).parents[2] / "inputs" / "18-newsml-g2.xml"
FIRST, LAST = "ارتفعت أسعار القمح أمس.", "وقال تجار إن العرض تراجع."
BOTH = f"{FIRST}\n\n{LAST}"
PARAGRAPHS = f"<p>{FIRST}</p><p>{LAST}</p>"
NITF = (
    "<nitf><body><body.head><hedline><hl1>سعر الذهب</hl1></hedline><byline>بقلم سعاد</byline>"
    f"</body.head><body.content><media><media-caption>صورة</media-caption></media>{PARAGRAPHS}"
    "</body.content></body></nitf>"
)


def in_base64(text, encoding="utf-8"):
    """Return a text as it is packed for a mail."""
    return base64.encodebytes(text.encode(encoding)).decode()


#: Several forms of one text, as agencies put it into an item.
CONTENTS = [
    pytest.param(
        "<inlineXML contenttype='application/xhtml+xml'><html xmlns='http://www.w3.org/1999/xhtml'>"
        f"<head><title>ز</title></head><body><figure><figcaption>صورة</figcaption></figure>"
        f"{PARAGRAPHS}</body></html></inlineXML>",
        id="xhtml",
    ),
    pytest.param(f"<inlineXML contenttype='application/nitf+xml'>{NITF}</inlineXML>", id="nitf"),
    pytest.param(
        f"<inlineXML>{NITF.replace('<', '<n:').replace('<n:/', '</n:')}</inlineXML>", id="prefix"
    ),
    pytest.param(f"<inlineXML>{PARAGRAPHS}</inlineXML>", id="paragraphs"),
    pytest.param(f"<inlineData contenttype='text/plain'>{BOTH}</inlineData>", id="plain"),
    pytest.param(
        f"<inlineData contenttype='text/html'><![CDATA[{PARAGRAPHS}]]></inlineData>", id="html"
    ),
    pytest.param(
        f"<inlineData contenttype='text/html'>{PARAGRAPHS.replace('<', '&lt;')}</inlineData>",
        id="escaped",
    ),
    pytest.param(
        f"<inlineData><![CDATA[<?xml version='1.0'?>{NITF}]]></inlineData>", id="document"
    ),
    pytest.param(
        "<inlineData contenttype='image/jpeg'>AAAA</inlineData>"
        f"<inlineData contenttype='text/plain'>{BOTH}</inlineData>",
        id="beside a picture",
    ),
    pytest.param(
        f"<inlineData encoding='base64'>{in_base64(PARAGRAPHS)}</inlineData>",
        id="base64",
    ),
    pytest.param(
        f"<inlineData encodinguri='http://cv.example/encoding/base64'>{in_base64(NITF)}</inlineData>",
        id="document in base64",
    ),
]


def g2(
    meta="", about="<headline>سعر القمح</headline>", content=f"<inlineXML>{PARAGRAPHS}</inlineXML>"
):
    """Return an item of NewsML-G2."""
    return (
        "<newsItem guid='urn:a' version='1'><itemMeta><itemClass qcode='ninat:text'/>"
        f"{meta}</itemMeta><contentMeta>{about}</contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


def message(*items):
    """Return a message of NewsML-G2."""
    return (
        "<?xml version='1.0'?><newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><header/>"
        f"<itemSet>{''.join(items)}</itemSet></newsMessage>"
    )


def newsml_1(management="", component="", revision="1", data=PARAGRAPHS, media="Text"):
    """Return a message of NewsML 1 with one item."""
    return (
        "<!DOCTYPE NewsML SYSTEM 'NewsML_1.2.dtd'><NewsML><Catalog Href='catalog.xml'/>"
        "<NewsEnvelope><DateAndTime>20230509T000000Z</DateAndTime></NewsEnvelope><NewsItem><Identification>"
        "<NewsIdentifier><ProviderId>marfa.example</ProviderId><DateId>20230507</DateId><NewsItemId>TX1"
        f"</NewsItemId><RevisionId>{revision}</RevisionId><PublicIdentifier>urn:newsml:marfa.example:"
        f"20230507:TX1:{revision}</PublicIdentifier></NewsIdentifier></Identification><NewsManagement>"
        f"<NewsItemType FormalName='News'/><FirstCreated>20230507T102030+0300</FirstCreated>"
        f"<ThisRevisionCreated>20230508T000000+0300</ThisRevisionCreated>{management}</NewsManagement>"
        "<NewsComponent><NewsLines><HeadLine>سعر القمح</HeadLine><ByLine>بقلم ليلى سمعان</ByLine>"
        "</NewsLines><AdministrativeMetadata><Provider><Party FormalName='المرفأ'/></Provider>"
        "</AdministrativeMetadata><DescriptiveMetadata>"
        "<SubjectCode><Subject FormalName='04000000'/>"
        "</SubjectCode><Property FormalName='Category' Value='اقتصاد'/></DescriptiveMetadata>"
        f"<NewsComponent><ContentItem><MediaType FormalName='{media}'/><DataContent>{data}"
        f"</DataContent></ContentItem></NewsComponent>{component}</NewsComponent></NewsItem></NewsML>"
    )


def test_the_input_gives_what_it_holds(read):
    """The first item is an article, the second is taken back."""
    expected = json.loads(INPUT.with_name(f"{INPUT.name}.expected.json").read_text("utf-8"))
    (article, withdrawal), faults = read("a.xml", INPUT.read_bytes())
    (wanted,) = expected["articles"]
    for name in ("title", "body", "author", "source", "section"):
        assert getattr(article, name) == wanted[name]
    assert article.id == own_or_made_id(wanted["id_from"], source="", url="", text="")
    assert article.published.isoformat() == wanted["published"]
    assert isinstance(withdrawal, Withdrawal)
    assert withdrawal.why == "canceled"
    assert faults == []


@pytest.mark.parametrize("content", CONTENTS)
def test_every_form_of_a_text(read, content):
    """The same text, with the headline of the item."""
    (article,), faults = read("a.xml", message(g2(content=content)))
    assert (article.title, article.body, article.teaser) == ("سعر القمح", BOTH, False)
    assert faults == []


@pytest.mark.parametrize(
    "data", [PARAGRAPHS, NITF, BOTH, f"<html><body>{PARAGRAPHS}</body></html>"]
)
def test_an_item_of_newsml_1(read, data):
    """Its lines, its metadata and its text."""
    (article,), faults = read("a.xml", newsml_1(data=data))
    assert (article.title, article.body) == ("سعر القمح", BOTH)
    assert (article.author, article.source, article.section) == ("ليلى سمعان", "المرفأ", "اقتصاد")
    assert article.published.isoformat() == "2023-05-07T10:20:30"
    assert faults == []


def test_the_format_inside_says_what_the_item_does_not(read):
    """A headline of NITF, an author."""
    data = message(g2(about="", content=f"<inlineXML>{NITF}</inlineXML>"))
    (article,), _ = read("a.xml", data)
    assert (article.title, article.author) == ("سعر الذهب", "سعاد")


@pytest.mark.parametrize(
    ("about", "part", "value"),
    [
        pytest.param(
            "<headline xml:lang='en'>Wheat</headline><headline xml:lang='ar'>القمح</headline>",
            "title",
            "القمح",
            id="arabic headline",
        ),
        pytest.param(
            "<headline role='hlrol:sub'>ثان</headline><headline>القمح</headline>",
            "title",
            "القمح",
            id="main headline",
        ),
        pytest.param("<by>بقلم: ليلى سمعان</by>", "author", "ليلى سمعان", id="by"),
        pytest.param("<creator><name>ليلى</name></creator>", "author", "ليلى", id="creator"),
        pytest.param("<infoSource literal='المرفأ'/>", "source", "المرفأ", id="literal"),
        pytest.param("<infoSource><name>المرفأ</name></infoSource>", "source", "المرفأ", id="name"),
        pytest.param(
            "<subject type='cpnat:person'><name>ليلى</name></subject>"
            "<subject type='cpnat:abstract'><name>اقتصاد</name></subject>"
            "<subject><name xml:lang='en'>markets</name><name xml:lang='ar'>أسواق</name></subject>",
            "section",
            "اقتصاد، أسواق",
            id="subjects",
        ),
    ],
)
def test_what_an_item_says(read, about, part, value):
    """In Arabic, where it is said in several languages."""
    (article,), _ = read("a.xml", message(g2(about=about)))
    assert getattr(article, part) == value


@pytest.mark.parametrize(
    ("meta", "about", "moment"),
    [
        pytest.param(
            "<versionCreated>2023-05-09T00:00:00Z</versionCreated>"
            "<firstCreated>2023-05-07T10:20:30+03:00</firstCreated>",
            "",
            "2023-05-07T10:20:30",
            id="first",
        ),
        pytest.param(
            "<versionCreated>2023-05-09T00:00:00Z</versionCreated>",
            "<contentCreated>2023-05-08</contentCreated>",
            "2023-05-08T00:00:00",
            id="content",
        ),
        pytest.param(
            "<versionCreated>2023-05-09T01:00:00Z</versionCreated>",
            "",
            "2023-05-09T01:00:00",
            id="version alone",
        ),
    ],
)
def test_the_first_date_counts(read, meta, about, moment):
    """A version is later than its article."""
    (article,), _ = read("a.xml", message(g2(meta=meta, about=about)))
    assert article.published.isoformat() == moment


@pytest.mark.parametrize(
    ("meta", "why"),
    [
        pytest.param("<pubStatus qcode='stat:canceled'/>", "canceled", id="canceled"),
        pytest.param("<pubStatus qcode='stat:withheld'/>", "withheld", id="withheld"),
        pytest.param(
            "<pubStatus uri='http://cv.iptc.org/newscodes/pubstatusg2/canceled'/>",
            "canceled",
            id="address",
        ),
        pytest.param("<embargoed>2999-01-01T00:00:00Z</embargoed>", "embargoed", id="embargoed"),
    ],
)
def test_what_is_withdrawn_is_no_article(read, meta, why):
    """Its id is that of the article it was, whatever else it says."""
    (article, withdrawal), _ = read("a.xml", message(g2(), g2(meta=meta, about="", content="")))
    assert withdrawal == Withdrawal(article.id, "", why)


@pytest.mark.parametrize(
    ("meta", "count"),
    [
        pytest.param("<pubStatus qcode='stat:usable'/>", 1, id="usable"),
        pytest.param("<embargoed>2023-01-01T00:00:00Z</embargoed>", 1, id="past embargo"),
        pytest.param("<embargoed/>", 1, id="no embargo"),
    ],
)
def test_what_is_usable_is_an_article(read, meta, count):
    """An embargo ends."""
    items, faults = read("a.xml", message(g2(meta=meta)))
    assert ([type(item) for item in items], faults) == ([Article] * count, [])


@pytest.mark.parametrize(
    ("status", "why"),
    [
        pytest.param("<Status FormalName='Canceled'/>", "canceled", id="canceled"),
        pytest.param("<Status FormalName='Withheld'/>", "withheld", id="withheld"),
        pytest.param("<Status FormalName='Embargoed'/>", "embargoed", id="embargoed"),
        pytest.param(
            "<Status FormalName='Embargoed'/><StatusWillChange><FutureStatus FormalName='Usable'/>"
            "<DateAndTime>20230101T000000Z</DateAndTime></StatusWillChange>",
            "",
            id="past embargo",
        ),
    ],
)
def test_the_status_of_newsml_1(read, status, why):
    """The revisions of an item share an id."""
    (article,), _ = read("a.xml", newsml_1())
    (item,), _ = read("b.xml", newsml_1(management=status, revision="2"))
    assert item.id == article.id
    assert getattr(item, "why", "") == why


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        pytest.param(g2().replace("ninat:text", "ninat:picture"), "a picture", id="picture"),
        pytest.param("<packageItem guid='p'><groupSet/></packageItem>", "a package", id="package"),
        pytest.param("<planningItem guid='p'/>", "a plan", id="empty element"),
    ],
)
def test_pictures_and_packages_are_passed_over(read, item, reason):
    """They are no faults; the text beside them is read."""
    (first, second), faults = read("a.xml", message(item, g2()))
    assert isinstance(first, PassedOver)
    assert first.reason == reason
    assert (second.body, faults) == (BOTH, [])


def test_pictures_of_newsml_1_are_passed_over(read):
    """Their captions are no article, nor part of one."""
    (item,), _ = read("a.xml", newsml_1(data="AAAA", media="Photo"))
    assert item.reason == "a photo"
    caption = (
        "<NewsComponent><Role FormalName='Caption'/><ContentItem><DataContent>صورة</DataContent>"
        "</ContentItem></NewsComponent>"
    )
    (article,), _ = read("a.xml", newsml_1(component=caption))
    assert article.body == BOTH


def test_one_item_may_be_a_file(read):
    """Without a message around it."""
    (article,), faults = read("a.xml", f"<?xml version='1.0'?>{g2()}")
    assert (article.body, faults) == (BOTH, [])


def test_a_text_that_is_elsewhere_is_told(read):
    """Title and summary are kept, as a teaser."""
    about = "<headline>سعر القمح</headline><description>موجز</description>"
    content = "<remoteContent href='a.html'/>"
    (article,), (fault,) = read("a.xml", message(g2(about=about, content=content)))
    assert (article.body, article.teaser) == ("موجز", True)
    assert fault.reason == "item 1: its text is in another file (a.html)"


def test_a_bad_item_costs_only_itself(read):
    """The others are read, and its fault says its number."""
    bad = g2(content="<inlineXML>" + "<div>" * 300 + "أ")
    unclosed = g2().replace("</newsItem>", "")
    articles, faults = read("a.xml", message(g2(), bad, unclosed, g2(about="", content=""), g2()))
    assert len(articles) == 2
    assert [fault.reason.partition(":")[0] for fault in faults] == ["item 2", "item 3", "item 4"]


def test_a_message_that_is_cut_off(read):
    """The whole items are read; the last is a fault."""
    articles, (fault,) = read("a.xml", message(g2(), g2())[:-100])
    assert len(articles) == 1
    assert "item 2: the file is cut off" in fault.reason


def test_declared_entities_are_refused(read):
    """Before anything is parsed."""
    data = newsml_1().replace("SYSTEM 'NewsML_1.2.dtd'", "[<!ENTITY a 'b'>]")
    articles, (fault,) = read("a.xml", data)
    assert articles == []
    assert "declares entities" in fault.reason


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.sampled_from([INPUT.read_bytes(), newsml_1().encode()]),
    st.integers(0, 5000),
    st.integers(0, 60),
    st.binary(max_size=8) | st.sampled_from([b"<", b"&", b"<!--", b"<newsItem>", b"</NewsItem>"]),
)
def test_no_damage_raises(read, data, place, length, instead):
    """Articles and faults, and at least one of them."""
    data = b"<newsMessage>" + data[:place] + instead + data[place + length :]
    items, faults = read("a.xml", data)
    assert items or faults


def test_a_text_of_newsml_1_in_base64(read):
    """Its packing stands around it; old ones are in Windows-1256."""
    packed = in_base64(PARAGRAPHS, "cp1256")
    inside = f"<Encoding Notation='base64'><DataContent>{packed}</DataContent></Encoding>"
    item = (
        f"<NewsItem><NewsComponent><ContentItem>{inside}</ContentItem></NewsComponent></NewsItem>"
    )
    (article,), faults = read("a.xml", f"<NewsML>{item}</NewsML>")
    assert (article.body, faults) == (BOTH, [])


def test_a_text_that_is_no_base64_is_told(read):
    """It is not taken for the text of the article."""
    content = "<inlineData contenttype='text/plain' encoding='base64'>%%%</inlineData>"
    articles, (fault,) = read("a.xml", message(g2(content=content)))
    assert (articles, fault.reason) == ([], "item 1: its text is no base64 that can be read")


@pytest.mark.parametrize("code", ["medtop:04000000", "04000000", "http://cv.example/20000170"])
def test_a_code_is_no_section(read, code):
    """Readers know no codes."""
    (article,), _ = read(
        "a.xml", message(g2(about=f"<headline>س</headline><subject qcode='{code}'/>"))
    )
    assert article.section == ""
    subject = f"<DescriptiveMetadata><Subject FormalName='{code}'/></DescriptiveMetadata>"
    lines = "<NewsLines><HeadLine>سعر</HeadLine></NewsLines>"
    item = f"<NewsItem><NewsComponent>{lines}{subject}</NewsComponent></NewsItem>"
    (article,), _ = read("b.xml", f"<NewsML>{item}</NewsML>")
    assert article.section == ""
