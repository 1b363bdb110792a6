"""The commands about the configuration: what holds, and whether a file is sound."""

import json
from pathlib import Path
from typing import Any

import click

from web.settings import table
from web.settings.options import config_file, config_option
from web.settings.resolution import Resolution, resolve


@click.group()
def config() -> None:
    """Look at the configuration: iqtisad.toml, then IQTISAD_…, then options."""


@config.command()
@config_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--markdown", is_flag=True, help="Print the table of all keys with their defaults.")
def show(*, as_json: bool, markdown: bool, **_: Any) -> None:  # noqa: ANN401
    """Print every key, its value, and where that comes from, as an iqtisad.toml."""
    if markdown:
        click.echo(table.markdown())
        return
    resolution = resolve(config_file(click.get_current_context()))
    if as_json:
        click.echo(json.dumps(_as_json(resolution), ensure_ascii=False, indent=1))
    else:
        click.echo(table.toml(resolution.given))
    _tell(resolution)


def _as_json(resolution: Resolution) -> list[dict[str, Any]]:
    return [
        {
            "key": name,
            "value": str(each.value) if isinstance(each.value, Path) else each.value,
            "from": each.origin,
        }
        for name, each in resolution.given.items()
    ]


@config.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@config_option
def check(file: Path | None, **_: Any) -> None:  # noqa: ANN401
    """Say every fault of FILE and of the environment at once; status 1 if there is any."""
    resolution = resolve(file or config_file(click.get_current_context()))
    _tell(resolution)
    where = resolution.file or "no iqtisad.toml"
    given = sum(each.origin != "default" for each in resolution.given.values())
    click.echo(f"{where}: sound, {given} of {len(resolution.given)} keys are set")


def _tell(resolution: Resolution) -> None:
    """Tell what is wrong; end with status 1 if anything cannot be used."""
    for unread in resolution.unread:
        click.echo(f"Warning: {unread}", err=True)
    for fault in resolution.faults:
        click.echo(f"Error: {fault}", err=True)
    if resolution.faults:
        raise click.exceptions.Exit(1)
