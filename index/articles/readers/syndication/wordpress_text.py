"""The body of a post: what WordPress makes of the text in its database, as paragraphs.

Comments of the block editor and shortcodes go; the line ends of the old editor, which writes no
<p>, are lines, and blank lines part paragraphs.
"""

import re

from index.articles.markup import has_markup
from index.articles.readers.syndication.feed_text import body_of

_OPENED, _CLOSED = "<!--", "-->"
_COMMENT = re.compile(f"{_OPENED}.*?{_CLOSED}", re.DOTALL)
#: A post of the block editor: its line ends are blanks, as in any HTML; blank lines are kept.
_BLOCKS = "<!-- wp:"

#: A shortcode, opening or closing. [[name]] is printed by WordPress as text.
_SHORTCODE = re.compile(
    r"(?<!\[)\[(?P<end>/?)(?P<name>[A-Za-z][\w-]{0,63})(?P<rest>(?:\s|/(?=\])|=)[^\[\]]*)?\](?!\])"
)
#: Shortcodes of WordPress and of common plugins that are known without attributes and an end.
_KNOWN = frozenset(
    "ads adsense audio caption contact-form contact-form-7 embed facebook gallery instagram"
    " playlist recent-posts slideshow toc twitter video wp_caption youtube".split()
)
#: What such a pair encloses is no text of the article: captions, addresses, code.
_ENCLOSING = re.compile(
    r"(?<!\[)\[(?P<name>caption|wp_caption|gallery|embed|audio|video|playlist|youtube|twitter"
    r"|facebook|instagram|vc_raw_html|vc_raw_js)(?=[\s\]=])[^\[\]]*\]"
    r"(?:(?!\[(?P=name)[\s\]]).)*?\[/(?P=name)\]",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"""\A=(?:https?:|["'&])|\s[A-Za-z][\w-]*(?:\s*=\s*["'&\u201c\u201d\u2033]|=\S)"""
)

_TAG = re.compile(r"<[A-Za-z/][^<>]*>")
#: The parts of a table; line ends around them lay out the source.
_CELL = r"</?(?:t[dhr]|thead|tbody|tfoot|col|colgroup)\b[^<>]*>"
_AROUND_CELL = re.compile(rf"(?<!\s)\s+(?={_CELL})|(?P<cell>{_CELL})\s+", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
#: WordPress puts the post, video or picture of an address that stands alone in its place.
_ADDRESS_ALONE = re.compile(r"^[^\S\n]*https?://\S+[^\S\n]*$", re.MULTILINE | re.IGNORECASE)


def post_text(content: str) -> str:
    r"""Return the text of a post's content; raises UnreadableError if nested too deeply.

    >>> post_text('ارتفع <b>النفط</b>\n\n[gallery ids="1"]\n\nأمس [رويترز]')
    'ارتفع النفط\n\nأمس [رويترز]'
    """
    text = content.replace("\r\n", "\n").replace("\r", "\n")
    text = without_shortcodes(_without_comments(text))
    if has_markup(text):
        text = _with_lines(text, is_html=_BLOCKS in content)
    else:
        text = _BLANK_LINES.sub("\n\n", text)
    return re.sub(r"\n{3,}", "\n\n", _ADDRESS_ALONE.sub("", body_of(text))).strip()


def _without_comments(text: str) -> str:
    """Return text without comments; one that nothing closes is none."""
    commented, closed, rest = text.rpartition(_CLOSED)
    return _COMMENT.sub("", commented + closed) + rest.replace(_OPENED, "")


def without_shortcodes(text: str) -> str:
    """Return text without shortcodes; brackets that are no shortcode's stay."""
    if "[" not in text:
        return text
    text = _ENCLOSING.sub("", text)
    ended = frozenset(found["name"] for found in _SHORTCODE.finditer(text) if found["end"])
    return _SHORTCODE.sub(lambda found: "" if _is_code(found, ended) else found[0], text)


def _is_code(found: re.Match[str], ended: frozenset[str]) -> bool:
    """Return whether brackets are a shortcode: a known or an ended one, or one of a program.

    The name alone does not say it: [Reuters] and [sic] are text.
    """
    name, rest = found["name"], found["rest"] or ""
    return name in _KNOWN or name in ended or "_" in name or bool(_ATTRIBUTE.search(rest))


def _with_lines(html: str, *, is_html: bool) -> str:
    """Return HTML in which elements say what blank lines, and line ends unless is_html, mean."""
    html = _TAG.sub(lambda tag: tag[0].replace("\n", " "), html)
    html = _AROUND_CELL.sub(lambda blank: blank["cell"] or "", html)
    html = _BLANK_LINES.sub("<br><br>", html)
    return html if is_html else html.replace("\n", "<br>")
