"""JSON Lines are read line by line, and a bad line costs only itself."""

import codecs
import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.articles.readers import jsonl

FIRST, SECOND = {"id": "1", "title": "أسعار النفط"}, {"id": "2", "title": "أسعار الغاز ਊ ؊"}


def lines(*records):
    """Return records as JSON Lines in Arabic letters."""
    return "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)


def ids(articles):
    """Return the ids of articles, in order."""
    return [article.id for article in articles]


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json", "A.JSONL"])
def test_an_article_a_line(read, name):
    """Blank lines are none; the last needs no end."""
    articles, faults = read(name, f"\n{lines(FIRST)}  \r\n{lines(SECOND).rstrip()}")
    assert [article.title for article in articles] == ["أسعار النفط", "أسعار الغاز ਊ ؊"]
    assert faults == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param(b"{", "not JSON", id="broken"),
        pytest.param(b"text", "not JSON", id="text"),
        pytest.param(b'["a"]', "not a JSON object", id="array"),
        pytest.param(b"1", "not a JSON object", id="number"),
        pytest.param(b"null", "not a JSON object", id="null"),
        pytest.param(b"{}", "neither title nor body", id="empty object"),
        pytest.param(b'{"a": 1} {"b": 2}', "not JSON", id="two objects"),
        pytest.param(b"[" * 100_000, "nested too deeply", id="deep"),
        pytest.param(b'{"title": "\xd8\xa7\xd9\x84\xd9"}', "damaged UTF-8", id="damaged"),
        pytest.param(b'{"title": "\xe1\x01"}', "binary", id="control in windows-1256"),
        pytest.param(bytes(64), "binary", id="zeros"),
    ],
)
def test_a_bad_line_costs_only_itself(read, line, reason):
    """Its fault says where it is and what is wrong; the next line is read."""
    data = lines(FIRST).encode() + line + b"\n" + lines(SECOND).encode()
    articles, faults = read("a.jsonl", data)
    assert ids(articles) == ["1", "2"]
    assert [fault.line for fault in faults] == [2]
    assert reason in faults[0].reason


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("1" * 10_000, id="huge integer"),
        pytest.param("1e999", id="huge float"),
        pytest.param("[" * 500 + "]" * 500, id="nested"),
        pytest.param('"\\ud800"', id="lone surrogate"),
        pytest.param('"\\u0000"', id="null character"),
        pytest.param('"a\0b"', id="raw null character"),
        pytest.param('"a\tb"', id="raw tab"),
        pytest.param("-Infinity", id="no number"),
        pytest.param("{}", id="object"),
    ],
)
@pytest.mark.parametrize("name", ["id", "url", "body", "source", "author", "unknown"])
def test_odd_values_do_no_harm(read, name, value):
    """The article is read, and can be stored; a number in the place of a text is told."""
    articles, faults = read("a.jsonl", f'{{"title": "نفط", "{name}": {value}}}\n')
    assert len(faults) == (name == "body" and value.isdigit())
    assert articles[0].title == "نفط"
    assert repr(articles[0]).encode()


def test_numbers_are_text(read):
    """As they are written."""
    articles, _ = read("a.jsonl", '{"id": 12, "title": 3.50, "published": 1683454830}')
    assert (articles[0].id, articles[0].title) == ("12", "3.50")
    assert articles[0].published.isoformat() == "2023-05-07T10:20:30"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        pytest.param(codecs.BOM_UTF8, "utf-8", id="utf-8"),
        pytest.param(codecs.BOM_UTF16_LE, "utf-16-le", id="utf-16-le"),
        pytest.param(codecs.BOM_UTF16_BE, "utf-16-be", id="utf-16-be"),
        pytest.param(b"", "utf-16-le", id="utf-16-le without mark"),
        pytest.param(b"", "utf-16-be", id="utf-16-be without mark"),
        pytest.param(b"", "cp1256", id="windows-1256"),
        pytest.param(b"", "iso8859-6", id="iso-8859-6"),
    ],
)
@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_every_encoding(read, name, mark, encoding):
    """A byte order mark holds for the whole file."""
    second = {"id": "2", "title": "الغاز"}
    articles, faults = read(name, mark + f"{lines(FIRST)}{{\n{lines(second)}".encode(encoding))
    assert [article.title for article in articles] == ["أسعار النفط", "الغاز"]
    assert [fault.line for fault in faults] == [2]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_half_a_character_is_no_line_end(read, encoding):
    """In UTF-16 one byte of ਊ and of ؊ is that of a line end."""
    articles, faults = read("a.jsonl", f"\ufeff{lines(SECOND, FIRST)}".encode(encoding))
    assert [article.title for article in articles] == ["أسعار الغاز ਊ ؊", "أسعار النفط"]
    assert faults == []


def test_utf_16_may_end_anywhere(read):
    """In the middle of a character, after half a line end."""
    articles, faults = read("a.jsonl", f"\ufeff{lines(FIRST)}ਊ\n".encode("utf-16-le")[:-1])
    assert ids(articles) == ["1"]
    assert [fault.line for fault in faults] == [2]


def test_lines_of_two_encodings(read):
    """Archives are glued together."""
    data = lines(FIRST).encode() + lines({"title": "الغاز"}).encode("cp1256")
    assert [article.title for article in read("a.jsonl", data)[0]] == ["أسعار النفط", "الغاز"]
    assert [article.title for article in read("a.json", data)[0]] == ["أسعار النفط", "الغاز"]


