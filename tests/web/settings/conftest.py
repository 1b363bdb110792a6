"""A file of settings, and nothing of the machine's own."""

import pytest

from web.settings.file import USUAL, read_file


@pytest.fixture
def write(tmp_path):
    """Return a function that writes an iqtisad.toml and returns its path."""

    def write(text):
        path = tmp_path / USUAL[0]
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def read(write):
    """Return a function from the text of a file to what is read of it."""
    return lambda text: read_file(write(text))
