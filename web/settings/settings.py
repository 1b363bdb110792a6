"""Every key of the configuration, with its default, its bounds and a sentence.

This is the one declaration. Options, variables, the file, `iqtisad config` and the table of the
README are made of it; the values that come out are frozen.
"""

# ruff: noqa: RUF009  key() makes a field of a dataclass

import os
from dataclasses import dataclass, field
from pathlib import Path

from web.settings import kinds
from web.settings.keys import key, keys_of

#: The most processes: more than the cores of any machine, and still no danger to it. Set by hand.
_PROCESSES = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a process takes, and what a client gets. All are set by hand."""

    connections: int = key(8192, kinds.whole(1), "Connections that a process keeps open.")
    queue_seconds: float = key(
        10.0, kinds.number(0), "A page waits at most so long for its turn; then 503."
    )
    client_seconds: float = key(
        20.0, kinds.number(0), "The seconds of CPU that a client may spend at once; 0: any."
    )
    client_refill: float = key(
        0.5, kinds.number(0.001), "The seconds of CPU that a client regains each second."
    )
    body_bytes: int = key(65_536, kinds.whole(0), "A request with a longer body is refused: 413.")
    response_cache_mb: int = key(
        64, kinds.whole(0), "Megabytes of finished pages that a process keeps; 0: none."
    )
    header_seconds: float = key(
        20.0, kinds.number(0.1), "A client that has not sent its request by then is dropped."
    )
    send_seconds: float = key(
        60.0, kinds.number(0.1), "A client that takes nothing for so long is dropped."
    )
    drain_seconds: float = key(
        30.0, kinds.number(0), "At the end, requests under way have so long to finish."
    )
    hung_seconds: float = key(
        30.0, kinds.number(1), "A process that does not answer for so long is replaced."
    )
    streams: int = key(200, kinds.whole(1), "Exports that a process sends at the same time.")
    filter_values: int = key(20, kinds.whole(1), "The values of a filter that a request may have.")
    candidates: int = key(
        300, kinds.whole(30, 1000), "The articles that a cluster finds and this machine ranks."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """What is written down of requests."""

    access: str = key(
        "", kinds.TEXT, 'The file of the access log; "-" is standard error.', shown="none"
    )
    format: str = key("combined", kinds.choice("combined", "json"), "How its lines are written.")
    log_queries: bool = key(
        default=False, kind=kinds.FLAG, says="Write down what readers search for, too."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a server and its application are told."""

    index_dir: Path = key(Path("data/index"), kinds.DIRECTORY, "Where the index versions are kept.")
    index: str = key(
        "",
        kinds.CLUSTER,
        "The address of a cluster, in place of index_dir (opensearch+https://user@host:9200/ALIAS).",
        shown="none",
    )
    archive_dir: Path = key(
        Path("data/archive"),
        kinds.DIRECTORY,
        "Where `iqtisad fetch` keeps what it fetched (there --archive).",
        of_serve=False,
    )
    names: Path | None = key(
        None,
        kinds.FILE,
        "What sources and sections are called.",
        shown="names.toml beside the index directory, with a cluster where the server was started",
    )
    cache_dir: Path | None = key(
        None,
        kinds.DIRECTORY,
        "Where compiled code is kept between two starts, and what is known of a cluster's archive.",
        shown=".cache in the index directory, else the user's cache",
    )
    cors: tuple[str, ...] = key(
        (),
        kinds.ORIGIN,
        "Pages of these origins may read the API (https://example.org, * for all).",
    )
    host: str = key("127.0.0.1", kinds.HOST, "The address that is listened at.")
    port: int = key(8000, kinds.PORT, "Its port; 0 takes a free one.")
    socket: Path | None = key(
        None, kinds.SOCKET, "A Unix socket in place of host and port.", shown="none"
    )
    processes: int = key(
        os.cpu_count() or 1,
        kinds.whole(1, _PROCESSES),
        "How many answer.",
        shown="one for each core",
    )
    public_url: str = key(
        "",
        kinds.PUBLIC_URL,
        "Absolute addresses begin with this.",
        shown="as the request says",
    )
    trusted_hosts: tuple[str, ...] = key(
        (), kinds.HOST, "Requests for other hosts are refused; .example.org has all below it."
    )
    trusted_proxies: tuple[str, ...] = key(
        (),
        kinds.NETWORK,
        "Proxies whose X-Forwarded-* and X-Request-ID are believed; unix: those at the socket.",
    )
    metrics: str = key(
        "", kinds.LISTENER, "Where /metrics is answered, for the operator alone.", shown="nowhere"
    )
    limits: Limits = field(default_factory=Limits)
    log: Log = field(default_factory=Log)

    @property
    def place(self) -> Path | str:
        """Where the index is: the address of a cluster, if there is one, or a directory."""
        return self.index or self.index_dir


#: All keys by their names, in the order of the table.
KEYS = {each.name: each for each in keys_of(Settings)}
