"""The texts of the interface in other languages."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import web
from web.l10n.catalog import CATALOGS, translate, translations
from web.l10n.preferences import CHOICES

WEB = Path(web.__file__).parent


#: As pyproject.toml tells `make translations`.
METHODS = [("templates/**", "jinja2"), ("**.py", "python")]


OPTIONS = {"templates/**": {"trimmed": "true"}}


KEYWORDS = dict.fromkeys(("_", "gettext", "noted"))


@pytest.fixture(scope="module")
def written():
    """Return the texts of the interface as they stand in templates and modules."""
    found = extract_from_dir(str(WEB), METHODS, OPTIONS, KEYWORDS)
    return {message for _, _, message, *_ in found}


@pytest.mark.parametrize("lang", [lang for lang in CHOICES["lang"] if lang != "ar"])
def test_every_text_is_translated(written, lang):
    """The catalog contains exactly the texts of the interface, all of them translated."""
    with (CATALOGS / lang / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalog = read_po(file)
    assert not catalog.obsolete
    messages = [message for message in catalog if message.id]
    assert {message.id for message in messages} == written
    assert not [message.id for message in messages if not message.string or message.fuzzy]


@pytest.mark.parametrize("lang", [lang for lang in CHOICES["lang"] if lang != "ar"])
def test_a_translation_holds_what_its_text_holds(lang):
    """A number that is to stand in a text stands in each, or the page would break."""
    holes = re.compile(r"%\(\w+\)s|\{\w+\}")
    for text, said in translations(lang).items():
        assert sorted(holes.findall(text)) == sorted(holes.findall(said)), text
        assert sorted(re.findall(r"<(?!/?bdi)[^>]*>", text)) == sorted(
            re.findall(r"<(?!/?bdi)[^>]*>", said)
        ), text


def test_what_has_no_translation_stays():
    """A text without a translation is shown in Arabic."""
    assert translate("لم يُترجم", "en") == "لم يُترجم"
    assert translate("المصادر", "ar") == "المصادر"
    assert translate("المصادر", "en") == "Sources"
