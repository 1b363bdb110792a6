"""`iqtisad index embed` is killed at random moments: what it had embedded is there, but a batch.

The sample archive is embedded again and again by the real model; a kill comes so many batches after
the start, and a moment later. What was told as embedded before it is counted afterwards.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from index.embedding.embedder import BATCH
from index.embedding.passage import key_of, passage
from index.embedding.store import VectorStore
from index.embedding.vector_file import VECTORS
from index.indexer.build import build_index
from index.reader import open_reader
from search import Request, Searcher

SAMPLE = Path(__file__).parents[2] / "index" / "sample" / "articles.jsonl"
#: The seconds after a batch within which a kill comes: a little more than one takes.
SOON = 1.0
#: The command, which writes a dot for each passage that the model has embedded.
PROGRAM = """
import os, sys
from index.commands.embedding import embed
from index.embedding.model.model import load

class Told:
    def __init__(self, model, to):
        self.model, self.to = model, to

    def passages(self, texts):
        vectors = self.model.passages(texts)
        os.write(self.to, b"." * len(texts))
        return vectors

to = int(sys.argv.pop())
embed.load = lambda **options: Told(load(**options), to)
embed.embed_command()
"""


class Walk:
    """One index directory, whose vectors are made by commands that are killed."""

    def __init__(self, folder, tally, chance):
        """Index the sample archive."""
        self._index_dir, self._tally, self._chance = folder, tally, chance
        build_index([SAMPLE], folder)
        reader = open_reader(folder)
        articles = [reader.stored(number) for number in range(len(reader))]
        self._keys = [key_of(passage(each.headline.title, each.text)) for each in articles]
        self._expected = None

    def kill(self):
        """Start the command and kill it; return whether it was still at work."""
        before = self._held()
        if before.all():
            (self._index_dir / VECTORS).unlink()
            before[:] = False
        batches = self._chance.randint(0, -(-int((~before).sum()) // BATCH) - 1)
        with self._started() as (process, told):
            dots = len(told.read(batches * BATCH))
            try:
                process.wait(self._chance.uniform(0, SOON))
            except subprocess.TimeoutExpired:
                process.kill()
            dots += len(told.read())
        self._look(before, dots)
        return process.returncode < 0

    def let_through(self):
        """Let the command end: every article has the vector that it has when nothing is killed."""
        with self._started() as (process, told):
            told.read()
        if process.returncode or not self._held().all():
            self._tally.wrong.append(f"not done, status {process.returncode}")
        vectors = VectorStore(self._index_dir).of(self._keys).vectors
        if self._expected is None:
            self._expected = vectors
        elif np.abs(vectors.astype(int) - self._expected).max() > 1:  # batches are other ones
            self._tally.wrong.append("other vectors than without kills")
        self._tally.tried[" let through"] += 1

    @contextmanager
    def _started(self):
        """Yield a command that was started, and the file of its dots, which ends with it."""
        uncovered = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")}
        reading, writing = os.pipe()
        options = "--index-dir", str(self._index_dir), str(writing)
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *options],
            env=uncovered,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[writing],
        )
        os.close(writing)
        with process, os.fdopen(reading, "rb") as told:
            yield process, told

    def _held(self):
        return VectorStore(self._index_dir).of(self._keys).held

    def _look(self, before, told):
        after = self._held()
        if (before & ~after).any():
            self._tally.lost.append(f"{int((before & ~after).sum())} that were there before")
        lost = int(before.sum()) + told - int(after.sum())
        if lost > BATCH:
            self._tally.lost.append(f"{lost} of {told} that were embedded")
        searcher = Searcher(self._index_dir)
        page = searcher.snapshot().search(Request(text="أسعار النفط", meaning=True))
        searcher.close()
        if not page.hits or page.index.meaning != bool(after.any()):
            self._tally.wrong.append("a page that does not know of the vectors")


def trial(tally, times, chance):
    """Kill so many commands."""
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(Path(folder), tally, chance)
        walk.let_through()
        killed = 0
        while killed < times:
            killed += walk.kill()
        tally.tried["kills"] += killed
        walk.let_through()
