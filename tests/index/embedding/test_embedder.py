"""Passages are embedded in their order, a batch at a time, and none that has a vector."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedding.embedder import BATCH, Pace, embed, rest_for, threads_for
from index.embedding.model.file import DIMENSIONS
from index.embedding.passage import key_of
from index.embedding.store import VectorStore
from index.embedding.writer import writing


class Counting:
    """An encoder that remembers what it was given; ends when it has had enough batches."""

    def __init__(self, batches=1000):
        self.batches, self.seen = batches, []

    def passages(self, texts):
        """Return a direction for each text."""
        if not self.batches:
            raise KeyboardInterrupt
        self.batches -= 1
        self.seen += texts
        return np.array([_direction(text) for text in texts], np.float32)


def _direction(text):
    vector = np.random.default_rng(int.from_bytes(key_of(text))).normal(size=DIMENSIONS)
    return vector / np.linalg.norm(vector)


def embedded(directory, texts, encoder, **options):
    """Return the report of embedding texts into the store of a directory."""
    with writing(directory) as writer:
        return embed(iter(texts), writer, encoder, **options)


TEXTS = [str(number) for number in range(3 * BATCH + 5)]


def test_all_get_a_vector_in_their_order(tmp_path):
    """The newest come first: what is read of an unfinished archive is that."""
    encoder = Counting()
    report = embedded(tmp_path, TEXTS, encoder)
    assert encoder.seen == TEXTS
    assert (report.embedded, report.known) == (len(TEXTS), 0)
    assert VectorStore(tmp_path).of(list(map(key_of, TEXTS))).held.all()


def test_what_has_a_vector_is_passed_over(tmp_path):
    """In whatever version it stands, and however often."""
    embedded(tmp_path, TEXTS[:20], Counting())
    encoder = Counting()
    report = embedded(tmp_path, [*TEXTS[10:30], *TEXTS[10:30]], encoder)
    assert encoder.seen == TEXTS[20:30]
    assert (report.embedded, report.known) == (10, 30)


def test_what_was_done_before_an_interrupt_is_kept(tmp_path):
    """All batches but the one at work; the next run goes on behind them."""
    with pytest.raises(KeyboardInterrupt):
        embedded(tmp_path, TEXTS, Counting(batches=2))
    encoder = Counting()
    embedded(tmp_path, TEXTS, encoder)
    assert encoder.seen == TEXTS[2 * BATCH :]


def test_progress_tells_of_every_passage(tmp_path):
    """Of those that had a vector, too: a bar that counts them comes to its end."""
    embedded(tmp_path, TEXTS[:20], Counting())
    told = []
    embedded(tmp_path, TEXTS, Counting(), progress=told.append)
    assert sum(told) == len(TEXTS)


@given(share=st.floats(0.01, 64), cpu_seconds=st.floats(0, 1e6), seconds=st.floats(0, 1e6))
def test_after_a_rest_no_more_than_the_share_is_used(share, cpu_seconds, seconds):
    """And nobody rests longer than that takes."""
    rest = rest_for(share, cpu_seconds, seconds)
    assert rest >= 0
    assert cpu_seconds <= share * (seconds + rest) * (1 + 1e-9)
    assert rest == 0 or cpu_seconds == pytest.approx(share * (seconds + rest))


def test_a_pace_rests_after_work():
    """What it has used is that of its process since it began."""
    pace = Pace(0.5)
    np.random.default_rng(0).normal(size=2_000_000).sort()  # some work
    used = pace.cpu_seconds
    pace.rest()
    assert 0 < used <= pace.cpu_seconds
    assert pace.seconds >= used / 0.5


@pytest.mark.parametrize(("share", "threads"), [(0.01, 1), (1, 1), (1.01, 2), (2, 2), (7.5, 8)])
def test_there_are_as_many_threads_as_the_share_needs(share, threads):
    """And at least one."""
    assert threads_for(share) == threads
