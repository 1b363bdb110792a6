"""Errors: in Arabic, with the box, without a stack trace, never a 500 of the reader's making."""

import logging
import socket
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import MAX_TEXT
from tests.conftest import examples
from tests.web.reading import links_of
from web import create_app
from web.settings.settings import Settings

BOX = '<input id="q" name="q" type="search"'


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        pytest.param("GET", "/search?q=نفط&from=x", 400, "بداية التاريخ", id="400"),
        pytest.param("GET", "/search?q=نفط&syn=x", 400, "المرادفات", id="400 syn"),
        pytest.param("GET", "/search?q=نفط&group=x", 400, "المتقاربة", id="400 group"),
        pytest.param("GET", "/nothing?q=نفط", 404, "لا صفحة هنا", id="404"),
        pytest.param("GET", "/article/nothing?q=نفط", 404, "لا صفحة هنا", id="404 article"),
        pytest.param("GET", "/static/nothing?q=نفط", 404, "لا صفحة هنا", id="404 static"),
        pytest.param("POST", "/search?q=نفط", 405, "للقراءة", id="405 POST"),
        pytest.param("DELETE", "/?q=نفط", 405, "للقراءة", id="405 DELETE"),
        pytest.param("OPTIONS", "/?q=نفط", 405, "للقراءة", id="405 OPTIONS"),
    ],
)
def test_an_error_is_a_page_that_keeps_the_query(client, method, path, status, words):
    """The page explains the error and contains the query and the request id."""
    response = client.open(path, method=method)
    assert response.status_code == status
    assert words in response.text
    assert BOX in response.text
    assert 'value="نفط"' in response.text
    assert response.headers["X-Request-ID"] in response.text
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/search?q=نفط&from=x", id="400"),
        pytest.param("/nothing?q=نفط", id="404"),
        pytest.param(f"/search?q={'a' * 17_000}", id="414"),
    ],
)
def test_an_error_keeps_language_and_digits(client, path):
    """What the address chose holds, and links that lead on keep it."""
    page = client.get(f"{path}&lang=en&digits=arab").text
    assert '<html lang="en"' in page
    assert '<input type="hidden" name="lang" value="en">' in page
    assert '<input type="hidden" name="digits" value="arab">' in page
    assert "lang=en&amp;digits=arab" in page


@pytest.mark.parametrize("host", ["..", "a" * 300, "[", "نفط", "a b", "x:y", ""])
def test_a_host_that_is_none_is_no_fault_of_ours(client, host):
    """An invalid host is answered, and never with a 500."""
    host = host.encode().decode("latin-1")
    long = f"/?q={'a' * 17_000}"
    for path in (
        "/search?q=نفط",
        "/nothing",
        "/?lang=x",
        long,
        "/api/v1/search",
        "/search.atom",
        "/opensearch.xml",
    ):
        assert client.get(path, headers={"Host": host}).status_code in (200, 400, 404, 414)


def test_405_names_the_methods_that_are_allowed(client):
    """HTTP requires the header Allow."""
    assert set(client.post("/search").headers["Allow"].split(", ")) == {"GET", "HEAD"}


def test_414_keeps_the_beginning_of_a_long_query(client):
    """The page shows the beginning of the query, keeps the preferences, and is no larger for it."""
    response = client.get("/search", query_string={"q": "a" * 17_000, "lang": "en"})
    assert response.status_code == 414
    assert BOX in response.text
    assert f'value="{"a" * MAX_TEXT}"' in response.text
    assert '<html lang="en"' in response.text
    assert len(response.text) < 17_000


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ن" * MAX_TEXT, id="Arabic"),
        pytest.param("\U0001f6e2" * MAX_TEXT, id="letters of four bytes"),
        pytest.param("نفط " * 400, id="a pasted paragraph"),
    ],
)
def test_a_text_that_is_searched_for_is_never_too_long(client, text):
    """What is longer than that is cut, and links say no more than is searched for."""
    response = client.get("/search", query_string={"q": text, "from": "2015", "source": "رويترز"})
    assert response.status_code == 200
    assert all(len(link) < 2 * 6 * 2 * MAX_TEXT for link in links_of(response))


def test_503_without_an_index(client_without_index, caplog):
    """The reader is told to wait, the operator what to do."""
    with caplog.at_level(logging.ERROR):
        response = client_without_index.get("/search?q=نفط")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "لا أرشيف للبحث فيه بعد" in response.text
    assert "no index here" not in response.text
    assert "no index here" in caplog.text
    assert response.headers["X-Request-ID"] in caplog.text