def test_a_mark_in_the_middle_does_no_harm(read):
    """It is left over where files were joined."""
    articles, faults = read("a.jsonl", f"{lines(FIRST)}\ufeff{lines(SECOND)}")
    assert (ids(articles), faults) == (["1", "2"], [])


def test_a_binary_file_is_one_fault(read):
    """Not one a line."""
    for name in ("a.jsonl", "a.json"):
        articles, faults = read(name, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\n\xff\n\n" * 50)
        assert (articles, len(faults), faults[0].line) == ([], 1, 0)
        assert "binary" in faults[0].reason


def test_a_line_that_is_too_long_costs_only_itself(read, monkeypatch):
    """However long it is, no more of it is held than the longest line has."""
    monkeypatch.setattr(jsonl, "LONGEST_LINE", 100)
    for length in (101, 1000, 1001):
        data = lines(FIRST) + "x" * length + "\n" + lines(SECOND)
        articles, faults = read("a.jsonl", data)
        assert ids(articles) == ["1", "2"]
        assert [(fault.line, "a line of more than" in fault.reason) for fault in faults] == [
            (2, True)
        ]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(json.dumps([FIRST, SECOND]), id="array"),
        pytest.param(json.dumps([FIRST, SECOND], indent=1), id="array over lines"),
        pytest.param(f"[\n{json.dumps(FIRST)},\n{json.dumps(SECOND)}\n]\n", id="object a line"),
        pytest.param(f"\ufeff{json.dumps([FIRST, SECOND])}", id="mark"),
    ],
)
def test_a_json_file_may_be_an_array(read, data):
    """Each of its objects is an article."""
    articles, faults = read("a.json", data)
    assert (ids(articles), faults) == (["1", "2"], [])


def test_a_json_file_may_be_one_article(read):
    """On one line or on many."""
    for indent in (None, 1):
        articles, faults = read("a.json", json.dumps(FIRST, indent=indent))
        assert (ids(articles), faults) == (["1"], [])


def test_a_bad_item_costs_only_itself(read):
    """It is named by its number."""
    articles, faults = read("a.json", json.dumps([FIRST, 5, {}, SECOND]))
    assert ids(articles) == ["1", "2"]
    assert [fault.reason.partition(":")[0] for fault in faults] == ["item 2", "item 3"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(json.dumps([FIRST, SECOND])[:-1], id="array"),
        pytest.param(json.dumps(FIRST, indent=1)[:-1], id="object"),
        pytest.param("[" * 100_000, id="deep"),
        pytest.param("5", id="number"),
    ],
)
def test_a_broken_document_is_one_fault(read, data):
    """Not one a line."""
    articles, faults = read("a.json", data)
    assert (articles, len(faults)) == ([], 1)


def test_json_lines_of_a_json_file_may_begin_badly(read):
    """The other lines are read."""
    articles, faults = read("a.json", f"# export\n{lines(FIRST, SECOND)}")
    assert ids(articles) == ["1", "2"]
    assert [fault.line for fault in faults] == [1]


def test_a_document_that_is_too_large_is_a_fault(read, monkeypatch):
    """It says how to write it; the same as JSON Lines is read."""
    monkeypatch.setattr(jsonl, "LARGEST_DOCUMENT", 60)
    articles, faults = read("a.json", json.dumps([FIRST, SECOND]))
    assert articles == []
    assert "a line of its own" in str(faults[0])
    assert ids(read("a.json", lines(FIRST, SECOND))[0]) == ["1", "2"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.binary(max_size=300), st.sampled_from(["a.jsonl", "a.json"]))
@example(b"\xff\xfe\n", "a.jsonl")
@example(b'{"title": "\xff"}', "a.json")
def test_no_bytes_raise(read, data, name):
    """Articles and faults, and at least one of them."""
    articles, faults = read(name, data)
    assert articles or faults


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ),
    st.sampled_from(["id", "url", "title", "body", "source", "author", "published", "name"]),
)
def test_no_value_raises(read, value, name):
    """Whatever stands where the text should be, the other line is read."""
    data = f"{json.dumps({name: value})}\n{json.dumps(SECOND)}\n"
    assert ids(read("a.jsonl", data)[0])[-1] == "2"


def test_a_long_array_is_read_item_by_item(read, monkeypatch):
    """Every item but those of too many values; what comes before a damage is read."""
    monkeypatch.setattr(jsonl, "MOST_VALUES_OF_A_DOCUMENT", 8)
    monkeypatch.setattr(jsonl, "MOST_VALUES", 20)
    much = {"title": "سعر", "body": "سعر", "more": [[]] * 20}
    articles, faults = read("a.json", json.dumps([FIRST, much, SECOND]))
    assert ids(articles) == ["1", "2"]
    assert ["item 2: more than 20 values" in str(fault) for fault in faults] == [True]
    articles, faults = read("a.json", json.dumps([FIRST, SECOND, much])[:-1])
    assert ids(articles) == ["1", "2"]
    assert "without an end" in str(faults[-1])


def test_a_line_of_too_many_values_is_a_fault(read, monkeypatch):
    """The lines beside it are read; commas in a text are none."""
    monkeypatch.setattr(jsonl, "MOST_VALUES", 30)
    prose = {"id": "3", "title": "سعر", "body": "a, b" * 100}
    articles, faults = read("a.jsonl", lines(FIRST, {**FIRST, "a": [0] * 40}, SECOND, prose))
    assert ids(articles) == ["1", "2", "3"]
    assert [fault.line for fault in faults] == [2]
