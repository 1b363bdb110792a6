"""Who kept the id of an article from before finds it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import article_id
from index.articles.article import id_as_printed
from index.indexer.build import index_articles
from index.indexer.update import update_articles
from index.reader import open_reader
from index.versions.former_ids import NAME, NONE, FormerIds, former_id
from index.versions.store import open_index
from tests.index.segments import article

IDS = st.integers(0, 2**64 - 1).map("{:016x}".format)
PRINTED = "http://www.marfa.example/n/1?utm_source=x"


def made(url, body="أسعار النفط"):
    """Return an article whose id was made of its address."""
    return article(article_id("س", url, ""), body, source="س", url=url)


@given(st.dictionaries(IDS, IDS, max_size=8), st.dictionaries(IDS, IDS, max_size=8))
def test_later_rows_count(tmp_path_factory, first, second):
    """As in a dictionary; what no row has is None."""
    directory = tmp_path_factory.mktemp("version")
    NONE.write(first, directory)
    FormerIds.read(directory).write(second, directory)
    rows = FormerIds.read(directory)
    assert {former: rows.get(former) for former in first | second} == first | second
    assert rows.get("f" * 15) is None
    assert rows.get("report") is None


@pytest.mark.parametrize(
    "url",
    [PRINTED, "https://marfa.example/%D9%86", "https://marfa.example/n/1/", "https://M.example/1"],
    ids=["http and www", "escapes", "a last slash", "letters"],
)
def test_an_address_that_was_printed_otherwise_had_another_id(url):
    """Unless the article has an id of its own."""
    same = made(url)
    assert (former_id(same) is None) == (id_as_printed("س", url) == same.id)
    assert former_id(article("own", url=url)) is None


def test_one_form_makes_one_id():
    """Most addresses are printed in it: no row is needed."""
    assert former_id(made("https://marfa.example/n/1")) is None
    assert former_id(made("")) is None


def test_the_former_id_leads_to_the_article(tmp_path):
    """After a build and after updates, of whatever form came."""
    one = made(PRINTED)
    index_articles([one, made("https://marfa.example/n/2", "سعر القمح")], tmp_path)
    assert open_reader(tmp_path).current_id(id_as_printed("س", PRINTED)) == one.id
    other = made("https://marfa.example/n/1/#top")
    update_articles([other], tmp_path)
    reader = open_reader(tmp_path)
    for url in (PRINTED, other.url):
        assert reader.current_id(id_as_printed("س", url)) == one.id
    assert reader.current_id(one.id) is None
    assert reader.current_id("0" * 16) is None


def test_an_article_knows_the_ids_that_it_had(tmp_path):
    """Those of all forms of its address that came, ascending; others have none."""
    one = made(PRINTED)
    index_articles([one, article("own", "سعر القمح")], tmp_path)
    other = made("https://marfa.example/n/1/#top")
    update_articles([other], tmp_path)
    former = open_index(tmp_path).former_ids
    printed = {id_as_printed("س", url) for url in (PRINTED, other.url)}
    assert former.before(one.id) == sorted(printed)
    assert former.before("own") == former.before("0" * 16) == []


def test_the_id_of_a_copy_leads_to_what_is_indexed(tmp_path):
    """The reader sees the same text."""
    index_articles(
        [article("a", "أسعار النفط"), article("copy", "أسعار النفط", source="ص")], tmp_path
    )
    assert open_reader(tmp_path).current_id("copy") == "a"


@pytest.mark.parametrize("rows", [np.zeros(4, np.uint64), np.zeros((2, 3), np.uint64)])
def test_a_damaged_file_is_refused(tmp_path, rows):
    """Pairs of ids, or nothing."""
    np.save(tmp_path / NAME, rows)
    with pytest.raises(ValueError, match="no pairs"):
        FormerIds.read(tmp_path)
