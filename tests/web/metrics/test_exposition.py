"""The metrics of a service: they add up over its processes, and outlive them."""

import os
import signal
import socket
from contextlib import contextmanager
from urllib.request import urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.web.server.running import (
    LIMIT,
    address_of,
    children_of,
    gone,
    on_linux,
    page_of,
    serve,
    started,
    wait_for,
)
from web.metrics.exposition import MetricsError, expose
from web.metrics.link import Link, Reporter


def free_port():
    """Return a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def scraped(where):
    """Return every series at an address: its value by name and labels."""
    with urlopen(f"http://{where}/metrics", timeout=LIMIT) as answer:
        text = answer.read().decode()
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def answered(where):
    """Return how many pages of results were answered."""
    labels = (("method", "GET"), ("route", "pages.results"), ("status", "200"))
    return scraped(where).get(("iqtisad_requests_total", *labels), 0)


@contextmanager
def measured(index_dir, *options):
    """Yield a service of two processes, its address and that of its metrics."""
    where = f"127.0.0.1:{free_port()}"
    with serve(index_dir, "--processes", "2", "--metrics", where, *options) as process:
        yield process, address_of(process), where


@on_linux
def test_counts_add_up_over_processes_and_outlive_them(sample_index):
    """While both answer, after one was killed, and after all were replaced."""
    with measured(sample_index) as (process, address, where):
        for number in range(30):
            page_of(address, f"search?q=a{number}")
        wait_for(lambda: answered(where) == 30)
        first, _ = children_of(process, 2)
        os.kill(first, signal.SIGKILL)
        wait_for(lambda: first not in children_of(process, 2))
        for number in range(30):
            page_of(address, f"search?q=b{number}")
        wait_for(lambda: answered(where) == 60)
        wait_for(lambda: scraped(where)["iqtisad_processes",] == 2)
        series = scraped(where)
        assert series["iqtisad_processes_started_total",] == 3
        assert ("iqtisad_queue", ("process", str(first))) not in series
        before = children_of(process, 2)
        process.send_signal(signal.SIGHUP)
        wait_for(lambda: not set(before) & set(children_of(process)))
        page_of(address)
        wait_for(lambda: answered(where) == 61)


@on_linux
def test_a_process_that_hangs_keeps_nobody_from_the_counts(sample_index):
    """Nor do both."""
    with measured(sample_index) as (process, address, where):
        page_of(address)
        wait_for(lambda: answered(where) == 1)
        for child in children_of(process, 2):
            os.kill(child, signal.SIGSTOP)
        assert answered(where) == 1


@on_linux
def test_every_line_of_two_processes_is_in_one_log(sample_index, tmp_path):
    """Also the last ones, written while the service ends; each request has another id."""
    log = tmp_path / "access.log"
    options = ("--processes", "2", "--log-access", log, "--log-format", "combined")
    with serve(sample_index, *options) as process:
        address = address_of(process)
        for number in range(60):
            page_of(address, f"search?q=secret{number}")
        children = children_of(process, 2)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=LIMIT)
        assert all(gone(child) for child in children)
    lines = log.read_text("utf-8").splitlines()
    assert len(lines) == 60
    assert len({line.split()[-9] for line in lines}) == 60
    assert all(' "GET /search?q HTTP/1.1" 200 ' in line for line in lines)


@on_linux
def test_nothing_is_imported_unless_it_is_asked_for():
    """Who is asked for no metrics pays nothing for them."""
    with started(
        "-c", "import sys, web.serving; print('prometheus_client' in sys.modules)"
    ) as told:
        assert told.communicate(timeout=LIMIT)[0] == "False\n"


@on_linux
def test_an_address_that_is_taken_is_told_in_a_sentence(sample_index):
    """With the way out, before anything is answered."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        where = f"127.0.0.1:{taken.getsockname()[1]}"
        with serve(sample_index, "--metrics", where) as process:
            _, errors = process.communicate(timeout=LIMIT)
    assert process.returncode == 1
    assert errors == (
        f"Error: cannot listen on {where}: Address already in use; choose another with --metrics\n"
    )


def test_a_name_that_is_no_host_is_told(tmp_path):
    """It is no traceback."""
    link = Link()
    with pytest.raises(MetricsError, match="choose another with --metrics"):
        expose("no.such.host.invalid:9090", tmp_path, link)
    link.close()


def test_what_comes_over_the_link_is_shown(sample_index):
    """Beside what is known of the index."""
    link = Link()
    host, port = expose("127.0.0.1:0", sample_index, link)
    Reporter(link, lambda: {"queue": 4}).report()
    key = ("iqtisad_queue", ("process", str(os.getpid())))
    wait_for(lambda: scraped(f"{host}:{port}").get(key) == 4)
    assert scraped(f"{host}:{port}")["iqtisad_index_up",] == 1
