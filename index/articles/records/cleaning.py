"""Text as publishers send it -> text as it is kept: no entities, markup and control characters."""

import html
import re

from index.articles.markup import has_markup, text_of

#: With a semicolon: the &copy of an address is no ©. The longest name has 31 letters.
_ENTITY = re.compile("&#?[A-Za-z0-9]{1,32};")
#: Texts are escaped twice at most: once by rule, once more by mistake.
_ESCAPED = 2
_LINE_END = re.compile("\r\n?")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
#: What one look at most texts does not find.
_UNCLEAN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")


def clean(text: str) -> str:
    r"""Return text without markup, entities, control characters and surrounding blanks.

    >>> clean(" &quot;النفـط&quot;&nbsp;يرتفع\x00 "), clean("&lt;p&gt;النفط&lt;/p&gt;")
    ('"النفـط"\xa0يرتفع', 'النفط')
    """
    if ("<" in text and has_markup(text)) or _may_hide_markup(text):
        text = text_of(text)
    return without_controls(text).strip()


def without_controls(text: str) -> str:
    """Return text without entities and control characters; line ends become newlines.

    Everything else stays as printed: diacritics, tatweel, zero-width characters.
    """
    if "&" in text:
        for _ in range(_ESCAPED):
            text = _ENTITY.sub(_unescaped, text)
    if not _UNCLEAN.search(text):
        return text
    text = _CONTROL.sub("", _LINE_END.sub("\n", text))
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def in_one_line(label: str) -> str:
    """Return a label as an address can carry it: single blanks and no control characters."""
    printable = label if label.isprintable() else _UNPRINTABLE.sub(" ", label)
    return " ".join(printable.split())


def _may_hide_markup(text: str) -> bool:
    return "&" in text and ("&lt;" in text or "&#60;" in text or "&#x3c;" in text.lower())


def _unescaped(entity: re.Match[str]) -> str:
    return html.unescape(entity[0])
