"""Heads of requests that are wrong, twofold, endless, unfinished, or none at all.

Each is a kind, the bytes, and how many answers are due: None where any number is right.
"""

from tests.trials.service.hostile.payloads import KINDS, MARK
from tests.trials.service.wire import request

HOSTS = (
    f"{MARK}.example", f"{MARK}.example:80@localhost", f"<{MARK}>", f'"><{MARK}>', f"{MARK} a",
    f"[{MARK}", "[::1]", f"[::{MARK}]:80", f"{MARK}.example/a?b", f"{MARK}%2eexample", "", ".",
    "..", f"{MARK}..example", ":80", ":", f"{MARK}.example:99999", f"{MARK}.example:-1", "*",
    "a" * 9000,
    f"\x7f{MARK}", f"{MARK}é.example", f"{MARK}\\example", f"javascript:{MARK}()", "127.1", "0",
    f"{MARK}.example:80:80", f"localhost, {MARK}.example", f"localhost\t{MARK}", f"{MARK}.example.",
)  # fmt: skip
METHODS = (
    "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "CONNECT", "get", "GETX",
    "PRI",
    "QUERY", "HEADER", "M-SEARCH", "G<E>T", "A" * 5000, "\udcff\udcfe", "GE\x00T",
)  # fmt: skip
VERSIONS = (
    "HTTP/1.1 ", "HTTP/0.9", "HTTP/1.0", "HTTP/1.9", "HTTP/2.0", "HTTP/3", "HTTP/", "HTTP/1.1.1",
    "http/1.1", "ICY/1.1", "HTTP/-1.1", "HTTP/99999999.1", "", "HTTP/1,1", "\udcff",
)  # fmt: skip
RANGES = (
    "bytes=0-", "bytes=-1", "bytes=-0", "bytes=9-1", "bytes=0-0,2-2", "bytes=" + "0-1," * 900,
    "bytes=a-b", "bytes", "bytes=--1", "bytes=99999999999999999999-", f"{MARK}=0-1", "bytes=0-1;x",
    "bytes=1-18446744073709551616", "bytes= 0 - 1", "lines=1-2",
)  # fmt: skip
CONDITIONS = (
    "If-None-Match: *", 'If-None-Match: "' + "a" * 9000 + '"', 'If-None-Match: W/,W/"',
    "If-None-Match: " + '"a",' * 2000, "If-Modified-Since: yesterday", 'If-Match: "nothing"',
    "If-Modified-Since: Fri, 31 Dec 9999 23:59:60 GMT", "If-Unmodified-Since: 0", "If-Range: x",
    "If-Modified-Since: Thu, 01 Jan 0000 00:00:00 GMT", "If-Match: *", f'If-None-Match: "<{MARK}>"',
    "If-Modified-Since: Thu, 99 Foo 99999999999 99:99:99 +9999",
)  # fmt: skip
#: Headers that a page might repeat, or believe.
NAMES = (
    "Accept", "Accept-Encoding", "Accept-Language", "Cookie", "Referer", "User-Agent", "Origin",
    "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "Forwarded",
    "X-Request-ID", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "Content-Type",
    "Authorization", "X_Forwarded_For", "Script-Name", "Proxy", "Expect", "Upgrade", "Via", "TE",
    "Content-Length", "Transfer-Encoding", "X-Forwarded-Port", "Save-Data", "Priority", "If-Range",
)  # fmt: skip
TARGETS = (
    "/",
    "/search?q=oil",
    "/api/v1/search?q=oil",
    "/suggest?q=oil",
    "/nothing",
    "/search.csv?q=oil",
)
_END = "Connection: close"
#: A request that is put into the body of another.
_SMUGGLED = f"GET /{MARK} HTTP/1.1\r\nHost: localhost\r\n\r\n"


def host(chance, _known):
    """Return a request with a hostile host."""
    return "hosts", request(chance.choice(TARGETS), _END, host=chance.choice(HOSTS)), None


def hosts(chance, _known):
    """Return a request with two hosts, with none, or with one in its address."""
    target, one = chance.choice(TARGETS), chance.choice(HOSTS)
    heads = (
        request(target, f"Host: {one}", _END),
        f"GET {target} HTTP/1.1\r\n{_END}\r\n\r\n".encode(),
        request(f"http://{MARK}.example{target}", _END),
        request(f"{chance.choice(('https', 'ftp', 'javascript', MARK))}://{MARK}.example", _END),
        request(f"http://user:{MARK}@localhost{target}", _END),
        request(chance.choice(("*", "", "search", "//", "http://", "?", "#", "/#a")), _END),
    )
    return "hosts", chance.choice(heads), None


def method(chance, _known):
    """Return a request with another method, a body or what announces one."""
    body = chance.choice(("", "Content-Length: 9\r\n\r\nq=nothing", "Content-Length: 99999999"))
    sent = request(
        chance.choice(TARGETS), _END, *filter(None, [body]), method=chance.choice(METHODS)
    )
    return "methods", sent, None


