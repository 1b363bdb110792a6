"""The command report: what the access log says of the searches of readers."""

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain

import click

from search import escaped, json_text
from web.logs.reading import LogError, read_log
from web.logs.zero_hits import Tally, ZeroHits, count

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def report() -> None:
    """Tell what readers searched for, from the access log."""


@report.command("zero-hits")
@click.argument("logs", metavar="LOG...", nargs=-1, required=True)
@click.option("--since", type=_DAY, help="Only what was asked on this day or later.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def zero_hits(logs: Sequence[str], since: datetime | None, *, as_json: bool) -> None:
    """List the queries that found nothing, the most frequent first.

    LOG is an access log with the texts of queries (log.log_queries = true), of any format, packed
    (.gz) or not; - is standard input.
    """
    try:
        tally = count(chain.from_iterable(map(read_log, logs)), since.date() if since else None)
    except LogError as error:
        raise click.ClickException(str(error)) from error
    _tell_faults(tally, " ".join(logs))
    found = tally.by_count
    if as_json:
        _print(json_text([_as_json(each) for each in found], 1))
    elif found:
        _print("\n".join(_lines(found)))
    else:
        click.echo(f"No query without results in {tally.requests} requests", err=True)


def _tell_faults(tally: Tally, logs: str) -> None:
    """Tell what could not be read; raise click.ClickException if it is all."""
    if tally.unread and not tally.requests:
        raise click.ClickException(
            f"{logs}: no access log of iqtisad; set log.access, or name the file that it names"
        )
    if tally.without_texts and not tally.with_texts:
        raise click.ClickException(
            f"{logs}: the texts of queries are not written down; set log.log_queries = true"
            " (--log-queries true), and ask again when readers have searched"
        )
    if tally.unread:
        click.echo(f"{tally.unread} lines are no requests and are left out", err=True)


def _as_json(found: ZeroHits) -> dict[str, object]:
    return {
        "query": found.text,
        "count": found.count,
        "last": found.last.isoformat(),
        "suggested": found.suggested,
    }


def _lines(found: Sequence[ZeroHits]) -> Iterator[str]:
    yield f"{'times':>7}  {'suggested':>9}  {'last':16}  query"
    for each in found:
        suggested = "-" if each.suggested is None else str(each.suggested)
        line = f"{each.count:7}  {suggested:>9}  {each.last:%Y-%m-%d %H:%M}  {each.text}"
        yield escaped(line)


def _print(text: str) -> None:
    """Print text in UTF-8 whatever the locale."""
    click.echo(text.encode(), file=sys.stdout)
