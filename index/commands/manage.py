"""The operator's commands: build an index, manage its versions, show the analysis."""

import json
from pathlib import Path
from typing import Any, TextIO

import click

from index.analysis import FAMILY_TAG, ROOT_TAG, STEM_TAG, ArabicAnalyzer
from index.commands.build import build, update
from index.commands.options import index_dir_option, json_option
from index.mining import SIMILAR, MiningError, mine_families
from index.reader import open_reader
from index.schema import FACETS
from index.versions.manifest import IndexUnavailableError, Manifest
from index.versions.ownership import ForeignDirectoryError, versions
from index.versions.probe import lost_articles
from index.versions.publish import BuildError
from index.versions.store import (
    IndexBusyError,
    activate,
    current_version,
    locked,
    open_index,
    open_version,
    previous_version,
    require_index,
    require_version,
)

_EXPECTED = (
    BuildError,
    ForeignDirectoryError,
    IndexBusyError,
    IndexUnavailableError,
    MiningError,
)


class Failures(click.Group):
    """A group whose commands report an expected failure in one sentence, with status 1."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  Click's own signature
        """Run the command."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            where = error.filename or "the file system"
            raise click.ClickException(
                f"{where}: {error.strerror or error}; mend that, or name another directory with"
                " --index-dir"
            ) from error
        except _EXPECTED as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Failures)
def index() -> None:
    """Build the index and manage its versions."""


index.add_command(build)
index.add_command(update)


@index.command("list")
@index_dir_option
@json_option
def list_versions(index_dir: Path, *, as_json: bool) -> None:
    """List the versions of the index; * marks the live one."""
    live = current_version(index_dir)
    rows = [_row(index_dir, name, live=name == live) for name in versions(index_dir)]
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return
    if not rows:
        click.echo(f"{index_dir}: no version; build one with: iqtisad index build PATH…", err=True)
    for row in rows:
        mark = "*" if row["live"] else " "
        fault, size = row.get("fault"), f"{row.get('articles')} articles  {row.get('megabytes')} MB"
        click.echo(f"{mark} {row['version']}  {fault or size}")


def _row(index_dir: Path, name: str, *, live: bool) -> dict[str, Any]:
    """Return what a version is, or its fault: the others are listed all the same."""
    try:
        return _summary(index_dir, name, live=live)
    except IndexUnavailableError as error:
        return {"version": name, "live": live, "fault": str(error)}


def _summary(index_dir: Path, name: str, *, live: bool) -> dict[str, Any]:
    manifest = Manifest.read(index_dir / name)
    size = sum(length for length, _ in manifest.files.values())
    return {
        "version": name,
        "live": live,
        "articles": manifest.articles,
        "created": manifest.created,
        "megabytes": round(size / 1e6, 1),
    }


@index.command()
@index_dir_option
def check(index_dir: Path) -> None:
    """Verify every byte of the live index, and that it finds its articles."""
    opened = open_index(index_dir)
    if lost := lost_articles(opened.segment):
        message = f"{opened.directory}: does not find its articles {', '.join(lost)}"
        raise click.ClickException(message)
    click.echo(f"{opened.directory}: sound")


@index.command()
@index_dir_option
@json_option
def stats(index_dir: Path, *, as_json: bool) -> None:
    """Print what the live index contains."""
    reader = open_reader(index_dir)
    manifest = Manifest.read(index_dir / reader.name)
    figures = {
        **_summary(index_dir, reader.name, live=True),
        "copies": manifest.copies,
        "faults": manifest.faults,
        "first": manifest.first and manifest.first.isoformat(),
        "last": manifest.last and manifest.last.isoformat(),
        "schema": manifest.schema,
        "analysis": manifest.analysis,
        **{f"{facet.name}s": dict(reader.label_counts(facet.name)) for facet in FACETS},
    }
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False, indent=1))
        return
    for key, value in figures.items():
        shown = (
            ", ".join(f"{k or '-'} {n}" for k, n in value.items()) if _is_counts(value) else value
        )
        click.echo(f"{key:10} {shown}")


def _is_counts(value: object) -> bool:
    return isinstance(value, dict)


@index.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--output", type=click.File("w", "utf-8"), default="-", help="The table to write.")
@click.option("--similar", default=SIMILAR, show_default=True, type=click.FloatRange(0, 1))
def mine(paths: tuple[Path, ...], output: TextIO, similar: float) -> None:
    """Mine the families of stems from the articles under PATHS.

    Prints the table index/analysis/families.tsv; an index that was built with another table must
    be built again. Needs a large archive and scipy: pip install 'iqtisad[mine]'
    """
    mined = mine_families(paths, similar=similar)
    output.write(
        f"# Families of stems, mined: leader, member, cosine. {len(mined.rows)} rows from"
        f" {mined.articles} articles,\n# {mined.words} words, by iqtisad index mine"
        f" --similar {similar}: {', '.join(path.name for path in paths)}\n"
    )
    output.writelines(
        f"{one}\t{other}\t{cosine:.2f}\n" for one, other, cosine in sorted(mined.rows)
    )


@index.command()
@index_dir_option
def rollback(index_dir: Path) -> None:
    """Make the version before the live one live again, after verifying it."""
    require_index(index_dir)
    with locked(index_dir):
        name = previous_version(index_dir)
        open_version(index_dir / name, name=name)  # raises if it is damaged
        activate(index_dir, name)
    click.echo(f"{index_dir / name} is live")


@index.command("activate")
@click.argument("version")
@index_dir_option
def activate_version(version: str, index_dir: Path) -> None:
    """Make VERSION live, after verifying it; iqtisad index list shows the versions."""
    require_index(index_dir)
    with locked(index_dir):
        require_version(index_dir, version)
        open_version(index_dir / version, name=version)
        activate(index_dir, version)
    click.echo(f"{index_dir / version} is live")


@click.command()
@click.argument("text", nargs=-1, required=True)
@json_option
def analyze(text: tuple[str, ...], *, as_json: bool) -> None:
    """Show the terms that the index holds for the words of TEXT, with their offsets."""
    rows = [
        {
            "start": word.start,
            "end": word.end,
            "word": word.text,
            "exact": word.exact,
            "stem": word.stem.removeprefix(STEM_TAG),
            "family": word.family.removeprefix(FAMILY_TAG),
            "root": word.root.removeprefix(ROOT_TAG),
        }
        for word in ArabicAnalyzer().words(" ".join(text))
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        click.echo("\t".join(str(value) for value in row.values()))
