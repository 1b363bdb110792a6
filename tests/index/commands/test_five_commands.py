"""The commands of the README make an archive that grows, as they are printed there."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

from index.reader import open_reader
from tests.index.fetching.sites import PAGE, Site, answer
from web import create_app
from web.settings.settings import Settings

README = Path(__file__).parents[3] / "README.md"
COMMAND = Path(sys.executable).with_name("iqtisad")


def commands():
    """Return the five commands of the README."""
    section = (
        README.read_text("utf-8").partition("From nothing, in five commands")[2].partition(":\n")[2]
    )
    lines = section.partition("`sources.toml` is yours")[0].splitlines()
    return [re.sub(r"\s+# \d .*", "", line).strip("$ ") for line in lines if line.strip()]


def run(line, folder, site):
    """Run a command as a shell does, over a site on this machine."""
    line = line.replace(".venv/bin/iqtisad", shlex.quote(str(COMMAND)))
    line = line.replace("https://example.org", site.address)
    head, mark, tail = line.partition(">")
    done = subprocess.run(  # noqa: S602  our own README
        f"{head} --allow-local {mark}{tail}",
        shell=True,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_commands_of_the_readme_make_an_archive_that_grows(tmp_path):
    """A list, an archive, an index, a page that finds what came; and the timer's command again."""
    install, listed, fetched, served, again = commands()
    assert "pip install ." in install
    assert served == ".venv/bin/iqtisad serve"
    assert ".venv/bin/iqtisad fetch" in again
    site = Site()
    site.paths["/"] = answer(body='<link type="application/rss+xml" title="المرفأ" href="/feed">')
    site.paths["/n/1"] = answer(body=PAGE)
    run(listed, tmp_path, site)
    assert "1 articles in the index" in run(fetched, tmp_path, site)
    index_dir = tmp_path / "data" / "index"
    app = create_app(Settings(index_dir=index_dir))
    assert "المرفأ" in app.test_client().get("/search?q=الحمضيات").text
    app.extensions["searcher"].close()
    assert "0 sources" in run(fetched, tmp_path, site)
    assert len(open_reader(index_dir)) == 1
    assert list((tmp_path / "data" / "archive").rglob("*.warc.gz"))
    site.close()
