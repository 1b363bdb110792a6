"""robots.txt is understood as sites mean it."""

from index.fetching.request.robots import allows, crawl_delay

AGENT = "iqtisad/0.2 (+mailto:editor@marfa.example)"
TEXT = """User-agent: *
Disallow: /

User-agent: Iqtisad
Crawl-delay: 2.5
Disallow: /*?print=
Disallow: /*.pdf$
"""


def test_wildcards_and_the_own_group():
    """The group of our name counts, with * and $."""
    assert allows(TEXT, "https://marfa.example/n/1", AGENT)
    assert not allows(TEXT, "https://marfa.example/n/1?print=1", AGENT)
    assert not allows(TEXT, "https://marfa.example/n/1.pdf", AGENT)
    assert allows(TEXT, "https://marfa.example/n/1.pdf?x", AGENT)
    assert not allows(TEXT, "https://marfa.example/n/1", "other")


def test_a_delay_may_have_a_fraction():
    """None is none."""
    assert crawl_delay(TEXT, AGENT) == 2.5
    assert crawl_delay("", AGENT) == 0
    assert allows("", "https://marfa.example/", AGENT)
