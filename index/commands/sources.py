"""The commands about sources: what is known of each, whether the list is sound, what a site has."""

import json
import sys
from contextlib import suppress
from datetime import UTC, datetime
from html.parser import HTMLParser
from http import HTTPStatus
from pathlib import Path
from typing import Any

import click

from index.articles.fault import UnreadableError
from index.articles.kinds import ADDRESSES, START, kind_of
from index.articles.readers.web.pages import decode_page
from index.commands.failures import told
from index.commands.options import archive_option, json_option, sources_argument
from index.fetching.clock import Clock
from index.fetching.entries import Entry, entries_of, sitemaps_of
from index.fetching.hosts import Hosts
from index.fetching.notes import address_of, state_of
from index.fetching.request.addresses import checked
from index.fetching.request.client import Client, Response
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
    """Say what ADDRESS is: a feed, a sitemap, or a page with links to feeds.

    Exit status 1 means that there is nothing to fetch.
    """
    with opened(Path(":memory:")) as state, told(FetchError):
        clock = Clock()
        hosts = Hosts(Client("iqtisad", allow_local=allow_local, clock=clock), state, 0.0, clock)
        response = hosts.ask(address).response
        if response.status != HTTPStatus.OK:
            raise click.ClickException(f"{address} answers {response.status}; check the address")
        found = _tried(response)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    elif found:
        click.echo("\n".join(f"{row['address']}\t{row['title']}" for row in found))
    if not found:
        remedy = f"look for RSS on the site, and for a sitemap in {checked('/robots.txt', address)}"
        click.echo(f"{address}: no feed, and no link to one; {remedy}", err=True)
        sys.exit(1)


def _tried(response: Response) -> list[dict[str, str]]:
    """Return the feed or sitemap that an answer is, else the feeds that its page links to."""
    kind = kind_of(response.body[:START], "")
    if kind not in {"feed", ADDRESSES}:
        page = response.body.decode("utf-8", "replace")
        with suppress(UnreadableError):
            page = decode_page(response.body, "")
        return feeds_of(page, response.address)
    kind = "feed" if kind == "feed" else "sitemap"
    source = Source(
        name=response.address,
        address=response.address,
        kind=kind,
        section="",
        timezone="",
        clock="printed",
        every=0.0,
        full_text="auto",
        language="",
    )
    if sitemaps := sitemaps_of(source, response):
        title = f"a list of {len(sitemaps)} sitemaps"
    else:
        entries, _ = entries_of(source, response)
        title = _of_entries(kind, entries)
    return [{"title": title, "address": response.address}]


def _of_entries(kind: str, entries: list[Entry]) -> str:
    """Return what a feed or sitemap holds, in words."""
    newest = max((entry.published for entry in entries), default="")[:10]
    summaries = sum(entry.teaser for entry in entries) if kind == "feed" else 0
    parts = [f"a {kind} of {len(entries)} entries"]
    parts += [f"{summaries} of them summaries"] if summaries else []
    parts += [f"the newest of {newest}"] if newest else []
    return ", ".join(parts)


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
