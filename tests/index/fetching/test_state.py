"""What is known is there again after a restart."""

from index.fetching.state import HostState, Seen, SourceState, opened


def test_rows_come_back(tmp_path):
    """Each kind by its key; the later row replaces the one before."""
    rows = [
        SourceState(
            "جريدة", "https://m.example/feed", 'W/"1"', "Sun", None, 2, "fault", "1 x", 9.0
        ),
        Seen("m.example/n/1", "id", 1.0, 2.0, "abc"),
        HostState("m.example", 3.0, None, 0.0),
    ]
    with opened(tmp_path / "state.sqlite") as state:
        state.put(SourceState("جريدة", "old"), *rows)
    with opened(tmp_path / "state.sqlite") as state:
        assert state.get(SourceState, "جريدة") == rows[0]
        assert state.get(Seen, "m.example/n/1") == rows[1]
        assert state.get(HostState, "m.example") == rows[2]
        assert state.get(HostState, "other") is None
