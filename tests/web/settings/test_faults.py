"""What a message says."""

import pytest

from web.settings.faults import SettingsError, SettingsFault, nearest, not_accepted
from web.settings.settings import KEYS


def test_a_fault_is_a_sentence():
    """Where, what, and the way out."""
    fault = not_accepted("iqtisad.toml:3", KEYS["port"], 99999)
    assert str(fault) == (
        "iqtisad.toml:3: port = 99999 is not a whole number from 0 to 65535;"
        " write that, or leave it out (8000)"
    )


def test_what_a_terminal_would_obey_is_escaped():
    """A value is shown, and does nothing."""
    assert "\x1b" not in str(not_accepted("here", KEYS["port"], "\x1b[2J"))


def test_all_faults_are_told():
    """One a line."""
    faults = [SettingsFault("a", "b", "c"), SettingsFault("d", "e", "f")]
    assert str(SettingsError(faults)) == "a: b; c\nd: e; f"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("prot", "port"),
        ("streams", "limits.streams"),
        ("limits.port", "port"),
        ("limits.stream", "limits.streams"),
        ("drain_second", "limits.drain_seconds"),
        ("colour", ""),
    ],
)
def test_what_was_probably_meant(name, meant):
    """A slip of the pen, or the right key in the wrong part."""
    assert nearest(name, list(KEYS)) == meant
