"""robots.txt: what a site asks programs not to fetch, and how often it may be asked."""

from functools import lru_cache

from protego import Protego

#: The seconds that a robots.txt is held for true.
KEPT = 86_400.0
#: The characters that are read of one: RFC 9309 asks for 500 KiB at least.
LONGEST = 512 * 1024

#: The seconds of the longest Crawl-delay: with more, hardly a page a day would be read. By hand.
LONGEST_DELAY = 3600.0


@lru_cache(maxsize=64)
def _rules(text: str) -> Protego:
    return Protego.parse(text[:LONGEST])


def allows(text: str, address: str, user_agent: str) -> bool:
    """Return whether the robots.txt text lets user_agent fetch address."""
    return bool(_rules(text).can_fetch(address, user_agent))


def crawl_delay(text: str, user_agent: str) -> float:
    """Return the seconds that it wants between two requests, 0 if it says nothing."""
    return min(max(float(_rules(text).crawl_delay(user_agent) or 0.0), 0.0), LONGEST_DELAY)
