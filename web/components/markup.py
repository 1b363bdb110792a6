"""Printed text and queries as HTML, escaped."""

import re

from markupsafe import Markup, escape

from search import Fragment

#: Numbers joined by signs: after an Arabic letter a browser would draw 2016-11 as 11-2016.
_NUMBERS = re.compile(r"(\d+(?:[-.,:/٫٬]+\d+)+)")


def marked(fragment: Fragment) -> Markup:
    """Return the text of fragment, escaped, with its highlights in <mark>.

    >>> marked(Fragment(text="سعر النفط < 50", highlights=((4, 9),)))
    Markup('سعر <mark>النفط</mark> &lt; 50')
    """
    text, parts, end_before = fragment.text, [], 0
    # Few texts need escaping: checking the whole is cheaper than escaping its parts.
    escaped = str if escape(text) == text else escape
    for start, end in fragment.highlights:
        parts.append(f"{escaped(text[end_before:start])}<mark>{escaped(text[start:end])}</mark>")
        end_before = end
    parts.append(escaped(text[end_before:]))
    return Markup("".join(parts))  # noqa: S704  every part of the text was escaped


def isolated(text: str) -> Markup:
    """Return text, escaped, with dates and ranges in <bdi>, so that their parts keep their order.

    >>> isolated("تاريخ:2015..2016-06 نفط")
    Markup('تاريخ:<bdi>2015..2016-06</bdi> نفط')
    """
    kept = Markup if isinstance(text, Markup) else escape  # Markup is escaped already
    parts = [kept(part) for part in _NUMBERS.split(text)]
    parts[1::2] = [Markup("<bdi>{}</bdi>").format(number) for number in parts[1::2]]
    return Markup().join(parts)
