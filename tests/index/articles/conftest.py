"""Files as archives hold them, and what is read from them."""

from pathlib import Path

import pytest

from index.articles import Fault, read_articles


@pytest.fixture
def read(tmp_path):
    """Write bytes or text to a file; return its articles and its faults."""

    def write_and_read(name: str, data: bytes | str):
        path = Path(tmp_path, name)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        found = list(read_articles([path], language="any"))
        faults = [each for each in found if isinstance(each, Fault)]
        return [each for each in found if each not in faults], faults

    return write_and_read
