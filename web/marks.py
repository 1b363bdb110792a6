"""Printed text and queries as HTML, escaped."""

import re

from markupsafe import Markup, escape

from search import Fragment

#: Digits joined by signs: after an Arabic letter a browser would draw 2016-11 as 11-2016.
_NUMBERS = re.compile(r"(\d+(?:[-.,:/٫٬]+\d+)+)")


def marked(fragment: Fragment) -> Markup:
    """Return the text of fragment, escaped, with its spans in <mark>.

    >>> marked(Fragment(text="سعر النفط < 50", marks=((4, 9),)))
    Markup('سعر <mark>النفط</mark> &lt; 50')
    """
    text, shown, place = fragment.text, [], 0
    # Nearly always nothing needs it: one look at the whole spares those at its parts.
    escaped = str if escape(text) == text else escape
    for start, end in fragment.marks:
        shown.append(f"{escaped(text[place:start])}<mark>{escaped(text[start:end])}</mark>")
        place = end
    shown.append(escaped(text[place:]))
    return Markup("".join(shown))  # noqa: S704  every part of the text was escaped


def isolated(text: str) -> Markup:
    """Return text, escaped, with dates and ranges in <bdi>: their parts keep their order.

    >>> isolated("تاريخ:2015..2016-06 نفط")
    Markup('تاريخ:<bdi>2015..2016-06</bdi> نفط')
    """
    kept = Markup if isinstance(text, Markup) else escape  # what is HTML already stays so
    parts = [kept(part) for part in _NUMBERS.split(text)]
    parts[1::2] = [Markup("<bdi>{}</bdi>").format(number) for number in parts[1::2]]
    return Markup().join(parts)