def version(chance, _known):
    """Return a request of another version."""
    line = f"GET {chance.choice(TARGETS)} {chance.choice(VERSIONS)}".encode(
        errors="surrogateescape"
    )
    return "versions", line + f"\r\nHost: localhost\r\n{_END}\r\n\r\n".encode(), None


def header(chance, _known):
    """Return a request with a hostile value in a header."""
    texts = [text for texts in KINDS.values() for text in texts]
    value = chance.choice(texts)[:9000].replace("\r", " ").replace("\n", " ").replace("\0", "")
    named = f"{chance.choice(NAMES)}: {value}"
    return "headers", request(chance.choice(TARGETS), named, _END), None


def condition(chance, _known):
    """Return a request for parts, or under conditions."""
    headers = [f"Range: {chance.choice(RANGES)}"] * chance.randrange(2)
    headers += [chance.choice(CONDITIONS)] * (not headers or chance.randrange(2))
    return "ranges and conditions", request(chance.choice(TARGETS), *headers, _END), None


def lengths(chance, _known):
    """Return a request whose end is told twice, or not as it should be; one answer at most."""
    chunked, length = "Transfer-Encoding: chunked", f"Content-Length: {len(_SMUGGLED)}"
    headers = chance.choice((
        ("Content-Length: 0", length), (length, "Content-Length: 0"), (chunked, length),
        (length, chunked), ("Transfer-Encoding: chunked, identity", length), (chunked, chunked),
        ("Transfer-Encoding : chunked", length), ("Transfer-Encoding: xchunked", length),
        ("Transfer-Encoding:\tchunked", length), ("Transfer-Encoding: \x0bchunked", length),
        ("Content-Length: +9",), ("Content-Length: 0x9",), ("Content-Length: 9 9",),
        ("Content-Length: -1",), ("Content-Length: 99999999999999999999999",), ("Content-Length:",),
        (" Content-Length: 9", length), ("Content-Length\x00: 9", length),
        ("Content_Length: 0", length),
        ("Content-Length: 0, 0", chunked), ("Transfer-Encoding: gzip, chunked",),
    ))  # fmt: skip
    body = chance.choice((_SMUGGLED, f"0\r\n\r\n{_SMUGGLED}", f"5;{MARK}\r\nabc", "zz\r\n"))
    verb = chance.choice(("GET", "POST", "HEAD"))
    return "lengths", request(chance.choice(TARGETS), *headers, method=verb) + body.encode(), None


def odd(chance, _known):
    """Return a head whose lines are none, or too many, or too long."""
    many = tuple(f"X-{number}: a" for number in range(chance.choice((99, 101, 500, 5000))))
    headers = chance.choice((
        ("X-A: a", " folded: b"), ("X-A: a", "\tfolded"), ("no colon",), (": no name",),
        ("X A: b",),
        ("X-A\x00: b",), ("X-A: b\x00",), ("X-A: \x01\x02",), ("X-\udcff: a",), ("X-A: \udcff",),
        ("X-A:" + "a" * 9000,), ("X-A:" + "a" * 90_000,), ("a" * 70_000 + ": a",), many,
        ("Connection: keep-alive, close, upgrade",), ("Connection: Host",), ("Upgrade: h2c",),
        ("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: AAAAAAAAAAAAAA=="),
        ("Expect: 100-continue",), ("Expect: 200-ok",), ("HTTP2-Settings: AAMAAABkAAQAAP__",),
        ("X-A: a\rX-B: b",), ("X-A: a\nX-B: b",), ("(): a",), ("Cookie: " + "a=b; " * 1500,),
    ))  # fmt: skip
    return "odd heads", request(chance.choice(TARGETS), *headers, _END), None


def pipelined(chance, _known):
    """Return several requests at once: as many answers, in their order."""
    count = chance.randint(2, 12)
    kept = b"".join(request(chance.choice(TARGETS)) for _ in range(count - 1))
    return "pipelined", kept + request("/", _END), count


def half(chance, _known):
    """Return a part of a request, after which nothing comes; no answer is due."""
    whole = request(chance.choice(TARGETS), "X-A: a", _END)
    return "half requests", whole[: chance.randrange(len(whole) - 1)], 0


def strange(chance, _known):
    """Return what is no HTTP: TLS, HTTP/2, SOCKS, lines, noise."""
    sent = chance.choice((
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + chance.randbytes(300), b"\x05\x01\x00",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x12\x04\x00\x00\x00\x00\x00", b"\r\n" * 500,
        b"GET /\r\n\r\n", b"GET\r\n\r\n", b"\x00" * 4096, chance.randbytes(2000), b"QUIT\r\n",
        b"\n",
        b"GET / HTTP/1.1\nHost: localhost\nConnection: close\n\n", b"a" * 100_000,
        b"GET  /  HTTP/1.1\r\n\r\n",
        b"PROXY TCP4 1.1.1.1 2.2.2.2 1 2\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        b"*1\r\n$4\r\nPING\r\n",
    ))  # fmt: skip
    return "no HTTP", sent, 0
