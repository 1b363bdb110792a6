"""The client of an address, with the secrets of the environment."""

from dataclasses import replace

import pytest

from index.cluster.address import CA_FILE, SECRET
from index.versions.manifest import IndexUnavailableError
from search.engine.opensearch.live.connection import connected
from tests.index.cluster.fake_nodes import reply


def test_the_secret_of_the_environment_is_sent(node, address, monkeypatch):
    """As a password, for the user of the address."""
    monkeypatch.setenv(SECRET, "s3cret")
    node.script = [reply({})]
    cluster = connected(replace(address, user="reader"))
    cluster.ask("GET", "news/_mapping")
    cluster.close()
    (_, _, _, headers) = node.asked[0]
    assert headers["authorization"].startswith("Basic ")


@pytest.mark.parametrize(
    ("variables", "user", "way"),
    [
        pytest.param({SECRET: ""}, "reader", SECRET, id="no-password"),
        pytest.param({CA_FILE: "/nowhere.pem"}, "", CA_FILE, id="no-certificate"),
    ],
)
def test_what_is_missing_is_told_as_a_missing_index(address, monkeypatch, variables, user, way):
    """A server starts, and says so; its pages answer 503."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(IndexUnavailableError, match=way) as told:
        connected(replace(address, user=user, secure=True))
    assert str(told.value).startswith("opensearch+https://")
