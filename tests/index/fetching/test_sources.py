"""sources.toml is read whole, or refused with the line of its fault."""

import pytest

from index.fetching.sources import SourcesError, read_sources

LIST = """[defaults]
every = "20m"
delay = "2s"
contact = "mailto:editor@marfa.example"
timezone = "Asia/Beirut"

[[source]]
name = "جريدة المرفأ"
feed = "https://marfa.example/feed"
section = "اقتصاد"

[[source]]
name = "خريطة"
sitemap = "https://marfa.example/news.xml"
every = "2h"
clock = "local"
full_text = "page"
timezone = "Africa/Cairo"
"""


@pytest.fixture
def read(tmp_path):
    """Return a function that reads a list."""
    path = tmp_path / "sources.toml"

    def read(text):
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_sources(path)

    return read


def test_defaults_hold_where_a_source_says_nothing(read):
    """And a source has the last word."""
    listed = read(LIST)
    feed, sitemap = listed.sources
    assert (feed.every, feed.timezone, feed.full_text, feed.clock, feed.kind) == (
        *(1200, "Asia/Beirut", "auto", "printed", "feed"),
    )
    assert (sitemap.every, sitemap.timezone, sitemap.full_text, sitemap.clock) == (
        *(7200, "Africa/Cairo", "page", "local"),
    )
    assert listed.delay == 2
    assert listed.user_agent.endswith("(+mailto:editor@marfa.example)")


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        pytest.param("section", "sektion", 10, "unknown key 'sektion'", id="key"),
        pytest.param("delay", "dealy", 3, "unknown key 'dealy'", id="default"),
        pytest.param("[defaults]", "[default]", 1, "unknown part", id="part"),
        pytest.param('"2h"', '"2 hours"', 15, "no duration", id="duration"),
        pytest.param('"2h"', "2", 15, "no text", id="number"),
        pytest.param('"page"', '"all"', 17, "auto, feed, page", id="choice"),
        pytest.param("Africa/Cairo", "Cairo/Africa", 18, "no time zone", id="zone"),
        pytest.param('clock = "local"', 'language = "Arabic"', 16, "no language", id="language"),
        pytest.param("خريطة", "جريدة المرفأ", 13, "a second source", id="twice"),
        pytest.param("sitemap =", "feed = 'x'\nsitemap =", 12, "a feed or a sitemap", id="two"),
        pytest.param("https://marfa.example/feed", "marfa", 9, "no web address", id="address"),
        pytest.param("editor@", "محرر@", 0, "ASCII", id="contact"),
        pytest.param('"20m"', '"20m', 2, "not TOML", id="toml"),
    ],
)
def test_a_fault_names_its_line_and_the_way_out(read, old, new, line, says):
    """As an editor shows it."""
    with pytest.raises(SourcesError) as raised:
        read(LIST.replace(old, new))
    assert says in str(raised.value)
    assert not line or f"sources.toml:{line}: " in str(raised.value)
    assert "; " in str(raised.value)


@pytest.mark.parametrize("text", ["", "source = 1", "source = [1]", b"\xff", "[[source]]"])
def test_what_is_no_list_is_refused(read, text):
    """In a sentence."""
    with pytest.raises(SourcesError):
        read(text)


def test_a_list_that_is_not_there(tmp_path):
    """It says where it was looked for."""
    with pytest.raises(SourcesError, match=r"nowhere\.toml: cannot be read"):
        read_sources(tmp_path / "nowhere.toml")
