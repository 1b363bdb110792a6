"""The operator's commands: build an index, manage its versions, show the analysis."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import click

from index.analysis import ROOT_TAG, AnalyzedWord, ArabicAnalyzer, analyse, is_stop_word, kin
from index.cluster.address import AddressError
from index.cluster.statistics import ArchiveStatistics
from index.commands.build import build, update
from index.commands.cluster import managing
from index.commands.cluster.connection import index_option
from index.commands.embedding.embed import embed_command
from index.commands.export import export
from index.commands.failures import mendable
from index.commands.options import index_dir_option, json_option
from index.commands.printing import say, say_json
from index.commands.verify import verify
from index.embedding.model.file import ModelUnavailableError
from index.embedding.vector_file import VectorFileError
from index.entities.gazetteer import GazetteerError
from index.reader import ArticleReader, open_reader
from index.schema import NAMED_FACETS, PRINTED_FACETS
from index.versions.manifest import IndexNotFoundError, IndexUnavailableError, Manifest
from index.versions.ownership import ForeignDirectoryError, versions
from index.versions.probe import lost_articles
from index.versions.publish import BuildError
from index.versions.store import (
    IndexBusyError,
    activate,
    locked,
    open_index,
    open_version,
    previous_version,
    require_index,
    require_version,
    require_versions,
)
from index.versions.withdrawn import Withdrawn

#: The words without an entry that stats lists.
_SHOWN = 50
#: The withdrawn articles that are named.
_LISTED = 5
_EXPECTED = (
    AddressError,
    BuildError,
    ForeignDirectoryError,
    GazetteerError,
    IndexBusyError,
    IndexUnavailableError,
    ModelUnavailableError,
    VectorFileError,
)


class Failures(click.Group):
    """A group whose commands report an expected failure in one sentence, with status 1."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  Click's own signature
        """Run the command."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            raise click.ClickException(mendable(error)) from error
        except _EXPECTED as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Failures)
def index() -> None:
    """Build the index and manage its versions."""


index.add_command(build)
index.add_command(update)
index.add_command(embed_command)
index.add_command(export)
index.add_command(verify)


@index.command("list")
@index_dir_option
@index_option
@json_option
def list_versions(index_dir: Path, address: str | None, *, as_json: bool) -> None:
    """List the versions of the index; * marks the live one."""
    if address:
        managing.list_versions(address, as_json=as_json)
        return
    live, fault = _live(index_dir)
    names = sorted({*versions(index_dir), *([live] if live else [])})
    rows = [_row(index_dir, name, live=name == live) for name in names]
    if as_json:
        say_json(rows, indent=1)
    elif not rows:
        say(f"{index_dir}: no version; build one with: iqtisad index build PATH…", err=True)
    for row in rows if not as_json else ():
        mark = "*" if row["live"] else " "
        size = f"{row.get('articles')} articles  {row.get('megabytes')} MB"
        say(f"{mark} {row['version']}  {row.get('fault') or size}")
    if fault:
        say(fault, err=True)


def _live(index_dir: Path) -> tuple[str | None, str]:
    """Return the name of the live version, and why it is not known or is not there."""
    try:
        return require_index(index_dir), ""
    except IndexNotFoundError:
        return None, ""
    except IndexUnavailableError as error:
        return None, str(error)


def _row(index_dir: Path, name: str, *, live: bool) -> dict[str, Any]:
    """Return what a version is, or its fault: the others are listed all the same."""
    try:
        return _summary(index_dir, name, live=live)
    except IndexUnavailableError as error:
        return {"version": name, "live": live, "fault": str(error)}


def _summary(index_dir: Path, name: str, *, live: bool) -> dict[str, Any]:
    manifest = Manifest.read(index_dir / name)
    manifest.verify_lengths(index_dir / name)
    size = sum(length for length, _ in manifest.files.values())
    return {
        "version": name,
        "live": live,
        "articles": manifest.articles,
        "created": manifest.created,
        "megabytes": round(size / 1e6, 1),
        "made_by": manifest.made_by or None,
        "seconds": manifest.seconds,
    }


@index.command()
@index_dir_option
@index_option
def check(index_dir: Path, address: str | None) -> None:
    """Verify every byte of the live index, and that it finds its articles."""
    if address:
        managing.check(address)
        return
    opened = open_index(index_dir)
    if lost := lost_articles(opened.segment):
        message = f"{opened.directory}: does not find its articles {', '.join(lost)}"
        raise click.ClickException(message)
    say(f"{opened.directory}: sound")


@index.command()
@index_dir_option
@index_option
@json_option
def stats(index_dir: Path, address: str | None, *, as_json: bool) -> None:
    """Print what the live index contains."""
    figures = managing.figures(address, _unlisted) if address else _figures(index_dir)
    if as_json:
        say_json(figures, indent=1)
        return
    for key, value in figures.items():
        shown = (
            ", ".join(f"{k or '-'} {n}" for k, n in value.items()) if _is_counts(value) else value
        )
        say(f"{key:10} {shown}")


def _figures(index_dir: Path) -> dict[str, Any]:
    reader = open_reader(index_dir)
    manifest = Manifest.read(index_dir / reader.name)
    return {
        **_summary(index_dir, reader.name, live=True),
        "copies": manifest.copies,
        "faults": manifest.faults,
        "first": manifest.first and manifest.first.isoformat(),
        "last": manifest.last and manifest.last.isoformat(),
        "schema": manifest.schema,
        "analysis": manifest.analysis,
        "unlisted": dict(islice(_unlisted(reader), _SHOWN)),
        **{f"{facet.name}s": dict(reader.label_counts(facet.name)) for facet in PRINTED_FACETS},
        **{
            facet.name: dict(islice(reader.label_counts(facet.name), _SHOWN))
            for facet in NAMED_FACETS
        },
    }


def _unlisted(reader: ArticleReader | ArchiveStatistics) -> Iterator[tuple[str, int]]:
    """Yield the words that the lexicon does not hold, the commonest first, with their counts."""
    for word, printed, count in sorted(reader.vocabulary, key=lambda row: (-row[2], row[0])):
        is_arabic = word.isalpha() and not word.isascii()
        if is_arabic and not is_stop_word(word) and not analyse(word).readings:
            yield printed, count


def _is_counts(value: object) -> bool:
    return isinstance(value, dict)


@index.command()
@index_dir_option
@index_option
def rollback(index_dir: Path, address: str | None) -> None:
    """Make the version before the live one live again, after verifying it."""
    if address:
        managing.rollback(address)
        return
    require_versions(index_dir)  # without one no lock is made: this may be no index directory
    with locked(index_dir):
        _activate(index_dir, previous_version(index_dir))


@index.command("activate")
@click.argument("version")
@index_dir_option
@index_option
def activate_version(version: str, index_dir: Path, address: str | None) -> None:
    """Make VERSION live, after verifying it; iqtisad index list shows the versions."""
    if address:
        managing.activate(address, version)
        return
    require_versions(index_dir)
    with locked(index_dir):
        require_version(index_dir, version)
        _activate(index_dir, version)


def _activate(index_dir: Path, name: str) -> None:
    """Make a version live, and say which withdrawn articles it still has."""
    opened = open_version(index_dir / name, name=name)  # raises if it is damaged
    activate(index_dir, name)
    say(f"{index_dir / name} is live")
    held = {*opened.segment.ids, *opened.copies.ids}
    again = [each.id for each in Withdrawn.read(index_dir).known if each.id in held]
    if again:
        say(
            f"It has articles that were withdrawn later ({', '.join(again[:_LISTED])});"
            " iqtisad index update removes them again",
            err=True,
        )


@click.command()
@click.argument("text", nargs=-1, required=True)
@json_option
def analyze(text: tuple[str, ...], *, as_json: bool) -> None:
    """Show what the index holds for the words of TEXT, and what each finds as a query word.

    Where a lexeme comes from: lexicon (index/analysis/lexicon.tsv), evidence (the word, or what
    remains of it, stands by itself in print), rule (nothing is known of it).
    """
    rows = [_analyzed(word) for word in ArabicAnalyzer().words(" ".join(text))]
    if as_json:
        say_json(rows, indent=1)
        return
    for row in rows:
        values = (" ".join(v) if isinstance(v, list) else str(v) for v in row.values())
        say("\t".join(values))


def _analyzed(word: AnalyzedWord) -> dict[str, Any]:
    """Return the row of a word; a stop word has nothing but its exact form."""
    row = {"start": word.start, "end": word.end, "word": word.text, "exact": word.exact}
    if is_stop_word(word.text):
        return row | {"stem": "", "root": "", "kind": "", "from": "stop word", "finds": []}
    analysis = analyse(word.text)
    same, near = kin(analysis.stem)
    return row | {
        "stem": analysis.stem,
        "root": word.root.removeprefix(ROOT_TAG),
        "kind": "".join(dict.fromkeys(reading.kind for reading in analysis.readings)),
        "from": analysis.evidence,
        "finds": [analysis.stem, *same, *near],
    }
