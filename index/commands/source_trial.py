"""The command that tries an address: what could be fetched from there."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser
from http import HTTPStatus
from itertools import chain, count
from pathlib import Path

import click

from index.articles.fault import UnreadableError
from index.articles.kinds import ADDRESSES, START, kind_of
from index.articles.readers.web.pages import decode_page
from index.commands.failures import told
from index.commands.options import json_option
from index.commands.printing import say, say_json
from index.fetching.clock import Clock
from index.fetching.entries import Entry, entries_of, sitemaps_of
from index.fetching.hosts import Hosts
from index.fetching.request.addresses import checked, host_of
from index.fetching.request.client import Client, Response
from index.fetching.request.faults import FetchError
from index.fetching.sources import Source
from index.fetching.state import opened
from index.text.controls import json_text

_FEEDS = {
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
}
#: What a feed is that a page links to: it was not asked itself.
LINKED = "linked"


@click.command("try")
@click.argument("address")
@click.option("--allow-local", is_flag=True, hidden=True, help="For tests: private addresses, too.")
@click.option("--toml", "as_toml", is_flag=True, help="Print what a list of sources says of it.")
@json_option
def try_address(address: str, *, allow_local: bool, as_toml: bool, as_json: bool) -> None:
    """Say what ADDRESS is: a feed, a sitemap, or a page with links to feeds.

    With --toml it is printed as sources.toml has it: give each source the name that readers shall
    see. Exit status 1 means that there is nothing to fetch.
    """
    with opened(Path(":memory:")) as state, told(FetchError):
        clock = Clock()
        hosts = Hosts(Client("iqtisad", allow_local=allow_local, clock=clock), state, 0.0, clock)
        response = hosts.ask(address).response
        if response.status != HTTPStatus.OK:
            raise click.ClickException(f"{address} answers {response.status}; check the address")
        found = _tried(response)
    if as_toml:
        say(*(line for block in _blocks(found) for line in block.split("\n")))
    elif as_json:
        say_json(found, indent=1)
    elif found:
        say(*(f"{row['address']}\t{row['title']}" for row in found))
    if not found:
        remedy = f"look for RSS on the site, and for a sitemap in {checked('/robots.txt', address)}"
        say(f"{address}: no feed, and no link to one; {remedy}", err=True)
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
    return [{"title": title, "address": response.address, "kind": kind}]


def _blocks(found: list[dict[str, str]]) -> Iterator[str]:
    """Yield each as a table of TOML; its name is that of its link, or of its host, and its own."""
    used = set[str]()
    for row in found:
        host = host_of(row["address"]).removeprefix("www.")
        name = row["title"].strip() if row["kind"] == LINKED else host
        numbered = (f"{name or host} {number}" for number in count(2))
        own = next(each for each in chain([name or host], numbered) if each not in used)
        used.add(own)
        key = "sitemap" if row["kind"] == "sitemap" else "feed"
        yield f"[[source]]\nname = {_quoted(own)}\n{key} = {_quoted(row['address'])}\n"


def _quoted(text: str) -> str:
    """Return a string of TOML: what JSON writes is one, but for a single character."""
    return json_text(text.replace("\x7f", ""))


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
    return [{"title": title, "address": each, "kind": LINKED} for each, title in feeds.items()]
