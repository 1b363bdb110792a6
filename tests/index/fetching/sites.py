"""A server on this machine with a path for each fault that a site may have."""

import gzip
import socket
import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from index.fetching.sources import Source

TEXT = "ارتفعت أسعار الحمضيات في أسواق الساحل بنسبة 12 في المئة خلال أسبوع واحد."
ITEM = (
    "<item><title>ارتفاع أسعار الحمضيات</title><link>{base}/n/1</link>"
    "<pubDate>Sun, 07 May 2023 10:20:30 +0300</pubDate><description>{text}</description></item>"
)
PAGE = f"<!doctype html><title>ارتفاع أسعار الحمضيات</title><h1>عنوان</h1><p>{TEXT * 5}</p>"

SOURCE = Source(
    name="جريدة المرفأ",
    address="",
    kind="feed",
    section="اقتصاد",
    timezone="Asia/Beirut",
    clock="printed",
    every=1800,
    full_text="auto",
    language="",
)


def answer(status="200 OK", body=b"", **headers):
    """Return the bytes of an answer; headers are named with _ for -."""
    body = body if isinstance(body, bytes) else body.encode()
    rows = {"Content_Length": len(body), **headers}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in rows.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def request_of(connection):
    """Return the lines of the request on a connection, none if it breaks off."""
    request = b""
    while b"\r\n\r\n" not in request:
        if not (part := connection.recv(65536)):
            return []
        request += part
    return request.decode("latin-1").split("\r\n")


class Site:
    """The server: what was asked for, and what it answers to each path."""

    def __init__(self):
        """Listen on a free port of this machine."""
        self.asked = Counter()
        self.headers = []
        self.robots = ""
        self.item = ITEM
        self.paths = {}
        self.at_once = self.most_at_once = 0
        self._lock = threading.Lock()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self):
        """Listen no more."""
        self._socket.close()

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
            path = lines[0].split(" ")[1]
            headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
            with self._counted(path, headers) as end, suppress(OSError):  # it has heard enough
                parts = iter(self._parts(path, headers))
                part = next(parts)
                for following in parts:
                    connection.sendall(part)
                    part = following
                end()  # before the last part: whoever has that may ask again
                connection.sendall(part)

    @contextmanager
    def _counted(self, path, headers):
        """Count a request as one of those at once until the end, at the latest, of the context."""
        with self._lock:
            self.asked[path] += 1
            self.headers.append((path, headers))
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        counted = [1]

        def end():
            with self._lock:
                self.at_once -= sum(counted)
                counted.clear()

        try:
            yield end
        finally:
            end()

    def _parts(self, path, headers):
        made = self.paths.get(path) or getattr(self, "on_" + path[1:].replace("-", "_"), None)
        if made is None and path == "/robots.txt":
            made = answer(body=self.robots) if self.robots else answer("404 Not Found")
        if made is None:
            made = answer("404 Not Found")
        made = made(headers) if callable(made) else made
        return [made] if isinstance(made, bytes) else made

    def feed(self):
        """Return the feed."""
        items = self.item.format(base=self.address, text=TEXT)
        return f'<rss version="2.0"><channel><ttl>90</ttl>{items}</channel></rss>'

    def on_feed(self, headers):
        """Answer 304 to its own tags."""
        tags = {"ETag": 'W/"v1"', "Last_Modified": "last Sunday"}
        if headers.get("if-none-match") == 'w/"v1"':
            return answer("304 Not Modified", **tags)
        return answer(body=self.feed(), **tags)

    def on_packed(self, _):
        """Answer with gzip."""
        return answer(body=gzip.compress(self.feed().encode()), Content_Encoding="gzip")

    def on_gzip_cut(self, _):
        """Answer with half of the packed bytes, as if they were all."""
        packed = gzip.compress(self.feed().encode())
        return answer(body=packed[: len(packed) // 2], Content_Encoding="gzip")

    def on_bomb(self, _):
        """Answer with much in little."""
        return answer(body=gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")

    def on_body_cut(self, _):
        """Promise more than is sent."""
        return answer(body=self.feed(), Content_Length=10**6)

    def on_endless(self, _):
        """Send for ever."""
        yield answer(body=b"", Content_Length=10**12)
        while True:
            yield bytes(65536)

    def on_slow_feed(self, _):
        """Send the feed in two parts, with time between them for another request."""
        whole = answer(body=self.feed())
        yield whole[:100]
        time.sleep(0.005)
        yield whole[100:]

    def on_drip(self, _):
        """Send a byte at a time, without an end."""
        yield answer(body=b"", Content_Length=10**6)
        while True:
            time.sleep(0.02)
            yield b"x"

    def on_drip_headers(self, _):
        """Send a header a byte at a time, without an end."""
        yield b"HTTP/1.1 200 OK\r\nX-Long: "
        while True:
            time.sleep(0.02)
            yield b"x"

    def on_moved(self, _):
        """Redirect for good."""
        return answer("301 Moved Permanently", Location="/feed")

    def on_loop(self, _):
        """Redirect to itself."""
        return answer("302 Found", Location="/loop")

    def on_to_file(self, _):
        """Redirect to another scheme."""
        return answer("302 Found", Location="file:///etc/passwd")

    def on_gone(self, _):
        """Say that it will not come back."""
        return answer("410 Gone")

    def on_busy(self, _):
        """Ask to wait two minutes."""
        return answer("429 Too Many Requests", Retry_After="120")

    def on_away(self, _):
        """Ask to wait until a date."""
        until = datetime.now(UTC) + timedelta(hours=2)
        return answer("503 Service Unavailable", Retry_After=format_datetime(until, usegmt=True))

    def on_broken(self, _):
        """Fail."""
        return answer("500 Internal Server Error")
