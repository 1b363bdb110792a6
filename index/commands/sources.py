"""The commands about sources: what is known of each, whether the list is sound, what a site has."""

import json
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import click

from index.commands.failures import told
from index.commands.options import archive_option, json_option, sources_argument
from index.fetching.clock import Clock
from index.fetching.hosts import Hosts
from index.fetching.notes import address_of, state_of
from index.fetching.request.addresses import checked
from index.fetching.request.client import Client
from index.fetching.request.faults import FetchError
from index.fetching.sources import Source, SourcesError, read_sources
from index.fetching.state import NAME, State, opened

_FEEDS = {
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
}


@click.group()
def sources() -> None:
    """Look after the list of sources."""


@sources.command("list")
@sources_argument
@archive_option
@json_option
def list_sources(sources: Path, archive: Path, *, as_json: bool) -> None:
    """List the sources: when each is due, and its last fault."""
    with told(SourcesError):
        listed = read_sources(sources)
    where = archive / NAME
    with opened(where if where.is_file() else Path(":memory:")) as state:
        rows = [_row(source, state) for source in listed.sources]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        click.echo("\t".join(str(row[key]) for key in ("name", "due", "address", "last_fault")))


def _row(source: Source, state: State) -> dict[str, Any]:
    known = state_of(source, state)
    due = "never" if known.due is None else _moment(known.due)
    return {
        "name": source.name,
        "address": address_of(known),
        "moved": address_of(known) != source.address,
        "due": due,
        "failures": known.failures,
        "last_fault": known.last_fault,
    }


def _moment(seconds: float) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%MZ}" if seconds else "now"


@sources.command()
@sources_argument
def check(sources: Path) -> None:
    """Say whether the list can be used; no request is made."""
    with told(SourcesError):
        listed = read_sources(sources)
    click.echo(f"{sources}: {len(listed.sources)} sources, sound")


@sources.command("try")
@click.argument("address")
@click.option("--allow-local", is_flag=True, hidden=True, help="For tests: private addresses, too.")
@json_option
def try_address(address: str, *, allow_local: bool, as_json: bool) -> None:
    """Say whether ADDRESS is a feed, or which feeds its page links to."""
    with opened(Path(":memory:")) as state, told(FetchError):
        client = Client("iqtisad", allow_local=allow_local)
        hosts = Hosts(client, state, 0.0, Clock())
        response = hosts.ask(address).response
        if response.status != 200:  # noqa: PLR2004  OK
            raise click.ClickException(f"{address} answers {response.status}; check the address")
    feeds = feeds_of(response.body.decode("utf-8", "replace"), response.address)
    start = response.body[:4096].lower()
    if any(mark in start for mark in (b"<rss", b"<feed", b"<rdf:rdf", b"jsonfeed.org")):
        feeds = [{"title": "", "address": response.address}]
    if as_json:
        click.echo(json.dumps(feeds, ensure_ascii=False, indent=1))
    elif not feeds:
        click.echo(f"{address}: no feed, and no link to one; look for RSS on the site", err=True)
    else:
        click.echo("\n".join(f"{feed['address']}\t{feed['title']}" for feed in feeds))


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        is_feed = values.get("type", "").partition(";")[0].strip().lower() in _FEEDS
        if tag == "link" and is_feed and values.get("href"):
            self.found.append((values["href"], values.get("title", "")))


def feeds_of(page: str, address: str) -> list[dict[str, str]]:
    """Return the feeds that a page links to, each with its title."""
    links = _Links()
    links.feed(page)
    feeds = dict[str, str]()
    for href, title in links.found:
        try:
            feeds.setdefault(checked(href, address), title)
        except FetchError:
            continue
    return [{"title": title, "address": each} for each, title in feeds.items()]
