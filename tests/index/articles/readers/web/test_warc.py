"""A crawl gives the articles of its pages; what is cut or damaged is a fault."""

import gzip
import json
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.articles import Article, Fault, read_articles
from index.articles.files.stream import Stream
from index.articles.items import PassedOver, Withdrawal
from index.articles.readers.web.warc import read_warc

TEXT = "ارتفعت الصادرات في الربع الأول من العام بفضل محصول وافر. " * 8
PAGE = (
    f"<html><head><title>ارتفاع الصادرات</title></head><body><p>{TEXT}</p></body></html>".encode()
)
ADDRESS = "https://mizan.example/n/1"


def record(kind: str, block: bytes, **headers: str) -> bytes:
    """Return a record of a WARC file."""
    lines = [f"WARC-Type: {kind}", f"WARC-Target-URI: {ADDRESS}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    head = "\r\n".join(["WARC/1.0", *lines, f"Content-Length: {len(block)}", "", ""])
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes, headers: str = "", status: str = "200 OK") -> bytes:
    """Return an HTTP answer with a page."""
    return f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{headers}\r\n".encode() + body


@pytest.fixture
def read(tmp_path):
    """Write bytes to a file; return what the reader yields."""

    def write_and_read(data: bytes) -> list:
        path = tmp_path / "a.warc"
        path.write_bytes(data)
        with Stream(path) as stream:
            return list(read_warc(stream))

    return write_and_read


def test_a_record_that_is_cut_does_not_swallow_the_next(read):
    """Its length leads into the bytes of that: a fault, and no article with headers in it."""
    whole = record("response", answer(PAGE))
    cut = whole.replace(PAGE[-300:], b"")
    items = read(whole + cut + whole + whole)
    faults = [each for each in items if isinstance(each, Fault)]
    assert [fault.reason for fault in faults] == ["record 2: its length is not that of its bytes"]
    articles = [each for each in items if isinstance(each, Article)]
    assert articles
    assert not any("WARC" in article.body for article in articles)


@pytest.mark.parametrize(
    "http",
    [
        pytest.param(answer(PAGE), id="plain"),
        pytest.param(answer(gzip.compress(PAGE), "Content-Encoding: gzip\r\n"), id="gzip"),
        pytest.param(answer(zlib.compress(PAGE), "Content-Encoding: deflate\r\n"), id="deflate"),
        pytest.param(answer(PAGE, "Content-Encoding: gzip\r\n"), id="unpacked already"),
        pytest.param(
            answer(b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), "Transfer-Encoding: chunked\r\n"),
            id="chunks",
        ),
    ],
)
def test_a_page_in_every_coding(read, http):
    """Chunks and packing are undone."""
    (article,) = read(record("response", http))
    assert (article.url, article.title) == (ADDRESS, "ارتفاع الصادرات")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(record("response", answer(PAGE))[:-300], "the file is cut off", id="cut"),
        pytest.param(
            record("response", answer(b"\x0b", "Content-Encoding: br\r\n")),
            "packed with br",
            id="br",
        ),
        pytest.param(
            record("response", answer(gzip.compress(PAGE)[:-20], "Content-Encoding: gzip\r\n")),
            "cut off",
            id="packed data cut",
        ),
        pytest.param(
            record("response", answer(PAGE), WARC_Block_Digest="sha1:AAAA"), "digest", id="block"
        ),
        pytest.param(
            record("response", answer(PAGE), WARC_Payload_Digest="sha1:AAAA"),
            "digest",
            id="payload",
        ),
        pytest.param(
            record("response", answer(PAGE), WARC_Truncated="length"), "its crawler", id="truncated"
        ),
    ],
)
def test_what_is_cut_or_damaged_is_a_fault(read, data, reason):
    """It is never an article."""
    (fault,) = read(data)
    assert isinstance(fault, Fault)
    assert reason in fault.reason


def test_other_records_are_passed_over_and_counted(read):
    """A word each, and no fault."""
    data = record("request", b"GET / HTTP/1.1\r\n\r\n") + record("revisit", b"")
    data += record("response", answer(PAGE, status="404 Not Found"))
    found = read(data + record("response", answer(PAGE)))
    assert [type(each) for each in found] == [PassedOver, PassedOver, PassedOver, Article]


