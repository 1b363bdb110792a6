"""iqtisad fetch as a process: signals end it between two requests, and what came is kept."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

from tests.index.fetching.sites import ITEM, PAGE, Site, answer
from tests.index.indexer.archives import found
from tests.processes import heed_interrupts


@pytest.fixture
def site():
    """Return a site whose feed has three teasers."""
    running = Site()
    items = "".join(
        ITEM.replace("/n/1", f"/n/{n}").format(base=running.address, text=n) for n in "123"
    )
    running.paths["/plain"] = answer(body=f'<rss version="2.0"><channel>{items}</channel></rss>')
    for number in (1, 2, 3):
        page = PAGE.replace("الحمضيات", f"الحمضيات صنف {number}")
        running.paths[f"/n/{number}"] = answer(body=page)
    yield running
    running.close()


@pytest.fixture
def start(site, tmp_path):
    """Return a function that starts a fetch of the site; its coverage is not measured."""
    listed = tmp_path / "sources.toml"
    listed.write_text(
        f'[defaults]\ndelay = "0s"\n[[source]]\nname = "x"\nfeed = "{site.address}/plain"\n',
        "utf-8",
    )
    where = ["--archive", tmp_path / "archive", "--index-dir", tmp_path / "index", "--allow-local"]
    command = [sys.executable, "-c", "from index.commands.fetch import fetch; fetch()", listed]

    @contextmanager
    def start(*options):
        with subprocess.Popen(
            [*command, *where, *options],
            env={k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=heed_interrupts,  # noqa: PLW1509  it only sets what a signal does
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    return start


@pytest.mark.parametrize(
    ("number", "status"),
    [
        pytest.param(signal.SIGTERM, 0, id="a service is stopped"),
        pytest.param(signal.SIGINT, 130, id="Ctrl-C"),
    ],
)
def test_a_signal_ends_a_round_after_the_request_at_work(site, start, tmp_path, number, status):
    """Its page is kept and found; the others come with the next fetch."""
    page = site.paths["/n/1"]
    with start() as process:

        def signal_and_answer(_headers):
            os.kill(process.pid, number)
            return page

        site.paths["/n/1"] = signal_and_answer
        _, told = process.communicate()
        assert process.returncode == status, told
    assert "what came is kept" in told
    assert "it is due again" in told
    assert "/n/2" not in site.asked
    assert len(found(tmp_path / "index", "صنف")) == 1
    site.paths["/n/1"] = page
    with start() as process:
        process.communicate()
        assert process.returncode == 0
    assert len(found(tmp_path / "index", "صنف")) == 3
    assert site.asked["/n/1"] == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_loop_goes_on_until_it_is_ended(start, tmp_path, number):
    """It sleeps until the next source is due, and ends at once and well."""
    with start("--loop") as process:
        assert process.stdout.readline().startswith("1 sources (1 changed, 0 failed), 3 pages")
        assert process.poll() is None
        process.send_signal(number)
        _, told = process.communicate()
        assert process.returncode == 0, told
    assert len(found(tmp_path / "index", "صنف")) == 3
