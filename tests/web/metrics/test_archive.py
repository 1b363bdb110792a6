"""What is told of the index."""

import pytest
from prometheus_client import CollectorRegistry

from search import live_version, located
from web.metrics import archive
from web.metrics.archive import Archive


@pytest.fixture
def told():
    """Return a function that returns the series of an index directory."""

    def told(index_dir):
        registry = CollectorRegistry()
        registry.register(Archive(index_dir))
        return {sample.name: sample for family in registry.collect() for sample in family.samples}

    return told


def test_the_live_version_is_told(told, sample_index, monkeypatch):
    """Its name, its age, what is in it, and how long it took to make."""
    version = live_version(sample_index)
    monkeypatch.setattr(archive.time, "time", lambda: version.created.timestamp() + 60)
    series = told(sample_index)
    assert series["iqtisad_index_info"].labels == {"version": version.id, "made_by": "build"}
    values = {name: sample.value for name, sample in series.items()}
    assert values["iqtisad_index_up"] == 1
    assert values["iqtisad_index_age_seconds"] == pytest.approx(60)
    assert values["iqtisad_index_articles"] == version.articles > 0
    assert values["iqtisad_index_faults"] == version.faults
    assert values["iqtisad_index_copies"] == version.copies > 0
    assert values["iqtisad_index_made_seconds"] == version.seconds > 0


def test_no_index_is_told(told, tmp_path):
    """It is a number, too: who looks at it is not answered with an error."""
    series = told(tmp_path / "nothing")
    assert {name: sample.value for name, sample in series.items()} == {"iqtisad_index_up": 0}


def test_another_version_is_told_at_once(told, make_index, tmp_path):
    """Nothing is remembered."""
    make_index("نفط")
    before = told(tmp_path / "index")
    make_index("نفط", "غاز")
    after = told(tmp_path / "index")
    assert before["iqtisad_index_articles"].value == 1
    assert after["iqtisad_index_articles"].value == 2
    assert before["iqtisad_index_info"].labels != after["iqtisad_index_info"].labels


def test_what_a_version_does_not_say_is_not_told(told, sample_index, monkeypatch):
    """One of an older format."""
    from dataclasses import replace  # noqa: PLC0415

    old = replace(live_version(sample_index), made_by="", seconds=None)
    monkeypatch.setattr(archive, "live_version", lambda _: old)
    series = told(sample_index)
    assert series["iqtisad_index_info"].labels["made_by"] == "unknown"
    assert "iqtisad_index_made_seconds" not in series


def test_a_cluster_is_told_by_what_it_said_last(told):
    """None answers: that is told as a missing index, and no scrape fails."""
    series = told(located("opensearch+http://127.0.0.1:1/news"))
    assert {name: sample.value for name, sample in series.items()} == {"iqtisad_index_up": 0}
