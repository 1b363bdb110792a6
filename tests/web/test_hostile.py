"""Whatever is sent to the running server, it answers, soon, and never with a 500."""

import random
import threading
import time
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest
import waitress

from web import create_app

#: Seconds in which every answer must be there.
LIMIT = 3.0
HOSTILE = [
    "ا*", "ال*", "*", "**", "؟", "؟؟؟", "النفط؟", "[ا TO ي]", "date:[99999 TO 2]",
    "تاريخ:[1 TO 9]", "نفط~99", '"نفط"~999999999', '"أسعار النفط"~10', "نفط^9999", "/.*/",
    "a" * 100_000, "نفط " * 500, "(" * 2000, ")" * 2000, "(" * 1000 + "نفط" + ")" * 1000,
    '"' * 999, "«" * 500, "-" * 500, "- - - -", "-نفط", "ليس ليس ليس نفط", "أو أو أو", "و و و",
    "OR AND NOT", "NOT NOT NOT", "عنوان:", "عنوان:عنوان:عنوان:نفط", ":" * 300, "مصدر:*",
    "تاريخ:0000", "تاريخ:9999-99-99", "تاريخ:..", "تاريخ:2023..2022", "\x00", "\x00نفط\x01",
    "نفط\u202e", "\ufeff", "\u200f" * 400, "\u064e" * 400, "ن" + "\u064e" * 480, "ـ" * 400,
    "ﷺ" * 100, "😀" * 200, "<script>alert(1)</script>", "' OR 1=1 --", "../../etc/passwd", "%00",
    "%", "%%%", "%E0%A4%A", "{{7*7}}", "${7*7}", "\\", "\\u0000", "1" * 400, "1." * 200,
    "1,2,3," * 80, "٣٫" * 100, "-" + "1" * 300, "1e999", "NaN", "null", "\n\r\t" * 100,
    " OR ".join(["النفط"] * 60), " ".join(f"كلمة{n}" for n in range(90)), "|" * 400,
    "نفط|" * 100, "(نفط أو " * 60, '"في من على"', "في من على إلى", "في", "أو", "ليس",
    "تفقسءدج" * 200, " ".join(["غقجكتطفبسز"] * 40), "http://a:b@c:9/d?e=f&g#h",
]  # fmt: skip


@pytest.fixture(scope="module")
def address(sample_index):
    """Return the address of a server over the sample archive."""
    server = waitress.create_server(create_app(sample_index), host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)
    server.task_dispatcher.shutdown()


def ask(url):
    """Return the status of an answer; fail where it takes too long."""
    started = time.monotonic()
    try:
        with urlopen(url, timeout=30) as answer:  # noqa: S310  our own server
            status = answer.status
            answer.read()
    except HTTPError as error:
        status = error.code
        error.close()
    assert time.monotonic() - started < LIMIT, url[:200]
    return status


def random_texts(count):
    """Return random strings of all of Unicode, the same in every run."""
    chance = random.Random(20151103)  # noqa: S311  no secret
    blocks = ["0020-007f", "0600-0700", "fb50-feff", "2000-2070", "1f300-1f600", "0000-d7ff"]
    ranges = [tuple(int(end, 16) for end in block.split("-")) for block in blocks]
    return [
        "".join(chr(chance.randint(*chance.choice(ranges))) for _ in range(chance.randint(1, 60)))
        for _ in range(count)
    ]


def hostile_texts(count):
    """Return the hostile queries, and joined pairs of them."""
    chance = random.Random(7)  # noqa: S311  no secret
    pairs = (f"{chance.choice(HOSTILE)[:300]} {chance.choice(HOSTILE)[:300]}" for _ in range(count))
    return [*HOSTILE, *pairs][:count]


@pytest.mark.parametrize("route", ["/search?q=", "/api/v1/search?q=", "/article/"])
@pytest.mark.parametrize("texts", [random_texts, hostile_texts], ids=["random", "hostile"])
def test_two_hundred_strings(address, route, texts):
    """No 500, and nothing over three seconds."""
    statuses = {ask(f"{address}{route}{quote(text[:3000], safe='')}") for text in texts(200)}
    expected = {400, 404, 414} if route == "/article/" else {200, 400, 414}
    assert statuses <= expected
    assert statuses & {200, 404}


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("q=%FF%FE", id="not-utf-8"),
        pytest.param("q=%ED%A0%80", id="lone-surrogate"),
        pytest.param("q=a&q=b&q=c", id="repeated"),
        pytest.param("page=99999999999999999999&q=%D9%86%D9%81%D8%B7", id="huge-page"),
        pytest.param("page=-1&size=0", id="negative-page"),
        pytest.param("from=2023-02-30&to=x&sort=y&size=z&exact=w&syn=v", id="bad-values"),
        pytest.param("source=%00&section=%00", id="nul"),
        pytest.param("&&&===&?", id="separators"),
        pytest.param("q=" + "a" * 8000, id="long"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/search", "/api/v1/search", "/article/x", "/help"])
def test_odd_query_strings(address, path, query):
    """Whatever stands after the question mark is answered."""
    assert ask(f"{address}{path}?{query}") in {200, 400, 404, 414}
