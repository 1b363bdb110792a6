"""Thirty newspapers on this machine that publish, correct and withdraw, each with its own faults.

What each shows at a moment is a function of the moment alone. A withdrawn article stays in its feed
until newer ones take its place, and its page says 410. The log says who asked for what, and when.
"""

import gzip
import hashlib
import socket
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.index.fetching.sites import answer, request_of

HOUR, DAY = 3600.0, 86_400.0
SITES = 30
#: The entries of a feed, and the seconds between two articles of a newspaper.
LISTED, APART = 8, 12 * HOUR
CORRECTED, WITHDRAWN = 20 * HOUR, 30 * HOUR

(DELAYED, BUSY, AWAY, BROKEN, GONE, MOVED, TAGLESS, PRIVATE, STUMBLING, MISSING) = range(10)
SITEMAPS, INDEXED, FULL, PACKED, WINDOWS, REDIRECTED = (10, 11), 12, (13, 14), 16, 17, 18
CRAWL_DELAY, RETRY_AFTER = 7.5, 2 * HOUR
_PARAGRAPH = (
    "قال المدير إن أسعار السلعة رقم {number} في سوق المدينة {site} تغيرت خلال الأسبوع بعد أن زادت"
    " الكميات التي وصلت من المزارع، وإن التجار يتوقعون أن تستقر الأسعار حتى نهاية الشهر المقبل."
)


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as a newspaper shows it at a moment; version 0 says that it is withdrawn."""

    number: int
    published: float
    version: int

    @property
    def path(self):
        """Return the path of its page."""
        folder = "private" if self.number % 5 == 0 else "n"
        return f"/{folder}/{self.number}"

    def title(self, site):
        """Return its title."""
        state = "حذف الخبر" if self.version == 0 else f"النسخة {self.version}"
        return f"أسعار السلعة {self.number} في المدينة {site}: {state}"

    def text(self, site):
        """Return its text, which no other article or version has."""
        body = _PARAGRAPH.format(number=self.number, site=site)
        return f"{body} {body.replace('قال', 'أضاف')} هذه هي النسخة {self.version} من الخبر."


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its newspaper, when it began and its answer ended, the path and the status."""

    site: int
    begin: float
    end: float
    path: str
    status: int


