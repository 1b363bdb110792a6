"""The texts of an entry: its paragraphs without what feeds and themes add, the names of authors."""

import re

from index.articles.boilerplate import LONGEST_LINE, boilerplate
from index.articles.markup import text_of
from index.articles.records.cleaning import clean

# Blanks are matched from their first one alone: a text may have a million of them.
#: What WordPress adds to the end: "The post TITLE appeared first on SITE."
_APPEARED = re.compile(
    r"(?<!\s)\s*The post\s.{0,600}?(?:appeared first|first appeared) on\s[^\n]{0,200}\Z"
)
_APPEARED_IN_ARABIC = re.compile(
    r"(?<!\s)\s*(?:ظهرت|ظهر) (?:المقالة|المقال|التدوينة|الموضوع)\s.{0,600}?(?:أولا|أولاً|لأول مرة)"
    r" (?:على|في)\s[^\n]{0,200}\Z"
)
#: The link at the end of a summary, after an ellipsis or alone.
_MORE = re.compile(
    r"(?<!\s)\s*(?:[«\[(]\s*)?(?:[إا]قر[أا] (?:المزيد|أكثر)|قراءة المزيد|(?:تابع|أكمل) القراءة"
    r"|لقراءة المزيد|للمزيد|Read more|Continue reading(?: [^\n]{0,300})?)"
    r"[.…:→←›»\])\s]*\Z",
    re.IGNORECASE,
)

_MAIL = re.compile(r"(?<!\S)\S*@\S*")


def without_mail(name: str) -> str:
    """Return the name of an author without an address of mail, which is none."""
    return _MAIL.sub("", name).strip(" ()")


def body_of(markup: str) -> str:
    """Return the text of an entry's content; raises UnreadableError if nested too deeply."""
    text = clean(text_of(markup))
    text = _APPEARED_IN_ARABIC.sub("", _APPEARED.sub("", text))
    text = _MORE.sub("", text)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_sifted(text))).strip()


def _sifted(text: str) -> list[str]:
    return [
        "" if len(line) <= LONGEST_LINE and boilerplate().covers(line) else line
        for line in text.split("\n")
    ]
