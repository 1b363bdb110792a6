"""The operator's commands: build an index, look after its versions, see the analysis."""

import json
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import Any, TextIO, TypeVar

import click

from index.analysis import ArabicAnalyzer, root
from index.articles import Fault, total_size
from index.build import MEMORY, BuildReport, build_index
from index.intake import Progress
from index.manifest import IndexUnavailableError, Manifest
from index.mine import SIMILAR, MiningError, mine_families
from index.probe import lost_articles
from index.publish import BuildError
from index.reader import open_reader
from index.store import (
    IndexBusyError,
    activate,
    current_version,
    locked,
    open_index,
    open_version,
    previous_version,
    versions,
)
from index.update import UpdateReport, update_index

#: Exit statuses beside 0 (done) and 2 (usage).
FAILED, SOME_LEFT_OUT, INTERRUPTED = 1, 3, 130
#: Faults listed one by one; the rest is counted.
_LISTED = 50

F = TypeVar("F", bound=Callable[..., Any])


def index_dir_option(command: F) -> F:
    """Add --index-dir to a command."""
    return click.option(
        "--index-dir",
        default="data/index",
        show_default=True,
        envvar="IQTISAD_INDEX_DIR",
        show_envvar=True,
        type=click.Path(file_okay=False, path_type=Path),
        help="Where the index versions are kept.",
    )(command)


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


class Failures(click.Group):
    """A group whose commands end an expected failure with one sentence and status 1."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  Click's own signature
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (IndexUnavailableError, IndexBusyError, BuildError, MiningError, OSError) as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Failures)
def index() -> None:
    """Build the index and look after its versions."""


allow_shrink_option = click.option(
    "--allow-shrink", is_flag=True, help="Go live with far fewer articles than now."
)
memory_option = click.option(
    "--memory",
    default=MEMORY,
    show_default=True,
    type=click.IntRange(min=1),
    help="What postings may take on the way to the disk, in MiB.",
)


@index.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@index_dir_option
@allow_shrink_option
@memory_option
@click.option(
    "--processes",
    type=click.IntRange(1, 2),
    help="Read in a second process, or not.  [default: where it pays]",
)
@json_option
def build(  # noqa: PLR0913  what comes in, and how
    paths: tuple[Path, ...],
    index_dir: Path,
    *,
    allow_shrink: bool,
    memory: int,
    processes: int | None,
    as_json: bool,
) -> None:
    """Index the articles under PATHS and make the new version live.

    PATHS are JSON Lines (.jsonl, also .gz and .xz), text files, or folders of them. The live
    index serves until the new one is ready, and stays if anything goes wrong. Exit status 3
    says that some articles or dates were left out; each is listed.
    """
    with _interruptible(), _progress_bar(paths) as progress:
        report = build_index(
            paths,
            index_dir,
            allow_shrink=allow_shrink,
            memory=memory,
            processes=processes,
            progress=progress,
        )
    _print_build(report, index_dir, as_json=as_json)
    if report.faults:
        sys.exit(SOME_LEFT_OUT)


@index.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--remove", "ids", multiple=True, metavar="ID", help="Remove the article; repeatable."
)
@click.option("--remove-from", type=click.File(encoding="utf-8"), help="A file of ids, one a line.")
@index_dir_option
@allow_shrink_option
@memory_option
@json_option
def update(  # noqa: PLR0913  what comes, what goes, and how
    paths: tuple[Path, ...],
    ids: tuple[str, ...],
    remove_from: TextIO | None,
    index_dir: Path,
    *,
    allow_shrink: bool,
    memory: int,
    as_json: bool,
) -> None:
    """Add the articles under PATHS to the live index, replace those of the same ids, remove.

    An article takes the place of the one with its id. Removals come first. Only what changed
    is indexed; readers see all of it at once. Exit status 3 says that something was left out
    or that an id to remove was not there; each is listed.
    """
    listed = [line.strip() for line in remove_from or () if line.strip()]
    if not (paths or ids or listed):
        raise click.UsageError("name articles to add, or ids to --remove")
    with _interruptible(), _progress_bar(paths) as progress:
        report = update_index(
            paths,
            index_dir,
            remove=[*ids, *listed],
            allow_shrink=allow_shrink,
            memory=memory,
            progress=progress,
        )
    _print_update(report, index_dir, as_json=as_json)
    if report.faults or report.missing:
        sys.exit(SOME_LEFT_OUT)


def _print_faults(faults: Sequence[Fault]) -> None:
    for fault in faults[:_LISTED]:
        click.echo(str(fault), err=True)
    if len(faults) > _LISTED:
        click.echo(f"… and {len(faults) - _LISTED} more", err=True)


def _print_update(report: UpdateReport, index_dir: Path, *, as_json: bool) -> None:
    _print_faults(report.faults)
    for article_id in report.missing:
        click.echo(f"{article_id}: no article with this id to remove", err=True)
    if as_json:
        told = asdict(report)
        told["faults"] = [str(fault) for fault in report.faults]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    click.echo(
        f"{report.articles} articles in {index_dir / report.version}"
        f" ({report.added} added, {report.replaced} replaced, {report.removed} removed,"
        f" {report.unchanged} unchanged, {len(report.faults)} faults, {report.seconds:.1f} s)"
    )


def _print_build(report: BuildReport, index_dir: Path, *, as_json: bool) -> None:
    _print_faults(report.faults)
    if report.removed:
        click.echo(f"Removed what an interrupted build left: {len(report.removed)}.", err=True)
    if as_json:
        counts = {
            "version": report.version,
            "articles": report.articles,
            "copies": report.copies,
            "faults": [str(fault) for fault in report.faults],
            "seconds": round(report.seconds, 2),
        }
        click.echo(json.dumps(counts, ensure_ascii=False, indent=1))
        return
    click.echo(
        f"{report.articles} articles in {index_dir / report.version}"
        f" ({report.copies} identical copies left out, {len(report.faults)} faults,"
        f" {report.seconds:.1f} s)"
    )


@contextmanager
def _progress_bar(paths: tuple[Path, ...]) -> Iterator[Progress | None]:
    """Show the share that is read, the time left, the articles; on a terminal only."""
    if not sys.stderr.isatty():
        yield None
        return
    articles = 0

    def shown(count: int | None) -> str:
        return f"{count:,} articles" if count else ""

    with click.progressbar(
        length=total_size(paths), label="Indexing", file=sys.stderr, item_show_func=shown
    ) as bar:

        def progress(size: int, more: int) -> None:
            nonlocal articles
            articles += more
            bar.update(size, articles)

        yield progress


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let SIGTERM end a build as Ctrl-C does, and end it with a sentence."""

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    except KeyboardInterrupt:
        click.echo("\nInterrupted; the live index is as it was.", err=True)
        sys.exit(INTERRUPTED)
    finally:
        signal.signal(signal.SIGTERM, before)


