"""The console command: serve, and the commands of index and search gathered under one name."""

from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import click

from index.command import analyze, index
from search import IndexUnavailableError
from search.command import search
from web import create_app
from web.evaluation import evaluate_command

#: Requests answered at the same time: searching is Python and shares one core.
_THREADS = 8


@click.group()
@click.version_option(version("iqtisad"), prog_name="iqtisad")
def main() -> None:
    """Full-text search over Arabic economic news."""


@main.command()
@click.option(
    "--index-dir",
    default="data/index",
    show_default=True,
    envvar="IQTISAD_INDEX_DIR",
    show_envvar=True,
    type=click.Path(file_okay=False, path_type=Path),
)
@click.option("--host", default="127.0.0.1", show_default=True, envvar="IQTISAD_HOST")
@click.option(
    "--port", default=8000, show_default=True, envvar="IQTISAD_PORT", type=click.IntRange(0, 65535)
)
def serve(index_dir: Path, host: str, port: int) -> None:
    """Serve the reader's page until interrupted.

    An index built later is noticed within a second; until there is one the page says so.
    The inner loops are compiled first; that is kept, and takes seconds once.
    """
    # Not above: a compiler and a server take longer to import than other commands to run.
    import waitress  # noqa: PLC0415

    from search.compiled import COMPILED  # noqa: PLC0415

    app = create_app(index_dir, kernels=COMPILED)
    with suppress(IndexUnavailableError):  # the page will say so
        app.extensions["searcher"].open()
    try:
        server = waitress.create_server(app, host=host, port=port, threads=_THREADS, ident=None)
    except OSError as error:
        raise click.ClickException(
            f"cannot listen on {host}:{port}: {error.strerror}; choose another with --port"
        ) from error
    click.echo(f"Iqtisad is at http://{_shown(host)}:{server.effective_port}/ (Ctrl-C ends it)")
    server.run()


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


main.add_command(index)
main.add_command(search)
main.add_command(analyze)
main.add_command(evaluate_command)
