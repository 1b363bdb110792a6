"""Many readers in one thread of their own process: they take as little of the machine as can be.

    python readers.py HOST PORT READERS PAGES [HEADER: VALUE]... < targets

Each reader keeps a connection open and asks for the next target when the page before is there
to its last byte; each begins with another one. Prints, as JSON, the seconds that everything
took, the CPU seconds of this process, and each page's milliseconds.
"""

import json
import selectors
import socket
import sys
import time


class Reader:
    """A reader: the connection, the requests still to be sent, the answer so far."""

    def __init__(self, address, requests):
        self.connection = socket.create_connection(address)
        self.requests = requests
        self.waits = []
        self._ask()

    def _ask(self):
        self._asked = time.perf_counter()
        self._answer = bytearray()
        self._length = None
        self.connection.sendall(self.requests.pop())

    def hear(self):
        """Take what has come; return whether there is more to come."""
        piece = self.connection.recv(1 << 18)
        assert piece, "the server closed the connection"
        self._answer += piece
        if self._length is None and (end := self._answer.find(b"\r\n\r\n")) >= 0:
            self._length = end + 4 + content_length(bytes(self._answer[:end]))
        if len(self._answer) != self._length:
            return True
        self.waits.append((time.perf_counter() - self._asked) * 1000)
        if self.requests:
            self._ask()
            return True
        return False


def content_length(head):
    """Return the length that the head of an answer announces; the answer must be a page."""
    status, *headers = head.split(b"\r\n")
    assert status.split()[1] == b"200", status
    named = dict(header.lower().split(b": ", 1) for header in headers)
    length = int(named[b"content-length"])
    assert length > 1000
    return length


def read(address, requests, readers, pages):
    """Return each page's milliseconds; all readers read at once."""
    heard = selectors.DefaultSelector()
    everyone = []
    for number in range(readers):
        mine = [requests[(number + page) % len(requests)] for page in range(pages)]
        reader = Reader(address, mine)
        everyone.append(reader)
        heard.register(reader.connection, selectors.EVENT_READ, reader)
    while heard.get_map():
        for key, _ in heard.select():
            if not key.data.hear():
                heard.unregister(key.data.connection)
                key.data.connection.close()
    return [wait for reader in everyone for wait in reader.waits]


def main(host, port, readers, pages, *headers):
    """Read, and print what it took."""
    head = "\r\n".join((f"Host: {host}:{port}", *headers))
    requests = [f"GET {target.strip()} HTTP/1.1\r\n{head}\r\n\r\n".encode() for target in sys.stdin]
    started = time.perf_counter()
    waits = read((host, int(port)), requests, int(readers), int(pages))
    taken = {
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time(),
        "waits": waits,
    }
    json.dump(taken, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
