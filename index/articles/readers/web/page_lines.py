"""What elements and values of a page say, in one line each."""

import re

from index.articles.readers.web.page_tree import Element
from index.articles.records.cleaning import clean
from index.text.lookup import plain

#: The characters of a text with entities that may be a title, a name or an address.
_LONGEST_LINE = 8192
#: The characters of the longest name of a person, a section, a site.
LONGEST_NAME = 100
#: An address, or what is one in a name: no name has it.
ADDRESS = re.compile(
    r"https?:|www\.|@|\.(?:com|net|org|info|[a-z]{2})\b|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$",
    re.IGNORECASE,
)


def line(text: str) -> str:
    """Return text in one line, without what is escaped twice."""
    return " ".join(clean(clean(text[:_LONGEST_LINE])).split())


def line_in(element: Element | None) -> str:
    """Return the text of an element in one line; "" for None."""
    return "" if element is None else line("".join(element.itertext()))


def words(text: str) -> set[str]:
    """Return the words of a text as they are compared."""
    return set(re.findall(r"\w+", plain(text)))
