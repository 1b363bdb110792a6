"""Which value holds, and where it comes from."""

from pathlib import Path

import pytest

from web.settings.faults import SettingsError
from web.settings.resolution import resolve
from web.settings.settings import KEYS, Settings


def test_without_anything_the_defaults_hold(tmp_path, monkeypatch):
    """Those of the declaration."""
    monkeypatch.chdir(tmp_path)
    resolution = resolve(environment={})
    assert resolution.settings == Settings()
    assert {each.origin for each in resolution.given.values()} == {"default"}


def test_the_environment_goes_before_the_file_and_options_before_both(write):
    """And each value names where it comes from."""
    file = write("port = 1\nhost = 'a'\nprocesses = 1\n[limits]\nstreams = 1")
    environment = {"IQTISAD_HOST": "b", "IQTISAD_PROCESSES": "2", "IQTISAD_LIMITS_STREAMS": "2"}
    resolution = resolve(file, environment=environment, options={"processes": 3})
    settings = resolution.settings
    assert (settings.port, settings.host, settings.processes) == (1, "b", 3)
    assert settings.limits.streams == 2
    origins = {name: resolution.given[name].origin for name in ("port", "host", "processes")}
    assert origins == {"port": f"{file}:1", "host": "IQTISAD_HOST", "processes": "--processes"}


@pytest.mark.parametrize(
    "text", ["https://a.example https://b.example", " https://a.example,https://b.example, "]
)
def test_a_variable_of_many_values(text):
    """Blanks or commas stand between them."""
    settings = resolve(environment={"IQTISAD_CORS": text}).settings
    assert settings.cors == ("https://a.example", "https://b.example")


def test_an_empty_variable_says_nothing():
    """As a unit or a container writes what is not set."""
    for nothing in ("", " "):
        variables = dict.fromkeys((key.variable for key in KEYS.values()), nothing)
        assert resolve(environment=variables).settings == resolve(environment={}).settings


def test_a_variable_that_is_not_accepted():
    """A service of Kubernetes that is named iqtisad sets IQTISAD_PORT to an address."""
    resolution = resolve(environment={"IQTISAD_PORT": "tcp://10.0.0.1:80", "IQTISAD_HOST": "/"})
    with pytest.raises(SettingsError) as raised:
        _ = resolution.settings
    host, port = sorted(map(str, raised.value.faults))
    assert host.startswith("IQTISAD_HOST: host = '/' is not")
    assert port.startswith("IQTISAD_PORT: port = 'tcp://10.0.0.1:80' is not a whole number")


def test_a_variable_that_nobody_reads_is_told():
    """It is no fault: the names of others may begin like ours."""
    resolution = resolve(environment={"IQTISAD_PROT": "1", "IQTISAD_CONFIG": "", "OTHER": "1"})
    assert resolution.faults == ()
    (unread,) = resolution.unread
    assert str(unread).endswith("did you mean IQTISAD_PORT?")


def test_paths_are_paths(write):
    """Or None, where nothing is said."""
    settings = resolve(write("index_dir = 'a'\nnames = ''"), environment={}).settings
    assert (settings.index_dir, settings.names) == (Path("a"), None)