class Newsroom:
    """The server of all newspapers."""

    def __init__(self, clock, days):
        """Listen on a free port; days is how long faults have to happen."""
        self.clock, self.start, self.days = clock, clock.now(), days
        self.end = self.start + days * DAY  # then nothing changes any more
        self.log = []
        self.listed = [set() for _ in range(SITES)]  # numbers and versions that a feed has shown
        self.most_at_once = 0
        self._asked = {}
        self._stumbled, self._active = set(), [0] * SITES
        self._lock = threading.Lock()
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self):
        """Listen no more."""
        self._socket.close()

    def address(self, site, path=""):
        """Return an address of a newspaper."""
        return f"http://s{site:02}.example:{self.port}{path}"

    def resolve(self, _host, port, **_):
        """Return this machine as the address of every newspaper."""
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    def shows(self, site, moment):
        """Return the articles that the feed of a newspaper lists at a moment, the newest first."""
        newest = int((min(moment, self.end) - self._first(site)) // APART)
        numbers = range(max(newest - LISTED + 1, 0), newest + 1)
        return [self.article(site, number, moment) for number in reversed(numbers)]

    def _first(self, site):
        """Return when the first article of a newspaper was published."""
        return self.start - (LISTED - 1) * APART + site * APART / SITES

    def article(self, site, number, moment):
        """Return an article of a newspaper as it is at a moment."""
        published = self._first(site) + number * APART
        age = min(moment, self.end) - published
        version = 2 if number % 7 == 3 and age >= CORRECTED else 1
        gone = number % 11 == 8 and age >= WITHDRAWN and site not in FULL
        return Listed(number, published, 0 if gone else version)

    def _serve(self):
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection):
        with connection:
            lines = request_of(connection)
            if not lines:
                return
            headers = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
            site, path = int(headers["Host"][1:3]), lines[0].split(" ")[1]
            with self._lock:
                begin = self.clock.now()
                self._active[site] += 1
                self.most_at_once = max(self.most_at_once, self._active[site])
                made = self._answer(site, path, headers, begin)
            with self._lock:  # before the client can ask again
                self._active[site] -= 1
                status = int(made.split(b" ", 2)[1])
                self.log.append(Asked(site, begin, self.clock.now(), path, status))
            connection.sendall(made)

    def _answer(self, site, path, headers, now):
        if path == "/robots.txt":
            return self._robots(site)
        if path in {"/feed", "/new-feed"}:
            return self._trouble(site, path, now) or self._feed(site, headers, now)
        if path.startswith("/sitemap"):
            return self._sitemap(site, path, now)
        return self._page(site, path, now)

    def _robots(self, site):
        rules = {DELAYED: f"Crawl-delay: {CRAWL_DELAY}", PRIVATE: "Disallow: /private/"}
        if site == SITES - 1:
            return answer("404 Not Found")
        return answer(body=f"User-agent: *\n{rules.get(site, 'Disallow: /login')}\n")

    def _share(self, now):
        """Return how much of the time has passed."""
        return (now - self.start) / (self.days * DAY)

    def _trouble(self, site, path, now):
        """Return the answer of a newspaper in trouble, None if it is in none."""
        share = self._share(now)
        if site == BUSY and share > 0.3 and not self._asked.setdefault(BUSY, 0):
            self._asked[BUSY] = now
            return answer("429 Too Many Requests", Retry_After=f"{RETRY_AFTER:.0f}")
        if site == AWAY and share > 0.5 and not self._asked.setdefault(AWAY, 0):
            self._asked[AWAY] = now
            until = datetime.fromtimestamp(now, UTC) + timedelta(seconds=RETRY_AFTER)
            return answer(
                "503 Service Unavailable", Retry_After=format_datetime(until, usegmt=True)
            )
        if site == BROKEN and 0.4 < share < 0.5:
            return answer("500 Internal Server Error")
        if site == GONE and share > 0.66:
            return answer("410 Gone")
        if site == MOVED and share > 0.2 and path == "/feed":
            return answer("301 Moved Permanently", Location="/new-feed")
        return None

    def _feed(self, site, headers, now):
        shown = self.shows(site, now)
        self.listed[site] |= {(each.number, each.version) for each in shown}
        charset = "windows-1256" if site == WINDOWS else "utf-8"
        body = self._rss(site, shown, charset)
        tag = f'"{hashlib.sha1(body, usedforsecurity=False).hexdigest()}"'
        if headers.get("If-None-Match") == tag:
            return answer("304 Not Modified", ETag=tag)
        tags = {} if site == TAGLESS else {"ETag": tag, "Last_Modified": "as received"}
        if site == PACKED:
            return answer(body=gzip.compress(body, mtime=0), Content_Encoding="gzip", **tags)
        return answer(body=body, Content_Type=f"application/rss+xml; charset={charset}", **tags)

    def _rss(self, site, shown, charset):
        items = "".join(
            f"<item><title>{each.title(site)}</title><link>{self.address(site, each.path)}</link>"
            f"<pubDate>{format_datetime(datetime.fromtimestamp(each.published, UTC))}</pubDate>"
            f"{self._said(site, each)}</item>"
            for each in shown
        )
        head = f'<?xml version="1.0" encoding="{charset}"?>'
        module = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        channel = f"<title>صحيفة {site}</title>{items}"
        return f'{head}<rss version="2.0" {module}><channel>{channel}</channel></rss>'.encode(
            charset
        )

    def _said(self, site, each):
        if site in FULL:
            return f"<content:encoded>{each.text(site)}</content:encoded>"
        return f"<description>{each.title(site)} وتفاصيل أخرى.</description>"

    def _sitemap(self, site, path, now):
        if site == INDEXED and path == "/sitemap.xml":
            newest = self._changed(self.shows(site, now))
            rows = f"<sitemap><loc>{self.address(site, '/sitemap-new.xml.gz')}</loc><lastmod>"
            rows += f"{newest}</lastmod></sitemap><sitemap><loc>/sitemap-old.xml</loc><lastmod>"
            return answer(body=f"<sitemapindex>{rows}2020-01-01</lastmod></sitemap></sitemapindex>")
        if path == "/sitemap-old.xml":
            return answer(body="<urlset></urlset>")
        shown = self.shows(site, now)
        self.listed[site] |= {(each.number, each.version) for each in shown}
        rows = "".join(
            f"<url><loc>{self.address(site, each.path)}</loc>"
            f"<lastmod>{self._changed([each])}</lastmod></url>"
            for each in shown
        )
        body = f"<urlset>{rows}</urlset>".encode()
        return answer(body=gzip.compress(body, mtime=0) if path.endswith(".gz") else body)

    @staticmethod
    def _changed(shown):
        """Return when one of the articles that are shown changed last, as printed."""
        moments = [
            each.published
            + (CORRECTED if each.version == 2 else WITHDRAWN if each.version == 0 else 0)
            for each in shown
        ]
        return datetime.fromtimestamp(max(moments), UTC).isoformat()

    def _page(self, site, path, now):
        if site == REDIRECTED and path.startswith("/n/"):
            return answer("302 Found", Location=path.replace("/n/", "/final/"))
        number = int(path.rpartition("/")[2])
        each = self.article(site, number, now)
        if site == STUMBLING and number % 6 == 1 and number not in self._stumbled:
            self._stumbled.add(number)
            return answer("500 Internal Server Error")
        if site == MISSING and number % 6 == 2:
            return answer("404 Not Found")
        if each.version == 0:
            return answer("410 Gone")
        published = datetime.fromtimestamp(each.published, UTC).isoformat()
        title, text = each.title(site), each.text(site)
        head = f"<meta charset=utf-8><title>{title}</title>"
        head += f'<meta property="article:published_time" content="{published}">'
        body = f"<article><h1>{title}</h1><p>{text}</p></article>"
        page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
        return answer(body=page, Content_Type="text/html; charset=utf-8")