def test_the_metadata_of_our_archive_counts(read):
    """Source and section always; the date where the page has none."""
    said = {"source": "الميزان", "section": "اقتصاد", "title": "آخر", "published": "2024-03-06"}
    data = record("response", answer(PAGE)) + record("metadata", json.dumps(said).encode())
    (article,) = read(data)
    assert (article.source, article.section, article.title) == (
        "الميزان",
        "اقتصاد",
        "ارتفاع الصادرات",
    )
    assert f"{article.published:%Y-%m-%d}" == "2024-03-06"


def beside(**said: str) -> bytes:
    """Return a metadata record of our archive."""
    return record("metadata", json.dumps(said).encode())


def feed(date: str) -> bytes:
    """Return the answer of a feed with one entry."""
    body = (
        "<rss version='2.0'><channel><item><title>ارتفاع الصادرات</title>"
        f"<link>{ADDRESS}</link><pubDate>{date}</pubDate></item></channel></rss>"
    )
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n" + body.encode()


@pytest.mark.parametrize(
    ("said", "hour"),
    [
        pytest.param({"timezone": "Africa/Cairo"}, 2, id="UTC is set to the clock of the site"),
        pytest.param({"timezone": "Africa/Cairo", "clock": "local"}, 23, id="local time as Z"),
    ],
)
def test_the_clock_of_a_source(read, said, hour):
    """As the operator says: some sites write their own time as if it were UTC."""
    (article,) = read(record("response", feed("2023-05-07T23:00:00Z")) + beside(**said))
    assert article.published.hour == hour


def test_the_language_of_a_source(tmp_path):
    """It stands in place of the one that is asked for."""
    text = "Exports rose in the first quarter of the year, as the harvest was good. " * 5
    page = f"<html><head><title>Exports rise</title></head><body><p>{text}</p></body></html>"
    data = record("response", answer(page.encode()))
    for said, kept in ((beside(source="x"), PassedOver), (beside(language="any"), Article)):
        (tmp_path / "a.warc").write_bytes(data + said)
        (item,) = read_articles([tmp_path / "a.warc"])
        assert isinstance(item, kept)
    (tmp_path / "a.warc").write_bytes(data + beside(language="ar"))
    assert isinstance(next(read_articles([tmp_path / "a.warc"], language="any")), PassedOver)


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(feed("2023-05-09T10:00:00Z"), id="feed"),
        pytest.param(
            answer(PAGE.replace(b"<p>", b"<time>2023-05-09T10:00</time><p>", 1)), id="page"
        ),
    ],
)
def test_a_date_after_the_answer_is_left_out(read, block):
    """By more than a day: nobody has printed it yet; the fault says so."""
    fault, article = read(record("response", block, WARC_Date="2023-05-07T10:00:00Z"))
    assert "2023-05-09" in fault.reason
    assert article.published is None
    (article,) = read(record("response", block, WARC_Date="2023-05-08T20:00:00Z"))
    assert article.published.day == 9


@pytest.mark.parametrize(
    ("header", "hour"),
    [
        pytest.param("Date: Sun, 07 May 2023 09:30:00 GMT\r\n", 9, id="the clock of the server"),
        pytest.param("Date: Sun, 07 May 1995 09:30:00 GMT\r\n", 10, id="a clock that is off"),
        pytest.param("", 10, id="the moment of the record"),
    ],
)
def test_how_long_ago_is_counted_from_the_answer(read, header, hour):
    """On the clock of the site, if that is known: three hours later in Baghdad, three ago."""
    page = PAGE.replace(b"<p>", "<time>منذ 3 ساعات</time><p>".encode(), 1)
    data = record("response", answer(page, header), WARC_Date="2023-05-07T10:00:00Z")
    (article,) = read(data + beside(timezone="Asia/Baghdad"))
    assert article.published.hour == hour


def test_a_withdrawal_comes_after_what_it_withdraws(read):
    """Also where both stand in one file, at one address."""
    data = record("response", answer(PAGE)) + beside(id="1")
    found = read(data + beside(id="1", withdrawn="HTTP 410"))
    assert [type(each) for each in found] == [Article, Withdrawal]
    assert {each.id for each in found} == {"1"}


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50
)
@given(st.binary(max_size=60), st.integers(0, 1200), st.integers(0, 200))
def test_no_bytes_raise(read, noise, start, size):
    """Articles, faults and passed over records."""
    good = record("response", answer(PAGE)) * 2
    read(noise)
    read(good[:start] + noise + good[start + size :])
