"""WSGI applications that tests look into: what was asked, and what holds an answer up."""

import threading

from web.server.door import refusals


class Pages:
    """Answers each address with a page of its own, when it may; counts what it was asked for."""

    def __init__(self, *headers, size=0, cost=lambda: None):
        self.asked, self._headers, self._size, self._cost = [], headers, size, cost
        self.may_answer = threading.Event()
        self.may_answer.set()

    def __call__(self, environ, start):
        """Answer a request; refusals are short and not counted."""
        if refused := environ.get(refusals.KEY):
            start(f"{int(refused)} Refused", [("Content-Length", "2")])
            return [b"no"]
        self.asked.append(environ["PATH_INFO"])
        assert self.may_answer.wait(120)
        self._cost()
        body = environ["PATH_INFO"].encode() + b"x" * self._size
        start("200 OK", [("Content-Length", str(len(body))), *self._headers])
        return [body]


class Streams:
    """Answers with a stream of pieces of 20 kB each, and tells which have been closed."""

    def __init__(self, pieces=5, fault_after=None):
        self.asked, self.closed, self.made = [], [], 0
        self._pieces, self._fault = pieces, fault_after

    def __call__(self, environ, start):
        """Answer pages below /page at once, and streams elsewhere."""
        if refused := environ.get(refusals.KEY):
            start(f"{int(refused)} Refused", [("Content-Length", "2")])
            return [b"no"]
        path = environ["PATH_INFO"]
        self.asked.append(path)
        if path.startswith("/page"):
            start("200 OK", [("Content-Length", "4")])
            return [b"page"]
        start("200 OK", [("Content-Type", "text/plain")])
        return self._stream(path)

    def _stream(self, path):
        try:
            for number in range(self._pieces):
                if number == self._fault:
                    raise RuntimeError(path)
                self.made += 1
                yield b"%d" % (number % 10) * 20_000
        finally:
            self.closed.append(path)
