"""The memory of `iqtisad fetch` over what is made to fill it, four hosts at once.

What is made to fill the memory, all at once; then the largest feeds and sitemaps that are read.
"""

import gzip
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.index.fetching.sites import ITEM, TEXT, Site, answer

LARGEST = 16 * 2**20 - 2048
#: The MiB that a fetch may take: a third more than 309, the most that was measured.
MOST = 412
_MIB = 1024  # ru_maxrss is in KiB


def filled(start, part, end):
    """Return start, as much of part as fits into the largest answer, and end."""
    start, part, end = start.encode(), part.encode(), end.encode()
    return start + part * ((LARGEST - len(start) - len(end)) // len(part)) + end


def answers(base):
    """Return the answers by their paths, with the kind of the source."""
    item = ITEM.format(base=base, text=TEXT)
    rss = '<rss version="2.0"><channel>', "</channel></rss>"
    url = f"<url><loc>{base}/n/9</loc></url>"
    bomb = gzip.compress(bytes(400 * 2**20), 9)
    return {
        "bomb": answer(body=bomb, Content_Encoding="gzip"),
        "twice": answer(body=gzip.compress(bomb, 9), Content_Encoding="gzip"),
        "entries": answer(body=filled(rss[0], item, rss[1])),
        "entry": answer(body=filled(f"{rss[0]}<item><title>أ</title><description>", TEXT, "")),
        "deep": answer(body=filled(rss[0], "<a>", "")),
        "attributes": answer(body=filled("<rss ", 'a="" ', "/>")),
        "references": answer(body=filled(f"{rss[0]}<item><title>", "&amp;amp;", "")),
        "blanks": answer(body=filled(rss[0], " ", rss[1])),
        "map": answer(body=filled("<urlset>", url, "</urlset>")),
        "map-bomb": answer(body=gzip.compress(filled("<urlset>", " ", "</urlset>") * 30)),
    }


BOMBS = ("bomb", "twice", "endless", "deep", "attributes", "blanks", "map-bomb")
LARGE = ("entries", "entry", "references", "map")
SOURCES = BOMBS + LARGE


def trial(tally, _times, _chance):
    """Fetch all bombs at once, and each large one alone; tell what takes more than MOST."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        made = {}
        for name in SOURCES:
            made[name] = Site()
            stack.callback(made[name].close)
            made[name].paths |= {
                f"/{path}": each for path, each in answers(made[name].address).items()
            }
        for names in (BOMBS, *((name,) for name in LARGE)):
            listed = folder / "sources.toml"
            listed.write_text(
                '[defaults]\ndelay = "0s"\n'
                + "".join(
                    f'[[source]]\nname = "{name}"\n'
                    f'{"sitemap" if "map" in name else "feed"} = "{made[name].address}/{name}"\n'
                    for name in names
                )
            )
            shown = names[0] if len(names) == 1 else "bombs"
            where = ["--archive", folder / shown, "--index-dir", folder / f"{shown}-index"]
            took = peak([listed, *where])
            tally.tried["fetches"] += 1
            tally.note += f" {shown} {took:.0f} MiB"
            if took > MOST:
                tally.wrong.append(f"{shown}: {took:.0f} MiB, and not {MOST}")


def peak(arguments):
    """Return the MiB that a fetch had at most, measured by a process that starts nothing else."""
    code = (
        "import resource, subprocess, sys; subprocess.run([sys.executable, '-c', 'from"
        " index.commands.fetch import fetch; fetch()', *sys.argv[1:]], capture_output=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", code, *map(str, arguments), "--force", "--allow-local"]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout) / _MIB
