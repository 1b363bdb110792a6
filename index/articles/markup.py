"""HTML inside a value -> its text, laid out as a browser would.

A block element is a paragraph, and an empty line parts it from the next; <br> ends a line. What is
no text of the article (scripts, styles, captions, forms) is left out; entities are undone.

The parser reports elements and builds no tree: libxml2 drops what lies deeper in a tree than 256
elements, or 2,048 at most, without a word.
"""

import html
import re
from typing import ClassVar

from index.articles.fault import UnreadableError

#: The levels of the deepest markup; pages have dozens. Set by hand.
DEEPEST = 10_000
#: The elements of the largest tree; a feed has tens of thousands. Set by hand: 16 MiB of tags would
#: take gigabytes and minutes.
MOST_ELEMENTS = 200_000
#: Values are escaped twice at most: once for XML, once more by mistake.
_ESCAPED = 2

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dir div dl dt fieldset figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot"
    " thead tr ul".split()
)
#: What is no text of an article, with all that is in it.
_LEFT_OUT = frozenset(
    "applet audio button canvas embed figcaption head iframe math noscript object option script"
    " select style svg template textarea title video".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code del dfn em font html i img input ins kbd label mark"
    " meta link q s samp small source span strike strong sub sup td th time tt u var wbr".split()
)
_CAPTION_CLASSES = frozenset({"caption", "wp-caption-text", "image-caption", "photo-caption"})

_NAMES = "|".join(sorted(_BLOCKS | _LEFT_OUT | _INLINE, key=len, reverse=True))
#: Tags by their names, because <رويترز> and a < b are text. The last one may be cut off.
_TAG = re.compile(
    rf"<(?=[A-Za-z/!])(?:/?(?:{_NAMES})(?:\s[^<>]*|/)?>|(?:{_NAMES})\s[^<>=]*=[^<>]*\Z|!--)",
    re.IGNORECASE,
)
_LAYOUT = re.compile(rf"<(?:{'|'.join(sorted(_BLOCKS | {'br'}))})\b", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
#: The characters of the names of attributes: each is compared with those before it.
_LONGEST_TAG = 32_768
_LONG_TAG = re.compile(f"<[A-Za-z][^<]{{{_LONGEST_TAG},}}")
_QUOTED = re.compile("\"[^\"]*\"|'[^']*'")
_ELEMENT = re.compile("<[A-Za-z_]")
#: With a semicolon: the &copy of an address is no ©. The longest name has 31 letters.
_ENTITY = re.compile("&#?[A-Za-z0-9]{1,32};")
#: What libxml2 does not take, and no text has.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BLANKS_IN_A_LINE = re.compile(r"[ \t\r\f]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_PARAGRAPH = "\n\n"


def has_markup(text: str) -> bool:
    """Return whether text holds HTML.

    >>> has_markup("<p>النفط</p>"), has_markup("a < b, <رويترز>")
    (True, False)
    """
    return "<" in text and _TAG.search(text) is not None


def text_of(markup: str) -> str:
    r"""Return the text of a value that may hold HTML.

    Raises UnreadableError if it is nested too deeply, or has too many elements.

    >>> text_of("<p>ارتفع <b>النفط</b></p><p>أمس&nbsp;الأحد<br>في دبي</p>")
    'ارتفع النفط\n\nأمس\xa0الأحد\nفي دبي'
    """
    text = markup
    for _ in range(_ESCAPED):
        if has_markup(text):
            check_elements(text)
            text = _laid_out(text)
        elif "&" in text:
            text = _ENTITY.sub(_unescaped, text)
        else:
            break
    return text.strip()


def check_elements(markup: str, most: int = MOST_ELEMENTS) -> None:
    """Raise UnreadableError if markup has more elements than a tree should hold, or attributes."""
    if markup.count("<") > most:
        count = sum(1 for _ in _ELEMENT.finditer(_CDATA.sub("", markup)))
        if count > most:
            raise UnreadableError(f"more than {most:,} elements", "give the text alone")
    if len(markup) > _LONGEST_TAG and any(map(_is_overlong, _LONG_TAG.finditer(markup))):
        raise UnreadableError("a tag of thousands of attributes", "give the text alone")


def _is_overlong(tag: re.Match[str]) -> bool:
    """Return whether what may be a tag has too many attributes, however long their values are."""
    text, bare, last = tag[0], 0, 0
    for value in _QUOTED.finditer(text):
        names = text[last : value.start()].partition(">")
        bare, last = bare + len(names[0]), value.end()
        if names[1] or bare > _LONGEST_TAG:
            return bare > _LONGEST_TAG
    return bare + len(text[last:].partition(">")[0]) > _LONGEST_TAG


def _unescaped(entity: re.Match[str]) -> str:
    return html.unescape(entity[0])


def _laid_out(markup: str) -> str:
    from lxml import etree  # noqa: PLC0415  most values have no markup

    # Where no element ends a line, the line ends of the value do.
    blanks = _BLANKS if _LAYOUT.search(markup) else _BLANKS_IN_A_LINE
    parser = etree.HTMLParser(target=_Text(blanks), huge_tree=True, encoding="utf-8")
    try:
        text: str = etree.fromstring(_CONTROL.sub("", markup).encode(), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return ""
    return _settled(_CONTROL.sub("", text))


def _settled(text: str) -> str:
    """Return text without blanks around its lines, and with one empty line between paragraphs."""
    lines = "\n".join(line.strip() for line in text.replace("\r", "\n").split("\n"))
    return _EMPTY_LINES.sub(_PARAGRAPH, re.sub("  +", " ", lines)).strip()


class _Text:
    """What a parser reports, as text."""

    _breaks: ClassVar = dict.fromkeys(_BLOCKS, _PARAGRAPH) | {"td": " ", "th": " ", "br": "\n"}

    def __init__(self, blanks: re.Pattern[str]) -> None:
        self._blanks = blanks
        self._parts: list[str] = []
        self._depth = 0
        self._left_out = 0  # the depth of the element that is left out; 0 for none

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise UnreadableError(f"markup deeper than {DEEPEST} levels", "give the text alone")
        if not self._left_out and (name in _LEFT_OUT or _is_caption(attributes)):
            self._left_out = self._depth
        self._break(name)

    def end(self, name: str) -> None:
        if name != "br":
            self._break(name)
        if self._left_out == self._depth:
            self._left_out = 0
        self._depth -= 1

    def data(self, text: str) -> None:
        if not self._left_out:
            self._parts.append(self._blanks.sub(" ", text))

    def close(self) -> str:
        return "".join(self._parts)

    def _break(self, name: str) -> None:
        if not self._left_out and name in self._breaks:
            self._parts.append(self._breaks[name])


def _is_caption(attributes: dict[str, str]) -> bool:
    return not _CAPTION_CLASSES.isdisjoint((attributes.get("class") or "").split())
