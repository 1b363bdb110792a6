"""The texts of the pages in other languages than Arabic.

Templates and modules contain the texts in Arabic, in _( ) and {% trans %}; a gettext catalog for
each language (translations/<language>/LC_MESSAGES/messages.po) contains their translations.
`make translations` adds new texts to the catalogs.
"""

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from web.l10n.preferences import CHOICES

#: The language of the texts in the code.
WRITTEN = "ar"
CATALOGS = Path(__file__).parents[1] / "translations"


@cache
def translations(lang: str) -> dict[str, str]:
    """Return the translations by the Arabic texts; empty for Arabic itself."""
    if lang == WRITTEN:
        return {}
    with (CATALOGS / lang / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalog = read_po(file, locale=lang)
    return {str(message.id): str(message.string or message.id) for message in catalog if message.id}


def translate(text: str, lang: str) -> str:
    """Return text in a language; unchanged if it has no translation."""
    return translations(lang).get(text, text)


def noted(text: str) -> str:
    """Return text unchanged; marks it for the catalogs. It is translated where it is shown."""
    return text


def load() -> None:
    """Read the catalogs of all languages, so that no reader waits for them."""
    for lang in CHOICES["lang"]:
        translations(lang)
