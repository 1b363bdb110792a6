"""The names of files that are downloaded."""

from urllib.parse import unquote

import pytest

from web.exports.filenames import disposition, in_names


@pytest.mark.parametrize(
    ("query", "name"),
    [
        pytest.param("أسعار النفط", "أسعار النفط", id="words"),
        pytest.param('مصدر:"مكتب دبي"', "مصدر مكتب دبي", id="operators"),
        pytest.param("../a\\b\r\nc\u202ed", ".. a b c d", id="paths-and-controls"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_query_is_made_a_name(query, name):
    """What no file name may have becomes a blank."""
    assert in_names(query) == name


def test_a_long_query_is_cut():
    """Names of files have at most so many bytes."""
    assert len(in_names("نفط " * 100)) <= 60


@pytest.mark.parametrize(("shown", "way"), [(True, "inline"), (False, "attachment")])
def test_a_name_is_given_twice(shown, way):
    """In ASCII and in the script of the query."""
    described = disposition("csv", "اقتصاد نفط", "iqtisad", shown=shown)
    plain, _, quoted = described.partition("; filename*=UTF-8''")
    assert plain == f"{way}; filename=iqtisad.csv"
    assert described.isascii()
    assert unquote(quoted) == "اقتصاد نفط.csv"
