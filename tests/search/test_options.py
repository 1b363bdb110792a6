"""Where a command that searches finds the index."""

import click
import pytest
from click.testing import CliRunner

from search.options import index_options

CLUSTER = "opensearch+https://a.example:9200/news"


@click.command()
@click.option("--size")
@index_options
def told(index, size):
    """Print what a command gets."""
    click.echo(f"{index} {size}")


def run(*arguments, filed=None, **environment):
    """Return what the command prints, if a file says something."""
    return CliRunner().invoke(told, arguments, env=environment, default_map=filed)


@pytest.mark.parametrize(
    ("arguments", "filed", "environment", "chosen"),
    [
        pytest.param((), {}, {}, "data/index", id="nothing"),
        pytest.param(("--index", CLUSTER), {}, {}, CLUSTER, id="cluster"),
        pytest.param(("--index-dir", "d"), {}, {}, "d", id="directory"),
        pytest.param(("--index", CLUSTER, "--index-dir", "d"), {}, {}, CLUSTER, id="both"),
        pytest.param(("--index-dir", "d"), {"index": CLUSTER}, {}, "d", id="typed-before-filed"),
        pytest.param(
            ("--index-dir", "d"), {}, {"IQTISAD_INDEX": CLUSTER}, "d", id="typed-before-variable"
        ),
        pytest.param(
            (), {"index": CLUSTER}, {"IQTISAD_INDEX_DIR": "d"}, "d", id="variable-before-filed"
        ),
        pytest.param((), {"index_dir": "d", "index": CLUSTER}, {}, CLUSTER, id="both-filed"),
        pytest.param((), {"index_dir": "d"}, {"IQTISAD_INDEX": CLUSTER}, CLUSTER, id="variable"),
        pytest.param((), {}, {"IQTISAD_INDEX": ""}, "data/index", id="empty-variable"),
        pytest.param(("--index", ""), {}, {}, "data/index", id="empty"),
    ],
)
def test_the_nearest_place_holds(arguments, filed, environment, chosen):
    """A cluster goes before a directory that is named as near."""
    assert run(*arguments, filed=filed, **environment).output == f"{chosen} None\n"


def test_an_address_that_is_none_is_told_with_the_way_out():
    """What may be a secret is not quoted."""
    result = run("--index", "opensearch+https://me:s3cret@a.example/news")
    assert result.exit_code == 2
    assert "write opensearch+https://" in " ".join(result.output.split())
    assert "s3cret" not in result.output
