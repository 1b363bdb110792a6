"""What is made of the declaration of a key."""

import tomllib
from dataclasses import dataclass

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.settings.keys import keys_of, written
from web.settings.settings import KEYS


@pytest.mark.parametrize(
    ("name", "option", "variable"),
    [
        ("index_dir", "--index-dir", "IQTISAD_INDEX_DIR"),
        ("limits.streams", "--limits-streams", "IQTISAD_LIMITS_STREAMS"),
        ("log.log_queries", "--log-queries", "IQTISAD_LOG_QUERIES"),
    ],
)
def test_the_names_of_a_key(name, option, variable):
    """Option and variable follow from the name."""
    assert (KEYS[name].option, KEYS[name].variable) == (option, variable)


def test_no_two_keys_have_one_variable():
    """Nor one option: parts do not collide."""
    assert len({key.parameter for key in KEYS.values()}) == len(KEYS)


def test_nothing_for_a_key_that_may_have_none():
    """An empty text is the default of a key that may be left open, and a fault of another."""
    assert KEYS["names"].accepted("") is None
    assert KEYS["public_url"].accepted("") == ""
    with pytest.raises(click.BadParameter):
        KEYS["host"].accepted("")


@given(st.one_of(st.text(), st.integers(), st.booleans(), st.lists(st.text()).map(tuple)))
def test_a_value_is_written_as_toml_reads_it(value):
    """Whatever is in a text."""
    read = tomllib.loads(f"key = {written(value)}")["key"]
    assert read == (list(value) if isinstance(value, tuple) else value)


def test_a_field_that_is_no_key_is_a_slip_of_ours():
    """It is told when the module is imported."""

    @dataclass
    class Wrong:
        port: int = 8000

    with pytest.raises(TypeError, match=r"port: neither a key nor a part"):
        list(keys_of(Wrong))
