"""Passages -> vectors in a store, a batch at a time, with as much of the machine as is allowed."""

import math
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.embedding.passage import key_of
from index.embedding.store import VectorStore
from index.embedding.vectors import packed
from index.embedding.writer import VectorWriter

#: The passages that are looked up, and those that are embedded and written at once: what a kill
#: loses at most.
_LOOKED_UP, BATCH = 512, 16

#: Is told how many passages more are done.
Progress: TypeAlias = Callable[[int], None]


class TextEncoder(Protocol):
    """What embeds: index.embedding.model.Model."""

    def passages(self, texts: list[str]) -> NDArray[np.float32]:
        """Return a vector of length 1 for each text, float32 (texts, dimensions)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedReport:
    """How many passages were embedded, and how many had a vector; the seconds of it, and of CPU."""

    embedded: int
    known: int
    seconds: float
    cpu_seconds: float


class Pace:
    """Rests between batches, so that a share of one core is used: 0.5 is half, 2 are two cores."""

    def __init__(self, share: float) -> None:
        self._share = share
        self._began, self._used = time.monotonic(), time.process_time()

    @property
    def cpu_seconds(self) -> float:
        """The seconds of CPU since the beginning."""
        return time.process_time() - self._used

    @property
    def seconds(self) -> float:
        """The seconds since the beginning."""
        return time.monotonic() - self._began

    def rest(self) -> None:
        """Sleep until no more than the share has been used."""
        time.sleep(rest_for(self._share, self.cpu_seconds, self.seconds))


def rest_for(share: float, cpu_seconds: float, seconds: float) -> float:
    """Return the seconds to rest after so many seconds of CPU in so many seconds.

    >>> rest_for(0.25, 1.0, 1.5), rest_for(2, 1.0, 1.5)
    (2.5, 0.0)
    """
    return max(0.0, cpu_seconds / share - seconds)


def threads_for(share: float) -> int:
    """Return how many threads a share of cores needs.

    >>> threads_for(0.5), threads_for(1), threads_for(1.5)
    (1, 1, 2)
    """
    return max(1, math.ceil(share))


def embed(
    passages: Iterable[str],
    writer: VectorWriter,
    encoder: TextEncoder,
    *,
    share: float = 1.0,
    progress: Progress = lambda _: None,
) -> EmbedReport:
    """Embed the passages without a vector in their order; what is embedded is kept at once.

    share is how much of one core is used. Raises OSError if the disk is full.
    """
    pace, embedded, known = Pace(share), 0, 0
    lacking: dict[bytes, str] = {}
    for some in _batches(passages, _LOOKED_UP):
        new = _lacking(some, writer.store, lacking)
        known += len(some) - len(new)
        progress(len(some) - len(new))
        lacking |= new
        while len(lacking) >= BATCH:
            embedded += _embed_some(lacking, writer, encoder, progress)
            pace.rest()
    while lacking:
        embedded += _embed_some(lacking, writer, encoder, progress)
        pace.rest()
    return EmbedReport(
        embedded=embedded, known=known, seconds=pace.seconds, cpu_seconds=pace.cpu_seconds
    )


def _lacking(some: list[str], store: VectorStore, waiting: dict[bytes, str]) -> dict[bytes, str]:
    """Return the passages without a vector by their keys, and not those that wait for one."""
    keys = [key_of(text) for text in some]
    held = store.of(keys).held.tolist()
    rows = zip(keys, some, held, strict=True)
    return {key: text for key, text, is_held in rows if not is_held and key not in waiting}


def _embed_some(
    lacking: dict[bytes, str], writer: VectorWriter, encoder: TextEncoder, progress: Progress
) -> int:
    """Embed the first passages of those that wait, which then wait no more."""
    chosen = dict(islice(lacking.items(), BATCH))
    writer.add(list(chosen), packed(encoder.passages(list(chosen.values()))))
    for key in chosen:
        del lacking[key]
    progress(len(chosen))
    return len(chosen)


def _batches(passages: Iterable[str], size: int) -> Iterator[list[str]]:
    waiting = iter(passages)
    while some := list(islice(waiting, size)):
        yield some
