"""The head of an article: its title without the name of the site, and the lead below it.

Where only the title has the name of the site, it is taken from there.
"""

import re

from index.articles.readers.web.page_lines import line, line_in, words
from index.articles.readers.web.page_tree import Element, around, is_of_the_site
from index.text.lookup import plain

_SEPARATOR = re.compile(r"\s+[-|–—:»•]\s+|\s*\|\s*")
_LONGEST_TITLE = 1000
#: What the lead is called where it stands apart from the text.
_LEAD = re.compile(r"(?:^|[\s_-])(?:lead|lede|intro|standfirst|chapo)(?:$|[\s_-])", re.IGNORECASE)
_BESIDE, _FEWEST_WORDS = 60, 8  # elements; set by hand
_SITE_WORDS = 5


def title_of(titles: list[str], heading: Element | None, source: str) -> str:
    """Return the first of titles; whole, if the heading has it whole."""
    printed = [each[:_LONGEST_TITLE] for each in map(line, titles) if each]
    titles = [_without_site(each, source) for each in printed]
    if not titles:
        return ""
    cut = titles[0].rstrip(".… ")
    whole = line_in(heading)
    best = whole if cut != titles[0] and whole.startswith(cut) else titles[0]
    return best[:_LONGEST_TITLE].rstrip()


def _without_site(title: str, source: str) -> str:
    for match in _SEPARATOR.finditer(title):
        if source and plain(title[match.end() :]) == plain(source):
            return title[: match.start()]
        if source and plain(title[: match.start()]) == plain(source):
            return title[match.end() :]
    return title


def site_in(head: str, heading: str) -> str:
    """Return what follows the headline in the title: the site's name."""
    rest = head.removeprefix(heading) if heading else head
    name = _SEPARATOR.split(rest)[-1].strip() if rest != head and _SEPARATOR.match(rest) else ""
    return name if len(name.split()) <= _SITE_WORDS else ""


def heading_of(root: Element, titles: str) -> Element | None:
    """Return the h1, or else the h2 or h3, that shares most of its words with the title."""
    for names in (("h1",), ("h2", "h3")):
        for element in root.iter(*names):
            own = words("".join(element.itertext()))
            shared = own & words(titles)
            if len(shared) * 2 > len(own) and (names[0] == "h1" or len(own) > _SITE_WORDS // 2):
                return element
    return None


def lead_of(root: Element, heading: Element | None) -> str:
    """Return the paragraph between title and text that is called the lead; "" if there is none."""
    for element in around(root, heading, _BESIDE)[:_BESIDE]:
        named = element.get("itemprop") == "description" or _LEAD.search(element.get("class") or "")
        if named and not is_of_the_site(element):
            text = line_in(element)
            if len(text.split()) >= _FEWEST_WORDS and next(element.iter("a"), None) is None:
                return text
    return ""
