"""The programs on the page of the API: they run as they stand there."""

import html
import re
import shutil
import subprocess
import sys
from urllib.parse import quote
from urllib.request import urlopen

import pytest

#: Seconds in which a busy machine has done anything at all.
LIMIT = 120


@pytest.fixture
def programs(site):
    """Return the programs on the page of a real server by their languages."""
    with urlopen(f"{site}/api/") as answer:  # noqa: S310  our own server
        page = answer.read().decode()
    found = re.findall(
        '<h3 id="in-([a-z]+)">.*?<pre tabindex="0" dir="ltr"><code>(.*?)</code></pre>',
        page,
        re.DOTALL,
    )
    return {language: html.unescape(program) for language, program in found}


@pytest.fixture
def titles(client):
    """Return the titles of what the programs ask for, in the order of the list."""
    address, found = f"/api/v1/search?q={quote('أسعار النفط')}&sort=newest&size=50", []
    while address:
        page = client.get(address).json
        found += [article["title"] for article in page["results"]]
        address = page["next"]
    return found


def test_there_is_one_in_each_language(programs):
    """What people know best: a terminal, Python, a browser."""
    assert set(programs) == {"curl", "python", "javascript"}


def test_python(programs, titles):
    """It prints every article once, in the order of the list."""
    printed = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", programs["python"]],
        capture_output=True,
        timeout=LIMIT,
        check=True,
    ).stdout.decode()
    assert [line.partition(" ")[2] for line in printed.splitlines()] == titles


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
def test_curl(programs, titles):
    """Each line alone: an address as it is read, and parameters that curl escapes."""
    for line in programs["curl"].splitlines():
        printed = subprocess.run(
            ["sh", "-c", f"{line} -sf"],  # noqa: S607
            capture_output=True,
            timeout=LIMIT,
            check=True,
        ).stdout.decode()
        assert printed.count('"snippets"') == 2
    assert all(title in printed for title in titles[:2])


@pytest.mark.browser
def test_javascript(programs, open_page, titles):
    """It prints the same in the console of a browser."""
    page, printed = open_page("/about"), []
    page.on("console", lambda message: printed.append(message.text))
    page.evaluate(f"async () => {{ {programs['javascript']} }}")
    assert [line.partition(" ")[2] for line in printed] == titles