@index.command("list")
@index_dir_option
@json_option
def list_versions(index_dir: Path, *, as_json: bool) -> None:
    """List the versions of the index; * marks the live one."""
    live = current_version(index_dir)
    rows = [_summary(index_dir, name, live=name == live) for name in versions(index_dir)]
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return
    if not rows:
        click.echo(f"{index_dir}: no version; build one with: iqtisad index build PATH…", err=True)
    for row in rows:
        mark = "*" if row["live"] else " "
        click.echo(f"{mark} {row['version']}  {row['articles']} articles  {row['megabytes']} MB")


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
    """Print what the live index holds."""
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
        "sources": dict(reader.sources.counts()),
        "sections": dict(reader.sections.counts()),
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

    Prints the table index/analysis/families.tsv; an index built with another table is another
    index. Needs scipy and a large archive.
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
    """Make the version before the live one live again."""
    with locked(index_dir):
        name = previous_version(index_dir)
        activate(index_dir, name)
    click.echo(f"{index_dir / name} is live")


@index.command("activate")
@click.argument("version")
@index_dir_option
def activate_version(version: str, index_dir: Path) -> None:
    """Make VERSION live; see the versions with: iqtisad index list."""
    with locked(index_dir):
        open_version(index_dir / version, name=version)
        activate(index_dir, version)
    click.echo(f"{index_dir / version} is live")


@click.command()
@click.argument("text", nargs=-1, required=True)
@json_option
def analyze(text: tuple[str, ...], *, as_json: bool) -> None:
    """Show what the index makes of TEXT: offsets, words, folds, stems and roots."""
    rows = [
        {
            "start": word.start,
            "end": word.end,
            "word": word.text,
            "exact": word.exact,
            "stem": word.stem.removeprefix("~"),
            "root": root(word.exact) if word.stem else "",
        }
        for word in ArabicAnalyzer().words(" ".join(text))
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        click.echo("\t".join(str(value) for value in row.values()))
