"""The intake of articles: they are read and cut into words in batches.

Reading needs nothing of the index. With two cores and enough to read, a second process reads
ahead while this one looks the words up and inverts them.
"""

import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.analysis.scanner import ScannedWords, scan
from index.articles import (
    Article,
    Fault,
    Item,
    PassedOver,
    Withdrawal,
    read_articles,
    total_size,
)
from index.articles.files.limits import MOST_LISTED
from index.articles.items import Reasons
from index.articles.repetition.marking import RepeatedParagraphs, Seen
from index.articles.torn import EvidenceBySource, TornNumbers
from index.codec.amounts import terms_of_amounts
from index.codec.columns import DIGEST
from index.codec.lexicon import Lexicon, Tokens
from index.codec.writer import AnalyzedArticle, ArticleAmounts
from index.duplicates.signature import signatures
from index.entities.finder import Texts
from index.versions.publish import BuildError

#: The articles and faults of a batch, and the batches that wait between the processes.
_BATCH, _WAITING = 256, 4
#: The bytes on disk from which a second process saves more than its start costs.
_LARGE = 8 << 20

#: Called with the bytes on disk and the articles that are done.
Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Selection:
    """What is read: files and folders, the language of their articles, the kind of all files.

    language and kind are those of articles.read_articles.
    """

    paths: tuple[Path, ...]
    language: str = "ar"
    kind: str = ""

    def read(self, progress: Callable[[int], None] | None = None) -> Iterator[Item]:
        """Yield the articles, faults and other items of the files."""
        return read_articles(self.paths, language=self.language, kind=self.kind, progress=progress)


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier articles have said of their sources: of torn numbers, of what they repeat."""

    torn: EvidenceBySource = field(default_factory=dict)
    seen: Seen = Seen()  # noqa: RUF009  not changed by anybody


@dataclass(frozen=True, slots=True)
class Batch:
    """Some articles, the words of their titles and bodies alternately, and what else was read.

    withdrawn are the items that their publishers took back, each with the number of articles before
    it; passed_over counts what is no article and no fault by the reason. evidence is what is known
    by then of the torn numbers of each source, size the number of bytes on disk that were read.
    The last batch has what was seen of repeated paragraphs, and how many of each source are not
    indexed.
    """

    articles: list[Article]
    words: ScannedWords
    faults: list[Fault]
    withdrawn: list[tuple[int, Withdrawal]]
    passed_over: Mapping[str, int]
    evidence: EvidenceBySource
    size: int = 0
    seen: Seen | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Intake:
    """Yields articles with their words, in order, and collects what is known when all are read.

    Of the faults the first are listed, and all are counted.
    """

    batches: Iterator[Batch]
    lexicon: Lexicon
    progress: Progress | None = None
    faults: list[Fault] = field(default_factory=list)
    fault_count: int = 0
    passed_over: Reasons = field(default_factory=Reasons)
    evidence: EvidenceBySource = field(default_factory=dict)
    seen: Seen | None = None
    left_out: Counter[str] = field(default_factory=Counter)

    def __iter__(self) -> Iterator[AnalyzedArticle | Withdrawal]:
        """Yield every article with its words, and what was withdrawn, in their order."""
        for batch in self.batches:
            self.fault_count += len(batch.faults)
            self.faults += batch.faults[: max(MOST_LISTED - len(self.faults), 0)]
            for reason, count in batch.passed_over.items():
                self.passed_over.note(reason, count)
            self.evidence = batch.evidence
            self.seen = batch.seen or self.seen
            self.left_out.update(batch.left_out)
            yield from _in_order(batch, _with_words(batch, self.lexicon))
            if self.progress:
                self.progress(batch.size, len(batch.articles))


def _in_order(
    batch: Batch, articles: Iterator[AnalyzedArticle]
) -> Iterator[AnalyzedArticle | Withdrawal]:
    done = 0
    for before, withdrawal in batch.withdrawn:
        yield from islice(articles, before - done)
        done = before
        yield withdrawal
    yield from articles


def read_words(articles: Iterable[Article], lexicon: Lexicon) -> Iterator[AnalyzedArticle]:
    """Yield articles of an index with their words: their torn numbers were mended long ago."""
    articles = iter(articles)
    while some := list(islice(articles, _BATCH)):
        yield from _with_words(_batch(some, {}), lexicon)


def in_batches(read: Iterable[Item], known: Known | None = None) -> Iterator[Batch]:
    """Yield articles and faults in batches, with the words of the articles.

    Torn numbers are mended, repeated paragraphs marked. known is what earlier articles have said of
    their sources.
    """
    known = known or Known()
    numbers, repeated = TornNumbers(known.torn), RepeatedParagraphs(known.seen)
    marked = repeated.mark(numbers.mend(read))
    last: Batch | None = None
    while some := list(islice(marked, _BATCH)):
        if last:
            yield last
        last = _batch(some, dict(numbers.evidence))
    if last:
        yield replace(last, seen=repeated.seen, left_out=repeated.left_out)


def _batch(items: Sequence[Item], evidence: EvidenceBySource) -> Batch:
    articles = [each for each in items if isinstance(each, Article)]
    words = scan(_texts(articles))
    faults = [each for each in items if isinstance(each, Fault)]
    passed_over = Counter(each.reason for each in items if isinstance(each, PassedOver))
    return Batch(articles, words, faults, _withdrawn(items), passed_over, evidence)


def _texts(articles: Iterable[Article]) -> list[str]:
    """Return the titles and bodies of articles alternately."""
    return [text for each in articles for text in (each.title, each.body)]


def _withdrawn(items: Iterable[Item]) -> list[tuple[int, Withdrawal]]:
    articles, found = 0, []
    for each in items:
        if isinstance(each, Withdrawal):
            found.append((articles, each))
        articles += isinstance(each, Article)
    return found


@contextmanager
def batches_of(
    selection: Selection, processes: int | None = None, known: Known | None = None
) -> Iterator[Iterator[Batch]]:
    """Yield the articles of a selection in batches, read by a second process if that pays.

    Raises BuildError if that process ends before it is done.
    """
    if processes is None:
        processes = 2 if _cores() > 1 and total_size(selection.paths) > _LARGE else 1
    if processes == 1:
        yield _read(selection, known)
        return
    ours, theirs = multiprocessing.Pipe(duplex=False)
    reader = multiprocessing.get_context("spawn").Process(
        target=_send, args=(selection, known, theirs), name="iqtisad-reader", daemon=True
    )
    with _without_interrupts():
        reader.start()
    theirs.close()
    try:
        yield _received(ours)
    finally:
        reader.terminate()
        reader.join()
        reader.close()
        ours.close()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Let what is started here never hear Ctrl-C, not even while it imports what it runs.

    This process hears it afterwards.
    """
    if not hasattr(signal, "pthread_sigmask"):  # not every system has it
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _with_words(batch: Batch, lexicon: Lexicon) -> Iterator[AnalyzedArticle]:
    numbers = lexicon.numbers(batch.words)
    printed = list(lexicon.tokens(batch.words, numbers))  # of titles and bodies alternately
    tokens = list(printed)
    for number, article in enumerate(batch.articles):
        if article.repeated:
            tokens[2 * number + 1] = tokens[2 * number + 1].outside(article.repeated)
    of_texts = signatures(lexicon.hashes(tokens), lexicon.numeric(tokens), _ends(tokens))
    digests = _digests(printed, lexicon)
    texts = _texts(batch.articles)
    amounts = terms_of_amounts(texts, tokens, lexicon)
    left_out = [spans for each in batch.articles for spans in ((), each.repeated)]
    names = lexicon.finder.names(Texts(batch.words, numbers, texts, left_out))
    rows = zip(batch.articles, digests, names, strict=True)
    for number, (article, digest, named) in enumerate(rows):
        title, body = tokens[2 * number : 2 * number + 2]
        of_article = ArticleAmounts(*amounts[2 * number : 2 * number + 2])
        signature = of_texts[number].tobytes()
        yield AnalyzedArticle(article, title, body, of_article, digest, signature, named)


