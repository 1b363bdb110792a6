"""From ASGI to WSGI: what an application is told, and what is taken of its answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.server.door.wsgi import Stream, ask, environ_of


def scope(**changed):
    """Return the scope of a request."""
    return {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "https",
        "raw_path": b"/search",
        "query_string": b"q=a",
        "headers": [],
        "client": ("203.0.113.7", 5000),
        "server": ("example.org", 443),
    } | changed


def test_what_an_application_is_told():
    """The variables of PEP 3333."""
    environ = environ_of(scope(headers=[(b"host", b"example.org"), (b"content-type", b"a/b")]))
    told = {name: value for name, value in environ.items() if isinstance(value, str)}
    assert told == {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/search",
        "QUERY_STRING": "q=a",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": "example.org",
        "SERVER_PORT": "443",
        "REMOTE_ADDR": "203.0.113.7",
        "wsgi.url_scheme": "https",
        "HTTP_HOST": "example.org",
        "CONTENT_TYPE": "a/b",
    }
    assert environ["wsgi.input"].read() == b""


def test_a_request_through_a_path():
    """It has no address, and still a server that links can name."""
    environ = environ_of(scope(client=None, server=None))
    assert (environ["REMOTE_ADDR"], environ["SERVER_NAME"]) == ("", "localhost")


@pytest.mark.parametrize(
    ("version", "protocol"), [("1", "HTTP/1.0"), ("1.0", "HTTP/1.0"), ("1.1", "HTTP/1.1")]
)
def test_a_protocol_has_two_numbers(version, protocol):
    """Granian calls the oldest 1, and readers of logs HTTP/1.0."""
    assert environ_of(scope(http_version=version))["SERVER_PROTOCOL"] == protocol


@given(st.binary())
def test_no_byte_of_a_path_is_lost(path):
    """Each is a character of PATH_INFO, escaped or not."""
    escaped = "".join(f"%{byte:02X}" for byte in path).encode()
    assert environ_of(scope(raw_path=escaped))["PATH_INFO"].encode("latin-1") == path


@pytest.mark.parametrize(
    ("headers", "name", "expected"),
    [
        pytest.param([(b"x_forwarded_for", b"1")], "HTTP_X_FORWARDED_FOR", None, id="underscore"),
        pytest.param([(b"x-a", b"1"), (b"x-a", b"2")], "HTTP_X_A", "1,2", id="repeated"),
        pytest.param([(b"cookie", b"1"), (b"cookie", b"2")], "HTTP_COOKIE", "1; 2", id="cookies"),
        pytest.param([(b"content-length", b"5")], "CONTENT_LENGTH", "5", id="length"),
        pytest.param([(b"x-a", b"\xff")], "HTTP_X_A", "\xff", id="a byte"),
    ],
)
def test_headers(headers, name, expected):
    """As PEP 3333 names them; a name that would pass for another is dropped."""
    assert environ_of(scope(headers=headers)).get(name) == expected


class Body(list):
    """A body that tells whether it was closed."""

    closed = False

    def close(self):
        """Note it."""
        self.closed = True


def answer_of(body, *headers, method="GET"):
    """Return what is taken of an answer."""

    def application(_environ, start):
        start("200 OK", list(headers))
        return body

    return ask(application, environ_of(scope(method=method)))


def test_what_says_its_length_is_taken_whole():
    """And let go."""
    body = Body([b"a", b"b"])
    answer = answer_of(body, ("Content-Length", "2"), ("X-A", "1"))
    assert (answer.status, answer.body, body.closed) == (200, b"ab", True)
    assert answer.header(b"x-a") == "1"
    assert answer.header(b"x-b") == ""


@pytest.mark.parametrize(
    "headers", [[], [("Content-Length", str(9 << 20))]], ids=["no length", "a great length"]
)
def test_the_rest_is_a_stream(headers):
    """It is asked for no piece before somebody takes it."""
    body = Body([b"a" * 10_000] * 5)
    stream = answer_of(body, *headers).body
    assert isinstance(stream, Stream)
    assert [len(piece) for piece in iter(stream.piece, b"")] == [20_000, 20_000, 10_000]
    assert not body.closed
    stream.close()
    assert body.closed


def test_a_head_has_no_stream():
    """There is nothing to send."""
    assert answer_of([], method="HEAD").body == b""


def test_a_fault_closes_the_body():
    """What an answer is made from is let go."""

    class Failing(Body):
        def __iter__(self):
            yield b"a"
            raise RuntimeError

    body = Failing()
    with pytest.raises(RuntimeError):
        answer_of(body, ("Content-Length", "2"))
    assert body.closed


@given(st.lists(st.binary(max_size=40_000), max_size=5))
def test_a_stream_is_whole(chunks):
    """Pieces are the chunks, one after the other; the end comes once and only once."""
    stream = Stream(chunks)
    assert b"".join(iter(stream.piece, b"")) == b"".join(chunks)
    assert stream.piece() == b""
