"""Whatever is sent to the running server, it answers, and never with a 500; work is bounded."""

import math
import random
from dataclasses import fields, is_dataclass, replace
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from index.reader import open_reader
from search import Request, Searcher
from search.engine.listing import collector
from search.engine.scoring.evaluator import Evaluator
from search.engine.scoring.kernels import NUMPY
from search.query.parser import MAX_NESTING, MAX_SLOP, MAX_TERMS, parse_query
from search.query.tree import All, Any, Not, Phrase, Prefix, Word

#: Seconds in which a busy machine has answered anything at all.
LIMIT = 120
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
    "(-" * 250, "-(" * 250, "(نفط -" * 100, "تفقسءدج" * 200, " ".join(["غقجكتطفبسز"] * 40), "http://a:b@c:9/d?e=f&g#h",
]  # fmt: skip


def ask(url):
    """Return the status of a whole answer."""
    try:
        with urlopen(url, timeout=LIMIT) as answer:  # noqa: S310  our own server
            answer.read()
            return answer.status
    except HTTPError as error:
        error.close()
        return error.code


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
def test_two_hundred_strings(site, route, texts):
    """All are answered, none with a 500."""
    statuses = {ask(f"{site}{route}{quote(text[:3000], safe='')}") for text in texts(200)}
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
        pytest.param("from=2023-02-30&to=x&sort=y&size=z&exact=w&syn=v&meaning=u", id="bad-values"),
        pytest.param("source=%00&section=%00", id="nul"),
        pytest.param("&&&===&?", id="separators"),
        pytest.param("q=" + "a" * 8000, id="long"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/search", "/api/v1/search", "/article/x", "/help"])
def test_odd_query_strings(site, path, query):
    """Whatever stands after the question mark is answered."""
    assert ask(f"{site}{path}?{query}") in {200, 400, 404, 414}


@pytest.fixture(scope="module")
def reader(sample_index):
    """Return a reader of the sample archive."""
    return open_reader(sample_index)


@pytest.fixture(scope="module")
def queries(reader):
    """Return what the hostile and the random texts are understood as."""
    texts = [*hostile_texts(200), *random_texts(200)]
    return [parse_query(text, reader.analyzer).query for text in texts]


def parts_of(query, depth=0):
    """Yield all parts of a query with how deep each lies."""
    yield query, depth
    if is_dataclass(query):
        for each in fields(query):
            inner = getattr(query, each.name)
            for part in inner if isinstance(inner, tuple) else (inner,):
                if is_dataclass(part) or isinstance(part, Word):
                    yield from parts_of(part, depth + 1)


def test_no_text_asks_for_more_than_is_allowed(queries):
    """However it is written: words, prefixes, gaps and nesting are capped."""
    for query in queries:
        parts = list(parts_of(query))
        assert sum(isinstance(part, Word | Prefix) for part, _ in parts) <= MAX_TERMS
        assert all(part.slop <= MAX_SLOP for part, _ in parts if isinstance(part, Phrase))
        # A level of parentheses is an alternative, what all must be there of it, and a negation.
        assert max(depth for _, depth in parts) <= 3 * (MAX_NESTING + 1)


def calls_for(query, reader, deadline):
    """Return how often the index is asked for a query that must be answered by deadline."""
    asked = []

    class Counting(type(NUMPY.scorer(reader, None, False))):  # noqa: FBT003
        """Scores nothing, and counts."""

        def add(self, *_):
            asked.append("add")

        add_to = add

    Evaluator(reader, kernels=replace(NUMPY, scorer=Counting), deadline=deadline).matches(query)
    return len(asked)


def test_when_the_time_is_over_nothing_more_is_looked_at(queries, reader):
    """One part may be under way; the others of the query are left out."""
    whole = [calls_for(query, reader, math.inf) for query in queries]
    late = [calls_for(query, reader, -math.inf) for query in queries]
    assert max(late) <= 2 < max(whole)
    several = [number for number, query in enumerate(queries) if isinstance(query, All | Any)]
    assert not any(late[number] for number in several)


def test_a_hostile_text_that_takes_too_long_is_answered_in_part(sample_index, monkeypatch):
    """The page contains what was found in time and has the note "partial"."""
    monkeypatch.setattr(collector, "SECONDS", -1.0)
    live = Searcher(sample_index)
    searcher = live.snapshot()
    for text in HOSTILE:
        page = searcher.search(Request(text=text))
        query = parse_query(text, searcher._finder.statistics.analyzer).query  # noqa: SLF001
        if isinstance(query, All | Any) and any(not isinstance(p, Not) for p in query.parts):
            assert "partial" in page.notes, text
    live.close()
