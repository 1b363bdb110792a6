"""The command doctor: everything that a server needs, a line each."""

import json
from dataclasses import asdict

import click

from web.operation.finding import Finding, Look, State, fault, looked, ok, warning
from web.settings.options import key_options, typed
from web.settings.resolution import Resolution

_COLOURS = {State.OK: "green", State.WARNING: "yellow", State.FAULT: "red"}


@click.command()
@key_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def doctor(*, as_json: bool, **_: object) -> None:
    """Look at all that a server needs; status 1 if anything keeps it from its work.

    Ask with the options and as the user of the server.
    """
    resolution = typed()
    settings = resolution.sound
    found = [*_configuration(resolution)]
    for look in _looks():
        found += looked(look, settings)
    if as_json:
        click.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1))
    else:
        for each in found:
            click.echo(_line(each))
    if any(each.state is State.FAULT for each in found):
        raise click.exceptions.Exit(1)


def _looks() -> tuple[Look, ...]:
    # Not above: whoever is asked for help imports no index.
    from web.operation import archive, cluster, installation, listening  # noqa: PLC0415

    return (
        installation.python,
        installation.packages,
        installation.compiler,
        installation.files,
        archive.index,
        archive.vectors,
        cluster.index,
        archive.permissions,
        listening.address,
        listening.connections,
    )


def _configuration(resolution: Resolution) -> list[Finding]:
    found = [fault("configuration", str(each)) for each in resolution.faults]
    found += [warning("configuration", str(each)) for each in resolution.unread]
    where = resolution.file or "no iqtisad.toml"
    return found or [ok("configuration", f"{where}: sound")]


def _line(finding: Finding) -> str:
    state = click.style(f"{finding.state:8}", fg=_COLOURS[finding.state])
    return f"{state} {finding.thing:14} {finding.says}"