def _digests(printed: Sequence[Tokens], lexicon: Lexicon) -> Iterator[bytes]:
    """Yield the digest of each title and body, whatever of them is indexed."""
    hashes, begin = lexicon.hashes(printed), 0
    for end in _ends(printed).tolist():
        yield blake2b(hashes[begin:end].tobytes(), digest_size=DIGEST).digest()
        begin = end


def _ends(tokens: Sequence[Tokens]) -> NDArray[np.int64]:
    """Return where the words of each article end, given those of titles and bodies, int64."""
    return np.cumsum([len(each.words) for each in tokens], dtype=np.int64)[1::2]


def _read(selection: Selection, known: Known | None) -> Iterator[Batch]:
    """Yield the batches of the articles of a selection, with the bytes that were read for each."""
    sizes: list[int] = []
    for batch in in_batches(selection.read(sizes.append), known):
        yield replace(batch, size=sum(sizes))
        sizes.clear()


def _received(connection: Connection) -> Iterator[Batch]:
    while True:
        try:
            batch = connection.recv()
        except (EOFError, OSError) as error:
            raise BuildError(
                "the process that reads the articles was killed; build again, or with"
                " --processes 1; the live index is as it was"
            ) from error
        if batch is None:
            return
        yield batch


def _send(selection: Selection, known: Known | None, connection: Connection) -> None:
    """Read a few batches ahead of the receiver: the work of the second process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this
    waiting: Queue[Batch | None] = Queue(_WAITING)
    Thread(target=_pass_on, args=(waiting, connection), daemon=True).start()
    for batch in _read(selection, known):
        waiting.put(batch)
    waiting.put(None)
    waiting.join()


def _pass_on(waiting: "Queue[Batch | None]", connection: Connection) -> None:
    while True:
        try:
            connection.send(waiting.get())
        except OSError:  # the receiver is gone
            os._exit(1)
        waiting.task_done()


def _cores() -> int:
    with suppress(AttributeError):  # not every system has it
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
