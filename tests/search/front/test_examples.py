"""Queries to try."""

import pytest

from search import Request
from tests.search.front.conftest import PORT, told


@pytest.mark.parametrize(
    ("bodies", "examples"),
    [
        pytest.param(
            ["تعويم الجنيه في 2016", "سعر الصرف في مصر", "صكوك وسندات"],
            ("تعويم الجنيه 2016", '"سعر الصرف" مصر', "صكوك أو سندات"),
            id="of-each-kind",
        ),
        pytest.param(["سوق الأسهم هادئ"], ("سوق الأسهم",), id="the-next-of-a-kind"),
        pytest.param(["زرافة في حديقة"], ("زرافة حديقة",), id="own-words"),
    ],
)
def test_an_example_finds_something_in_this_archive(make_index, bodies, examples):
    """The tellingest of each kind that does, or else the archive's own words."""
    searcher = make_index(*bodies)
    assert searcher.front().examples == examples
    assert all(searcher.search(Request(text=text)).total for text in examples)


def test_the_same_archive_has_the_same_examples(make_index):
    """They do not change from one visit to the next."""
    one = make_index(*told(PORT)).front().examples
    assert one == make_index(*told(PORT), name="again").front().examples
