"""An NITF document gives an article: what its head and body say, and no captions."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.articles import Article, Withdrawal
from index.articles.readers.agencies import xml_items

INPUT = Path(__file__).parents[2] / "inputs" / "17-nitf.xml"
FIRST, LAST = "ارتفعت أسعار القمح أمس.", "وقال تجار إن العرض تراجع."


def nitf(*, head="", above="", text=f"<p>{FIRST}</p><p>{LAST}</p>", docdata=""):
    """Return a document without a declaration."""
    return (
        f"<nitf><head>{head}<docdata {docdata}><doc-id id-string='n1'/></docdata></head><body>"
        f"<body.head><hedline><hl1>سعر القمح</hl1></hedline>{above}</body.head>"
        f"<body.content>{text}</body.content></body></nitf>"
    )


def test_the_input_gives_what_it_holds(read):
    """Title, date, source, section and author; no captions and no tagline."""
    expected = json.loads(INPUT.with_name(f"{INPUT.name}.expected.json").read_text("utf-8"))
    (article,), faults = read("a.xml", INPUT.read_bytes())
    (wanted,) = expected["articles"]
    for name in ("title", "id", "author", "source", "section"):
        assert getattr(article, name) == wanted[name]
    assert article.published.isoformat() == wanted["published"]
    assert all(text in article.body for text in expected["body_holds"])
    assert not any(text in article.body + article.title for text in expected["nowhere"])
    assert faults == []


@pytest.mark.parametrize(
    ("text", "body"),
    [
        pytest.param(f"<p>{FIRST}</p>\n <p>{LAST}</p>", f"{FIRST}\n\n{LAST}", id="paragraphs"),
        pytest.param(f"<block><p>{FIRST}</p></block>{LAST}", f"{FIRST}\n\n{LAST}", id="block"),
        pytest.param(f"<p>{FIRST}</p><hl2>سوق</hl2>", f"{FIRST}\n\nسوق", id="sub-heading"),
        pytest.param("<p>سعر <money>12</money> دولارا</p>", "سعر 12 دولارا", id="inline"),
        pytest.param(
            f"<media><media-caption>صورة</media-caption></media>{FIRST}", FIRST, id="caption"
        ),
        pytest.param(f"<byline>ليلى</byline><p>{FIRST}</p>", FIRST, id="byline"),
        pytest.param(f'<note noteclass="editorsnote">ه</note><p>{FIRST}</p>', FIRST, id="note"),
        pytest.param("<p>أ<media>ب</media>ج</p>", "أج", id="text after a picture"),
        pytest.param("<p>أ &amp; ب &nbsp;&eacute; & ج</p>", "أ & ب \xa0é & ج", id="entities"),
        pytest.param("<p>أ<![CDATA[ <b>ب</b> ]]></p>", "أ ب", id="cdata"),
        pytest.param("<!-- </nitf> --><p>أ</p>", "أ", id="end in a comment"),
        pytest.param("<![CDATA[ </nitf> أ ]]>", "</nitf> أ", id="end in cdata"),
        pytest.param(
            "<table><tr><td>سعر</td><td>12</td></tr></table>", "سعر 12", id="cells of a table"
        ),
    ],
)
def test_the_text_is_laid_out(read, text, body):
    """Blocks are paragraphs; what is no text of the article goes."""
    (article,), faults = read("a.xml", nitf(text=text))
    assert (article.body, faults) == (body, [])


def test_the_second_headline_leads_the_text(read):
    """It is no part of the title."""
    data = nitf().replace("</hl1>", "</hl1><hl2>تراجع العرض</hl2>")
    (article,), _ = read("a.xml", data)
    assert (article.title, article.body) == ("سعر القمح", f"تراجع العرض\n\n{FIRST}\n\n{LAST}")


def test_an_abstract_alone_is_a_teaser(read):
    """Only where there is no other text."""
    above = "<abstract><p>موجز</p></abstract>"
    (article,), _ = read("a.xml", nitf(above=above, text=""))
    assert (article.body, article.teaser) == ("موجز", True)
    (article,), _ = read("a.xml", nitf(above=above))
    assert (article.body, article.teaser) == (f"{FIRST}\n\n{LAST}", False)


@pytest.mark.parametrize(
    ("said", "part", "value"),
    [
        pytest.param('<pubdata name="المرفأ"/>', "source", "المرفأ", id="publication"),
        pytest.param(
            '<docdata><doc.copyright holder="المرفأ"/></docdata>', "source", "المرفأ", id="holder"
        ),
        pytest.param('<pubdata position.section="أسواق"/>', "section", "أسواق", id="position"),
        pytest.param(
            '<tobject><tobject.subject tobject.subject.type="اقتصاد"/></tobject>',
            "section",
            "اقتصاد",
            id="subject",
        ),
        pytest.param('<pubdata ex-ref="https://m.example/1"/>', "url", "https://m.example/1"),
        pytest.param('<pubdata ex-ref="x"/>', "url", "", id="no address"),
        pytest.param(
            "<byline>بقلم: ليلى سمعان<byttl>محررة</byttl></byline>", "author", "ليلى سمعان"
        ),
        pytest.param("<byline>By Layla</byline>", "author", "Layla", id="by"),
    ],
)
def test_what_the_head_says(read, said, part, value):
    """Wherever it is said."""
    (article,), _ = read("a.xml", nitf(head=said) if "byline" not in said else nitf(above=said))
    assert getattr(article, part) == value


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        pytest.param('<date.issue norm="20230507T102030+0300"/>', "2023-05-07 10:20", id="issue"),
        pytest.param('<date.release norm="20230508T0000Z"/>', "2023-05-08 00:00", id="release"),
        pytest.param(
            '<date.release norm="20230508"/><date.issue norm="20230507"/>',
            "2023-05-07 00:00",
            id="issue first",
        ),
        pytest.param(
            '<date.issue norm="soon"/><date.release norm="20230508"/>',
            "2023-05-08 00:00",
            id="the first that is one",
        ),
    ],
)
def test_the_date_of_issue_counts_first(read, dates, day):
    """Then that of the release; the clock is the printed one."""
    (article,), faults = read("a.xml", nitf(head=f"<docdata>{dates}</docdata>"))
    assert (f"{article.published:%Y-%m-%d %H:%M}", faults) == (day, [])


def test_a_date_that_is_none_is_a_fault_of_its_item(read):
    """The article is read without it."""
    head = '<docdata><date.issue norm="soon"/></docdata>'
    (article,), (fault,) = read("a.xml", nitf(head=head))
    assert article.published is None
    assert fault.reason.startswith('item 1: "soon"')


@pytest.mark.parametrize(
    ("docdata", "head", "why"),
    [
        pytest.param('management-status="canceled"', "", "canceled", id="canceled"),
        pytest.param('management-status="withheld"', "", "withheld", id="withheld"),
        pytest.param('management-status="embargoed"', "", "embargoed", id="embargoed"),
        pytest.param(
            "",
            '<docdata><date.release norm="29990101T000000Z"/></docdata>',
            "embargoed",
            id="released later",
        ),
    ],
)
def test_what_is_withdrawn_is_no_article(read, docdata, head, why):
    """Its id is that of the article it was."""
    (withdrawal,), faults = read("a.xml", nitf(docdata=docdata, head=head))
    assert (withdrawal, faults) == (Withdrawal("n1", "", why), [])


def test_an_embargo_ends(read):
    """A release that is past is no embargo."""
    head = '<docdata><date.release norm="20230508T000000Z"/></docdata>'
    (article,), _ = read("a.xml", nitf(docdata='management-status="embargoed"', head=head))
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(INPUT.read_text("utf-8").encode("cp1256"), id="windows-1256"),
        pytest.param(
            INPUT.read_text("utf-8").replace("UTF-8", "windows-1256").encode("cp1256"),
            id="declared windows-1256",
        ),
        pytest.param(INPUT.read_text("utf-8").encode("iso8859-6"), id="iso-8859-6"),
        pytest.param(f"\ufeff{INPUT.read_text('utf-8')}".encode("utf-16-be"), id="utf-16"),
        pytest.param(
            INPUT.read_text("utf-8").replace("UTF-8", "iso-8859-1").encode(), id="declared wrongly"
        ),
    ],
)
def test_every_encoding(read, data):
    """The same article."""
    assert read("a.xml", data) == read("b.xml", INPUT.read_bytes())


def test_a_document_type_may_be_named_but_not_declare(read):
    """Entities that a file declares are refused before it is parsed."""
    named = '<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.2//EN" "nitf-3-2.dtd">'
    assert len(read("a.xml", named + nitf())[0]) == 1
    bomb = '<!-- x --><!DOCTYPE nitf [<!ENTITY a "النفط">]>'
    articles, (fault,) = read("a.xml", bomb + nitf(text="<p>&a;</p>"))
    assert articles == []
    assert "declares entities" in fault.reason


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        pytest.param(nitf(text="<block>" * 300 + "أ").encode(), "nested too deeply", id="deep"),
        pytest.param(
            nitf(text="أ\ud8ff").encode("utf-8", "surrogatepass"), "damaged", id="damaged"
        ),
        pytest.param(nitf().replace("</nitf>", "").encode(), "not closed", id="not closed"),
        pytest.param(b"<nitf/>", "neither title nor body", id="empty"),
    ],
)
def test_a_bad_document_costs_only_itself(read, bad, reason):
    """Its fault says its number; the one after it is read."""
    articles, (fault,) = read("a.xml", nitf().encode() + bad + nitf().encode())
    assert len(articles) == 2
    assert fault.reason.startswith("item 2: ")
    assert reason in fault.reason


def test_a_document_that_is_too_large_costs_only_itself(read, monkeypatch):
    """However large it is, no more of it is held."""
    monkeypatch.setattr(xml_items, "LARGEST_ITEM", 2000)
    monkeypatch.setattr(xml_items, "_SAMPLE", 512)
    monkeypatch.setattr(xml_items, "_AT_ONCE", 512)
    articles, (fault,) = read("a.xml", nitf() + nitf(text="<p>" + "ا" * 30_000) + nitf())
    assert len(articles) == 2
    assert fault.reason.startswith("item 2: more than")


def test_a_file_that_is_too_large_is_read_up_to_there(read, monkeypatch):
    """Its fault says so."""
    monkeypatch.setattr(xml_items, "LARGEST_MESSAGE", 2000)
    monkeypatch.setattr(xml_items, "_SAMPLE", 1000)
    monkeypatch.setattr(xml_items, "_AT_ONCE", 1000)
    articles, (fault,) = read("a.xml", nitf() * 10)
    assert articles
    assert "GiB" in fault.reason


@pytest.mark.parametrize("size", [1, 2, 7, 300])
def test_documents_may_be_read_in_pieces(read, monkeypatch, size):
    """Wherever a piece ends."""
    whole = read("a.xml", INPUT.read_bytes() * 2)
    monkeypatch.setattr(xml_items, "_AT_ONCE", size)
    monkeypatch.setattr(xml_items, "_SAMPLE", 200)
    assert read("a.xml", INPUT.read_bytes() * 2) == whole


def test_what_the_end_of_the_file_cuts_is_a_fault(read):
    """Never an article."""
    articles, (fault,) = read("a.xml", nitf() + nitf()[:-20])
    assert len(articles) == 1
    assert "item 2: the file is cut off" in fault.reason


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.binary(max_size=200))
@example(b"")
@example(b"<nitf")
def test_no_bytes_raise(read, data):
    """Articles and faults, and at least one of them."""
    articles, faults = read("a.xml", b"<nitf>" + data)
    assert articles or faults


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.integers(0, len(INPUT.read_bytes())),
    st.integers(0, 60),
    st.binary(max_size=8) | st.sampled_from([b"<", b">", b"&", b"<!--", b"<![CDATA[", b"</nitf>"]),
)
def test_no_damage_raises(read, place, length, instead):
    """The same, near a document."""
    data = INPUT.read_bytes()
    items, faults = read("a.xml", b"<nitf>" + data[:place] + instead + data[place + length :])
    assert items or faults
