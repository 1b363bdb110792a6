"""The declaration of every key."""

from dataclasses import FrozenInstanceError

import pytest

from web.settings.settings import KEYS, Settings


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_a_default_is_a_value_that_its_key_takes(key):
    """And the sentence ends as one."""
    assert key.accepted(key.default if key.default is not None else "") == key.default
    assert key.says.endswith((".", ").", "none.", "any."))


def test_settings_do_not_change():
    """Threads and processes share them."""
    with pytest.raises(FrozenInstanceError):
        Settings().limits.streams = 1
