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


CLUSTER = "opensearch+https://reader@a.example:9200/news"


@pytest.mark.parametrize(
    ("file", "environment", "options", "place"),
    [
        pytest.param("", {}, {}, Path("data/index"), id="nothing"),
        pytest.param(f"index = '{CLUSTER}'", {}, {}, CLUSTER, id="filed"),
        pytest.param(f"index = '{CLUSTER}'\nindex_dir = 'd'", {}, {}, CLUSTER, id="both-filed"),
        pytest.param(
            f"index = '{CLUSTER}'", {"IQTISAD_INDEX_DIR": "d"}, {}, Path("d"), id="variable"
        ),
        pytest.param(
            "", {"IQTISAD_INDEX": CLUSTER}, {"index_dir": Path("d")}, Path("d"), id="typed"
        ),
        pytest.param("index_dir = 'd'", {"IQTISAD_INDEX": CLUSTER}, {}, CLUSTER, id="cluster"),
        pytest.param(
            "index_dir = 'd'", {}, {"index": CLUSTER, "index_dir": Path("e")}, CLUSTER, id="both"
        ),
        pytest.param(
            f"index = '{CLUSTER}'", {}, {"index": "", "index_dir": Path("e")}, Path("e"), id="none"
        ),
    ],
)
def test_a_cluster_takes_the_place_of_a_directory(write, file, environment, options, place):
    """Unless the directory is named nearer to the command."""
    resolution = resolve(write(file), environment=environment, options=options)
    assert resolution.settings.place == place


def test_secrets_of_a_cluster_are_no_keys():
    """Nor are they told as variables that nobody reads, or shown."""
    names = ("SECRET", "SECRET_FILE", "CA")
    environment = {f"IQTISAD_OPENSEARCH_{name}": "s3cret" for name in names}
    resolution = resolve(environment=environment)
    assert resolution.unread == ()
    assert "s3cret" not in repr(resolution)


def test_an_address_is_told_by_its_own_sentence(write):
    """Of the file and of a variable; what may be a secret is quoted nowhere."""
    wrong = "opensearch+https://me:s3cret@a.example/news"
    file = write(f"host = 'a'\nindex = '{wrong}'")
    resolution = resolve(file, environment={"IQTISAD_INDEX": wrong})
    (filed, varied) = map(str, resolution.faults)
    assert filed.startswith(f"{file}:2: the cluster's address is none: ")
    assert varied.startswith("IQTISAD_INDEX: the cluster's address is none: ")
    assert "IQTISAD_OPENSEARCH_SECRET" in filed
    assert "s3cret" not in filed + varied


def test_an_address_that_is_no_text_is_a_fault(write):
    """As with any other key."""
    (fault,) = resolve(write("index = 5"), environment={}).faults
    assert "index is not an address such as opensearch+https://" in str(fault)
