"""Parquet gives an article a row; a bad row costs only itself."""

import datetime as dt
import gzip
import io
import sys
import zipfile
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def parquet(columns, **options):
    """Return the bytes of a table."""
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file, **options)
    return file.getvalue()


SMALL = parquet({"title": ["سعر القمح", "سعر الذهب"], "text": ["ارتفع.", None]})


def test_an_article_a_row(read):
    """In the order of the rows, over groups of rows."""
    titles = [f"سعر {number}" for number in range(200)]
    columns = {"id": titles, "title": titles, "text": ["ارتفع."] * 200, "other": [b"\xff"] * 200}
    articles, faults = read("a.parquet", parquet(columns, row_group_size=30))
    assert [article.title for article in articles] == titles
    assert faults == []


@pytest.mark.parametrize(
    ("name", "values", "part", "expected"),
    [
        pytest.param("title", ["سعر"], "title", "سعر", id="text"),
        pytest.param("title", ["سعر".encode()], "title", "سعر", id="bytes"),
        pytest.param("title", ["سعر".encode("cp1256")], "title", "سعر", id="windows-1256"),
        pytest.param("id", [7], "id", "7", id="whole number"),
        pytest.param("id", [7.0], "id", "7", id="whole number with a point"),
        pytest.param("id", [Decimal("7.50")], "id", "7.50", id="decimal"),
        pytest.param("author", [["ليلى", "سعاد"]], "author", "ليلى، سعاد", id="list"),
        pytest.param("source", [{"name": "المرفأ"}], "source", "المرفأ", id="object"),
        pytest.param(
            "section",
            [[{"name": "اقتصاد"}, {"name": "نفط"}]],
            "section",
            "اقتصاد، نفط",
            id="nested",
        ),
        pytest.param(
            "source", pa.array(["المرفأ"]).dictionary_encode(), "source", "المرفأ", id="d"
        ),
    ],
)
def test_every_kind_of_value(read, name, values, part, expected):
    """As JSON would have it."""
    columns = {"body": ["ارتفع."], name: values}
    (article,), faults = read("a.parquet", parquet(columns))
    assert (getattr(article, part), faults) == (expected, [])


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(["2023-05-07T10:20:30+03:00"], id="text"),
        pytest.param([dt.datetime(2023, 5, 7, 10, 20, 30)], id="moment"),  # noqa: DTZ001
        pytest.param([dt.datetime(2023, 5, 7, 10, 20, 30, tzinfo=dt.UTC)], id="moment in UTC"),
        pytest.param([1683454830], id="seconds"),
        pytest.param([1683454830000.0], id="milliseconds"),
        pytest.param(pa.array([1683454830000000001], pa.timestamp("ns")), id="nanoseconds"),
        pytest.param(pa.array([1683454830000], pa.timestamp("ms", "UTC")), id="in UTC"),
    ],
)
def test_every_kind_of_date(read, values):
    """The clock is the printed one."""
    (article,), faults = read("a.parquet", parquet({"body": ["ارتفع."], "date": values}))
    assert (article.published.isoformat(), faults) == ("2023-05-07T10:20:30", [])


def test_a_day_has_no_time(read):
    """Midnight."""
    data = parquet({"body": ["ارتفع."], "date": [dt.date(2023, 5, 7)]})
    assert read("a.parquet", data)[0][0].published.isoformat() == "2023-05-07T00:00:00"


def test_a_bad_row_costs_only_itself(read):
    """Its fault says its number."""
    far = pa.array([None, 2**60, None], pa.timestamp("ms"))
    no_text = pa.array([b"x", b"\xff", b"y"]).view(pa.string())
    for name, values in (("date", far), ("author", no_text)):
        articles, (fault,) = read("a.parquet", parquet({"title": ["أ", "ب", "ج"], name: values}))
        assert [article.title for article in articles] == ["أ", "ج"]
        assert fault.reason.startswith("row 2: a value that cannot be read")
    articles, (fault,) = read("a.parquet", parquet({"title": ["أ", None, "ج"]}))
    assert len(articles) == 2
    assert fault.reason.startswith("row 2: neither title nor body")


def test_status_decides(read):
    """A draft is no article."""
    (item,), _ = read("a.parquet", parquet({"id": ["1"], "title": ["أ"], "status": ["draft"]}))
    assert item.why == "draft"


def test_columns_without_a_known_name_are_one_fault(read):
    """It names them."""
    articles, (fault,) = read("a.parquet", parquet({"x": [1, 2], "y": ["أ", "ب"]}))
    assert articles == []
    assert "(x, y)" in fault.reason


@pytest.mark.parametrize("packed", ["gzip", "zip"])
def test_packed_files_are_read(read, packed):
    """As they are read everywhere."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as members:
        members.writestr("a.parquet", SMALL)
    data = gzip.compress(SMALL) if packed == "gzip" else file.getvalue()
    articles, faults = read(f"a.{packed}", data)
    assert ([article.title for article in articles], faults) == (["سعر القمح", "سعر الذهب"], [])


def test_a_damaged_file_is_a_fault(read):
    """It says so, and what to do."""
    for data in (SMALL[:-20], b"PAR1", SMALL[:40] + SMALL[60:]):
        _, faults = read("a.parquet", data)
        assert faults
        assert "download it again" in str(faults[-1])


def test_without_pyarrow_the_fault_says_how_to_get_it(read, monkeypatch):
    """It is an extra."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    articles, (fault,) = read("a.parquet", SMALL)
    assert articles == []
    assert 'pip install "iqtisad[parquet]"' in str(fault)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.integers(4, len(SMALL)), st.integers(0, 20), st.binary(max_size=8))
def test_no_damage_raises(read, place, length, instead):
    """Articles and faults, and at least one of them."""
    articles, faults = read("a.parquet", SMALL[:place] + instead + SMALL[place + length :])
    assert articles or faults
