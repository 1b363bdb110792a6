"""Printed text and queries as HTML, escaped."""

import re
from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from search import Fragment
from web.components.rendering.printing import is_plain

#: Numbers joined by signs: after an Arabic letter a browser would draw 2016-11 as 11-2016.
_NUMBERS = re.compile(r"(\d+(?:[-.,:/٫٬]+\d+)+)")
#: What begins and ends a part of a text whose direction is that of its first letter.
_OPENS, _CLOSES = "\u2068", "\u2069"
#: Arabic letters and blanks, or what is in ASCII.
_ONE_DIRECTION = re.compile("[\u0621-\u064a ]+|[ -~]+")


def marked(fragment: Fragment) -> Markup:
    """Return the text of fragment, escaped, with its highlights in <mark>.

    >>> marked(Fragment(text="سعر النفط < 50", highlights=((4, 9),)))
    Markup('سعر <mark>النفط</mark> &lt; 50')
    """
    return Markup(_marked(fragment))  # noqa: S704  every part of the text was escaped


def _marked(fragment: Fragment) -> str:
    text, parts, end_before = fragment.text, [], 0
    # Few texts need escaping: checking the whole is cheaper than escaping its parts.
    escaped: Callable[[str], str] = str if is_plain(text) else escape
    for start, end in fragment.highlights:
        parts.append(f"{escaped(text[end_before:start])}<mark>{escaped(text[start:end])}</mark>")
        end_before = end
    parts.append(escaped(text[end_before:]))
    return "".join(parts)


def excerpt(fragment: Fragment) -> Markup:
    """Return fragment as marked does, with dots where it begins or ends inside a sentence.

    >>> excerpt(Fragment(text="سعر النفط", cut_before=True, cut_after=True))
    Markup('… سعر النفط…')
    """
    return Markup(_dotted(fragment, before=fragment.cut_before))  # noqa: S704  _marked escapes


def _dotted(fragment: Fragment, *, before: bool) -> str:
    return f"{'… ' * before}{_marked(fragment)}{'…' * fragment.cut_after}"


def excerpts(fragments: Sequence[Fragment]) -> Markup:
    """Return fragments of one text as excerpt does, one row of dots between two.

    >>> excerpts([Fragment(text="نفط", cut_after=True), Fragment(text="غاز", cut_before=True)])
    Markup('نفط… غاز')
    """
    dotted = (False, *(each.cut_after for each in fragments))
    return Markup(  # noqa: S704  _marked escapes
        " ".join(
            _dotted(fragment, before=fragment.cut_before and not is_dotted)
            for fragment, is_dotted in zip(fragments, dotted, strict=False)
        )
    )


def numbered(fragments: Sequence[Fragment]) -> tuple[list[Markup], int]:
    """Return fragments as marked does, the highlights with the ids m1, m2 … , and their number.

    >>> numbered([Fragment(text="نفط", highlights=((0, 3),))])
    ([Markup('<mark id="m1">نفط</mark>')], 1)
    """
    count, texts = 0, []
    for fragment in fragments:
        first, *others = str(marked(fragment)).split("<mark>")
        ids = range(count + 1, count + 1 + len(others))
        count += len(others)
        parts = (f'<mark id="m{n}">{part}' for n, part in zip(ids, others, strict=True))
        texts.append(Markup("".join([first, *parts])))  # noqa: S704  marked escapes
    return texts, count


def enclosed(text: str) -> Markup:
    """Return text, escaped, with its direction isolated by characters, where no <bdi> can be.

    Text of one direction needs none, and some programs draw them.

    >>> enclosed("النفط"), enclosed("a<b"), enclosed("سعر 50").strip(_OPENS + _CLOSES)
    (Markup('النفط'), Markup('a&lt;b'), Markup('سعر 50'))
    """
    if _ONE_DIRECTION.fullmatch(text):
        return escape(text)
    return Markup().join((_OPENS, text, _CLOSES))


def isolated(text: str) -> Markup:
    """Return text, escaped, with dates and ranges in <bdi>, so that their parts keep their order.

    >>> isolated("تاريخ:2015..2016-06 نفط")
    Markup('تاريخ:<bdi>2015..2016-06</bdi> نفط')
    """
    kept = Markup if isinstance(text, Markup) else escape  # Markup is escaped already
    if not _NUMBERS.search(text):
        return kept(text)
    parts = [kept(part) for part in _NUMBERS.split(text)]
    parts[1::2] = [Markup("<bdi>{}</bdi>").format(number) for number in parts[1::2]]
    return Markup().join(parts)
