"""What the pages say in another language than Arabic.

Texts stand in templates and modules in Arabic, between _( ) and {% trans %}; a catalog of
gettext's kind (translations/<language>/LC_MESSAGES/messages.po) says what they are there.
`make translations` brings the catalogs up to the texts.
"""

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from web.preferences import CHOICES

#: The language that the texts stand in.
WRITTEN = "ar"
CATALOGS = Path(__file__).parent / "translations"


@cache
def translations(lang: str) -> dict[str, str]:
    """Return the texts by what they are in Arabic; none for Arabic itself."""
    if lang == WRITTEN:
        return {}
    with (CATALOGS / lang / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalog = read_po(file, locale=lang)
    return {str(message.id): str(message.string or message.id) for message in catalog if message.id}


def translate(text: str, lang: str) -> str:
    """Return text in a language, as it stands where it was not translated."""
    return translations(lang).get(text, text)


def noted(text: str) -> str:
    """Return text as it is: it is noted for the catalogs, and translated where it is shown."""
    return text


def load() -> None:
    """Read the catalogs of all languages, so that no reader waits for them."""
    for lang in CHOICES["lang"]:
        translations(lang)
