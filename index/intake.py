"""Articles on their way in: read, cut into words, a batch at a time.

Reading needs nothing of an index. So where there are two cores, and enough to read for it, a
process of its own reads ahead, and this one meanwhile looks the words up and inverts them.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import TypeAlias

import numpy as np

from index.analysis.scanner import Words, scan
from index.analysis.signature import signatures
from index.articles import Article, Fault, read_articles, total_size
from index.codec.columns import DIGEST
from index.codec.lexicon import Lexicon
from index.codec.writer import ReadArticle
from index.publish import BuildError

#: Articles and faults that are read at once, and batches that wait between two processes.
_BATCH, _WAITING = 256, 4
#: Bytes on disk below which a second process takes longer to start than it saves.
_LARGE = 8 << 20

#: Told of bytes on disk and of articles that are done with.
Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some articles, the words of their titles and bodies by turns, and faults between them.

    size is the number of bytes on disk that they were read from.
    """

    articles: list[Article]
    words: Words
    faults: list[Fault]
    size: int = 0


@dataclass(slots=True)
class Intake:
    """What comes in, in order: articles with their words; the faults are kept aside."""

    batches: Iterator[Batch]
    lexicon: Lexicon
    progress: Progress | None = None
    faults: list[Fault] = field(default_factory=list)

    def __iter__(self) -> Iterator[ReadArticle]:
        """Yield every article with its words."""
        for batch in self.batches:
            self.faults += batch.faults
            yield from _with_words(batch, self.lexicon)
            if self.progress:
                self.progress(batch.size, len(batch.articles))


def read_words(articles: Iterable[Article], lexicon: Lexicon) -> Iterator[ReadArticle]:
    """Yield articles with their words."""
    for batch in in_batches(articles):
        yield from _with_words(batch, lexicon)


def in_batches(found: Iterable[Article | Fault]) -> Iterator[Batch]:
    """Yield what is found in batches, with the words of the articles."""
    found = iter(found)
    while some := list(islice(found, _BATCH)):
        articles = [each for each in some if isinstance(each, Article)]
        words = scan([text for each in articles for text in (each.title, each.body)])
        yield Batch(articles, words, [each for each in some if isinstance(each, Fault)])


@contextmanager
def batches_of(paths: Sequence[Path], processes: int | None = None) -> Iterator[Iterator[Batch]]:
    """Give the articles under paths in batches; read by a second process where that pays.

    Raises BuildError where that process ends before its work.
    """
    if processes is None:
        processes = 2 if _cores() > 1 and total_size(paths) > _LARGE else 1
    if processes == 1:
        yield _read(paths)
        return
    ours, theirs = multiprocessing.Pipe(duplex=False)
    reader = multiprocessing.get_context("spawn").Process(
        target=_send, args=(list(paths), theirs), name="iqtisad-reader", daemon=True
    )
    reader.start()
    theirs.close()
    try:
        yield _received(ours)
    finally:
        reader.terminate()
        reader.join()
        reader.close()
        ours.close()


def _with_words(batch: Batch, lexicon: Lexicon) -> Iterator[ReadArticle]:
    tokens = list(lexicon.tokens(batch.words))  # of titles and bodies by turns
    hashes = lexicon.hashes(tokens)
    ends = np.cumsum([len(each.words) for each in tokens], dtype=np.int64)[1::2]
    marks = signatures(hashes, lexicon.numeric(tokens), ends)
    begin = 0
    for number, (article, end) in enumerate(zip(batch.articles, ends.tolist(), strict=True)):
        digest = blake2b(hashes[begin:end].tobytes(), digest_size=DIGEST).digest()
        title, body = tokens[2 * number : 2 * number + 2]
        yield ReadArticle(article, title, body, digest, marks[number].tobytes())
        begin = end


def _read(paths: Sequence[Path]) -> Iterator[Batch]:
    """Yield the batches under paths with the bytes that were read for each."""
    sizes: list[int] = []
    for batch in in_batches(read_articles(paths, progress=sizes.append)):
        yield Batch(batch.articles, batch.words, batch.faults, sum(sizes))
        sizes.clear()


def _received(connection: Connection) -> Iterator[Batch]:
    while True:
        try:
            batch = connection.recv()
        except (EOFError, OSError) as error:
            raise BuildError(
                "the process that reads the articles was ended; build again, or with"
                " --processes 1; the live index is as it was"
            ) from error
        if batch is None:
            return
        yield batch


def _send(paths: Sequence[Path], connection: Connection) -> None:
    """Read ahead of whoever receives, as far as a few batches: the work of a second process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this
    waiting: Queue[Batch | None] = Queue(_WAITING)
    Thread(target=_pass_on, args=(waiting, connection), daemon=True).start()
    for batch in _read(paths):
        waiting.put(batch)
    waiting.put(None)
    waiting.join()


def _pass_on(waiting: "Queue[Batch | None]", connection: Connection) -> None:
    while True:
        try:
            connection.send(waiting.get())
        except OSError:  # whoever received is gone
            os._exit(1)
        waiting.task_done()


def _cores() -> int:
    with suppress(AttributeError):  # not every system tells what this process may use
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
