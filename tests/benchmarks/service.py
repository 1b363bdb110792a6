"""Services side by side: pages a second and the wait for one, with one reader and with many.

    python -m tests.benchmarks.service TARGETS ROUNDS NAME=COMMAND...

A command starts a service; {port} in it is where it shall listen. All run one after the other in
every round, so that what the machine does besides costs each the same. Prints a table whose ratios
are to the first. With --clients IDLE,SLOW that many connections are open besides in half of the
rounds: idle ones that were answered, and heads of requests that come byte by byte. A service that
lets nobody in meanwhile has no row for it.
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import quantiles
from urllib.error import URLError
from urllib.request import urlopen

READERS = Path(__file__).with_name("readers.py")
#: Readers, and the pages that each reads in a round.
LOADS = {1: 300, 50: 40, 500: 4}
PORT = 8700
#: The seconds within which a service answers, and between two bytes of a slow client.
_START, _SLOW = 60, 1.0
_SLOW_HEAD = b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "


@contextmanager
def started(command):
    """Start a service and wait until it answers; end it afterwards."""
    # With variables before it: the shell reads it.
    process = subprocess.Popen(  # noqa: S602
        command.format(port=PORT),
        shell=True,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for_answer()
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _wait_for_answer():
    for _ in range(_START * 10):
        try:
            urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=1).close()
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the service does not answer")


def read(targets, readers, pages):
    """Return what readers.py prints, None if readers get no answer for too long."""
    command = [sys.executable, READERS, "127.0.0.1", str(PORT), str(readers), str(pages)]
    try:
        done = _run(command, targets)
    except subprocess.TimeoutExpired:
        return None
    return json.loads(done.stdout)


def _run(command, targets):
    return subprocess.run(
        [*map(str, command), "Accept-Encoding: gzip"],
        input=targets,
        capture_output=True,
        text=True,
        check=True,
        timeout=_START,
    )


@contextmanager
def besides(idle, slow):
    """Keep connections open that ask for nothing any more, or go on asking for ever."""
    kept = [_connection(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n") for _ in range(idle)]
    with suppress(TimeoutError):  # it answers no more of them
        for each in kept:
            each.recv(4096)
    asking = [_connection(_SLOW_HEAD) for _ in range(slow)]
    over = threading.Event()
    dripping = threading.Thread(target=_drip, args=(asking, over))
    dripping.start()
    yield
    over.set()
    dripping.join()
    for each in (*kept, *asking):
        each.close()


def _connection(sent):
    connection = socket.create_connection(("127.0.0.1", PORT), timeout=_START)
    connection.settimeout(_SLOW)
    connection.sendall(sent)
    return connection


def _drip(asking, over):
    while not over.wait(_SLOW):
        for number, each in enumerate(asking):
            try:
                each.sendall(b"a")
            except OSError:  # it was slow for too long: another takes its place
                each.close()
                asking[number] = _connection(_SLOW_HEAD)


def measure(services, targets, rounds, clients):
    """Return, by service and load, the pages a second and the waits of all rounds."""
    rates, waits = defaultdict(list), defaultdict(list)
    for _ in range(rounds):
        for name, command in services.items():
            with started(command):
                read(targets, 2, len(targets.split()))  # every page once: all is warm
                for load in [(readers, 0, 0) for readers in LOADS] + [(50, *clients)] * bool(
                    clients
                ):
                    with besides(*load[1:]):
                        taken = read(targets, load[0], LOADS[load[0]])
                    if taken:
                        rates[name, load].append(len(taken["waits"]) / taken["seconds"])
                        waits[name, load] += taken["waits"]
    return rates, waits


def table(services, rates, waits):
    """Yield the lines of a table: a service and a load each."""
    yield "| service | readers | idle, slow besides | pages/s | of the first | p50 ms | p99 ms |"
    yield "|---|---|---|---|---|---|---|"
    first = next(iter(services))
    for (name, load), each in rates.items():
        percentiles = quantiles(waits[name, load], n=100)
        best, of_first = max(each), max(rates[first, load])
        yield (
            f"| {name} | {load[0]} | {load[1]}, {load[2]} | {best:.0f} | {best / of_first:.2f}"
            f" | {percentiles[49]:.1f} | {percentiles[98]:.1f} |"
        )


def main():
    """Measure, and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("targets", type=Path)
    parser.add_argument("rounds", type=int)
    parser.add_argument("services", nargs="+", metavar="NAME=COMMAND")
    parser.add_argument("--clients", default="", metavar="IDLE,SLOW")
    given = parser.parse_args()
    services = dict(each.split("=", 1) for each in given.services)
    clients = tuple(map(int, given.clients.split(","))) if given.clients else ()
    rates, waits = measure(services, given.targets.read_text("utf-8"), given.rounds, clients)
    print(*table(services, rates, waits), sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
