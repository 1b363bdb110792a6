"""A table gives an article a row, and a bad row costs only itself."""

import gzip
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import Article, Fault
from index.articles.files.stream import Stream
from index.articles.readers import tables
from index.articles.readers.tables import read_table

TITLE, BODY = "سعر النفط", "ارتفع سعر النفط أمس"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256", "iso8859-6"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_row_is_an_article(read, separator, encoding):
    """Whatever its separator and its encoding."""
    rows = (("id", "title", "body"), ("1", TITLE, f'"{BODY}{separator}\nوتراجع سعر الذهب"'))
    text = "\r\n".join(separator.join(row) for row in rows)
    (article,), faults = read("a.csv", text.encode(encoding))
    body = f"{BODY}{separator}\nوتراجع سعر الذهب"
    assert (article.id, article.title, article.body) == ("1", TITLE, body)
    assert faults == []


def test_a_short_row_has_empty_cells_and_an_empty_one_is_none(read):
    """As spreadsheets write them."""
    articles, faults = read("a.csv", f"id,title,body\n1,{TITLE}\n\n,,\n2,{TITLE},{BODY}\n")
    assert [(each.id, each.body) for each in articles] == [("1", ""), ("2", BODY)]
    assert faults == []


@pytest.mark.parametrize("before", ["\n \n", "sep=,\r\n", "# prices\n"])
def test_names_may_stand_below_what_spreadsheets_write(read, before):
    """Blank lines, the sign of the separator, a comment."""
    (article,), faults = read("a.csv", f"{before}id,title,body\n1,{TITLE},{BODY}\n")
    assert ((article.title, article.body), faults) == ((TITLE, BODY), [])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param(b"2,a,b,c", "4 cells for 3 names", id="too long"),
        pytest.param(b'2,"a\n\n",b,c', "4 cells for 3 names", id="on three lines"),
        pytest.param(b"2,,", "neither title nor body", id="no text"),
        pytest.param("2,سعر النفط,".encode() + b"\xff\xd8", "damaged UTF-8", id="damaged"),
        pytest.param(b"2,\xff\x01,", "binary data", id="binary"),
        pytest.param(b"2,a\rb,c", "not a row", id="half a line end"),
    ],
)
def test_a_bad_row_costs_only_itself(read, row, reason):
    """Its fault says where it begins and what is wrong; the next row is read."""
    first, last = f"1,{TITLE},{BODY}\n".encode(), f"\n3,{TITLE},{BODY}\n".encode()
    articles, faults = read("a.csv", b"id,title,body\n" + first + row + last)
    assert [each.id for each in articles] == ["1", "3"]
    assert [fault.line for fault in faults] == [3]
    assert reason in faults[0].reason


def test_a_quotation_mark_that_is_never_closed_is_a_fault(read):
    """It would make one article of all that follows."""
    articles, (fault,) = read("a.csv", f'id,title,body\n1,{TITLE},a\n2,{TITLE},"b\n3,c,d\n')
    assert [each.id for each in articles] == ["1"]
    assert (fault.line, "never closed" in fault.reason) == (3, True)


def test_a_row_without_end_does_not_fill_the_memory(read, monkeypatch):
    """It is a fault; the lines after it are rows."""
    monkeypatch.setattr(tables, "LARGEST_ROW", 1000)
    large = f'2,"{BODY * 20}\n{BODY * 20}\n{BODY * 20}",\n'
    articles, faults = read("a.csv", f"id,title,body\n1,{TITLE},a\n{large}3,{TITLE},b\n")
    assert [each.id for each in articles if each.id in "13"] == ["1", "3"]
    assert (faults[0].line, "a row of more than" in faults[0].reason) == (3, True)


def test_a_header_without_names_is_a_fault(read):
    """It says what to name."""
    articles, (fault,) = read("a.csv", "a,b\nc,d\n")
    assert (articles, fault.line, fault.remedy) == ([], 1, "name title and body")


def test_a_row_that_a_cut_file_cuts_is_no_article(read):
    """It is part of the fault of the file."""
    rows = "".join(f"{n},{TITLE},{os.urandom(50).hex()}\n" for n in range(1000))
    data = gzip.compress(f"id,title,body\n{rows}".encode())[:-5000]
    articles, (fault,) = read("a.csv.gz", data)
    assert "cut off" in fault.reason
    assert all(len(each.body) == 100 for each in articles)


@given(
    st.lists(st.sampled_from([*';,\t"\n\r', "title", "body", TITLE, "\0", "a"])).map("".join)
    | st.binary(max_size=200).map(lambda data: data.decode("latin-1"))
)
def test_no_bytes_raise(tmp_path_factory, rows):
    """Articles and faults, whatever stands in a table."""
    path = tmp_path_factory.getbasetemp() / "any.csv"
    for encoding in ("utf-8", "latin-1", "utf-16"):
        path.write_bytes(f"title,body\n{rows}".encode(encoding, "ignore"))
        with Stream(path) as stream:
            assert all(isinstance(each, Article | Fault) for each in read_table(stream))
