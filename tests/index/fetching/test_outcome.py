"""Progress is told by whoever makes it."""

from index.fetching.outcome import Meter


def test_progress_is_told():
    """If somebody listens."""
    meter, told = Meter(), []
    meter.add(pages=1)
    meter.progress = lambda *done: told.append(done)
    meter.add(pages=2, size=300)
    meter.add(sources=1)
    assert told == [(0, 2, 300), (1, 0, 0)]