@pytest.mark.parametrize("path", ["/search?q=نفط", "/", "/article/a", "/readyz"])
def test_503_of_a_cluster_that_does_not_answer(path, caplog):
    """The archive is there: the page does not say that it is to be built."""
    app = create_app(Settings(index="opensearch+http://127.0.0.1:1/news"))
    with caplog.at_level(logging.ERROR):
        response = app.test_client().get(path)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "لا يجيب الأرشيف الآن" in response.text
    assert "127.0.0.1" not in response.text
    assert "127.0.0.1:1: cannot be connected to" in caplog.text
    assert "Traceback" not in caplog.text


def test_503_of_a_cluster_for_programs():
    """As a problem."""
    app = create_app(Settings(index="opensearch+http://127.0.0.1:1/news"))
    response = app.test_client().get("/api/v1/search?q=نفط")
    assert (response.status_code, response.mimetype) == (503, "application/problem+json")
    assert response.json["detail"] == "The archive does not answer now. Ask again in half a minute."


def test_500_shows_no_stack_trace(tmp_path, caplog):
    """A fault of ours: an apology and an id for the reader, the cause in the log."""
    app = create_app(Settings(index_dir=tmp_path))
    app.add_url_rule("/broken", view_func=lambda: 1 // 0)
    with caplog.at_level(logging.ERROR):
        response = app.test_client().get("/broken?q=نفط")
    assert response.status_code == 500
    assert BOX in response.text
    assert "division" not in response.text
    assert "division" in caplog.text
    assert response.headers["X-Request-ID"] in caplog.text


@pytest.mark.parametrize("path", ["/", "/search?q=نفط", "/help", "/api/v1/search", "/healthz"])
def test_head_is_get_without_the_body(client, path):
    """HEAD has the status of GET."""
    response = client.head(path)
    assert (response.status_code, response.data) == (200, b"")


@pytest.fixture(scope="module")
def address(site):
    """Return host and port of the real server."""
    return urlsplit(site).hostname, urlsplit(site).port


def status_of(address, target):
    """Return the status of a GET for target, sent as the bytes that it is."""
    with socket.create_connection(address, timeout=120) as connection:
        connection.sendall(b"GET " + target + b" HTTP/1.0\r\nHost: x\r\n\r\n")
        with connection.makefile("rb") as answer:
            return int(answer.readline().split()[1])


@pytest.mark.parametrize(
    "query",
    [
        pytest.param(b"%FF%FE", id="no UTF-8, escaped"),
        pytest.param(b"\xff\xfe", id="no UTF-8, raw"),
        pytest.param("نفط".encode(), id="UTF-8, raw"),
        pytest.param("نفط".encode("cp1256"), id="Windows-1256, raw"),
        pytest.param(b"%00", id="NUL"),
        pytest.param(b"%ED%A0%80", id="lone surrogate"),
        pytest.param(b"%u0646", id="old escapes"),
        pytest.param(b"%", id="half an escape"),
        pytest.param(b"%E2%80%AE%E2%81%A6", id="turned around"),
        pytest.param(b"&&=&;==&q", id="no names"),
        pytest.param(b"a" * 7900, id="8 kB"),
        pytest.param(b"(" * 500, id="parentheses"),
        pytest.param(b"%22" * 300, id="quotes"),
    ],
)
@pytest.mark.parametrize("path", [b"/search", b"/api/v1/search", b"/article/x", b"/nothing"])
def test_no_bytes_break_the_server(address, path, query):
    """No bytes in an address lead to a 500."""
    for parameter in (b"q", b"source", b"from", b"page"):
        assert status_of(address, b"%s?%s=%s" % (path, parameter, query)) in (200, 400, 404)


@pytest.mark.parametrize(
    "path",
    [
        b"/article/%00",
        b"/article/%FF",
        b"/article/\xff",
        b"/article/..%2f..",
        b"//search",
        b"/%ED%A0%80",
    ],
)
def test_no_path_breaks_the_server(address, path):
    """No path leads to a 500."""
    assert status_of(address, path) < 500


@given(
    parameters=st.lists(
        st.tuples(
            st.sampled_from("q from to source section sort meaning exact syn page size x".split()),
            st.text(),
        )
    )
)
@settings(
    max_examples=examples(60),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_parameters_have_an_answer(client, parameters):
    """The status is 200, 400 or 414, never 500."""
    for path in ("/search", "/api/v1/search", "/article/imf-2016-11-egypt"):
        response = client.get(path, query_string=parameters)
        assert response.status_code in (200, 400, 414)
