"""Expected failures are told in a sentence."""

import click
import pytest

from index.commands.failures import told


def test_what_is_expected_is_told_and_the_rest_is_raised():
    """Only the errors that were named."""
    with pytest.raises(click.ClickException, match="m: fault"), told(KeyError, ValueError):
        raise ValueError("m: fault")
    with pytest.raises(OSError, match="x"), told(ValueError):
        raise OSError("x")
