"""The keys as the README and a file have them."""

from tests.conftest import ROOT
from web.settings.file import read_file
from web.settings.resolution import resolve
from web.settings.settings import KEYS
from web.settings.table import markdown, toml


def test_the_table_has_every_key():
    """A line each."""
    lines = markdown().splitlines()
    assert [line.split("`")[1] for line in lines[2:]] == list(KEYS)


def test_the_readme_has_the_table():
    """As `iqtisad config show --markdown` prints it, under Operation."""
    readme = (ROOT / "README.md").read_text("utf-8")
    operation = readme.partition("\n## Operation\n")[2].partition("\n## ")[0]
    assert markdown() in operation


def test_what_is_shown_can_be_used_as_a_file(write):
    """And says the same as before."""
    environment = {"IQTISAD_CORS": "*", "IQTISAD_LOG_QUERIES": "1", "IQTISAD_NAMES": 'a "b" \\ ن'}
    shown = resolve(environment=environment).given
    read = read_file(write(toml(shown)))
    assert read.faults == ()
    assert {name: value for name, (value, _) in read.values.items()} == {
        name: each.value for name, each in shown.items()
    }
