"""Damaged files give articles and faults, whatever happened to them; nothing raises."""

from datetime import datetime

from hypothesis import HealthCheck, given, settings

from index.articles import Article, Fault, PassedOver, Withdrawal, read_articles
from tests.conftest import examples
from tests.index.articles.damage import damaged_files

ANY_FOLDER = [HealthCheck.function_scoped_fixture]


def check(items, path):
    """Every item is whole: an article that an index can hold, a fault of this file."""
    assert items, "not a word about a file that was read"
    for item in items:
        if isinstance(item, Article):
            assert item.id
            assert item.title.strip() or item.body.strip()
            assert item.published is None or type(item.published) is datetime
            texts = (item.id, item.url, item.title, item.body, item.source, item.section)
            assert all("\0" not in each and each.encode() is not None for each in texts)
        elif isinstance(item, Fault):
            assert str(item).startswith(str(path))
            assert item.reason
            assert item.remedy
        else:
            assert isinstance(item, Withdrawal | PassedOver)


@settings(suppress_health_check=ANY_FOLDER, max_examples=examples(500))
@given(damaged_files())
def test_no_damage_raises(tmp_path, file):
    """Of any of the inputs, as files of its kind are named."""
    name, data = file
    path = tmp_path / name
    path.write_bytes(data)
    check(list(read_articles([path], language="any")), path)
