"""Where an index is."""

from pathlib import Path

import pytest

from index.cluster.address import Address
from search import located


def test_a_path_is_a_directory_and_a_text_an_address():
    """Whatever the path is called: what is typed as a directory is one."""
    assert located(Path("opensearch+https://a.example/news")) == Path(
        "opensearch+https://a.example/news"
    )
    found = located("opensearch+https://a.example/news")
    assert isinstance(found, Address)
    assert located(str(found)) == found


def test_an_address_that_is_none_is_told_with_the_way_out():
    """And not quoted: it may hold a secret."""
    with pytest.raises(ValueError, match=r"write opensearch\+https://") as told:
        located("opensearch+https://me:s3cret@a.example/news")
    assert "s3cret" not in str(told.value)
