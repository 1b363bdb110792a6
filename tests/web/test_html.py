"""The HTML that is sent is HTML: a strict parser finds no fault in any page, nor do validators.

html5lib is always there. The W3C's vnu and html-validate are asked where they are installed:
npm install -g vnu-jar html-validate (vnu needs Java).
"""

import json
import re
import shutil
import subprocess
from collections import Counter

import html5lib
import pytest

PAGES = [
    "/",
    "/search?q=أسعار النفط",
    "/search?q=النفط -الغاز عنوان:أوبك&not_source=مكتب دبي&group=0",
    '/search?q="نفط بيتزا" سياحة&from=2015',
    "/search?q=أسعار النفظ",
    "/search",
    "/article/imf-2016-11-egypt?q=صندوق النقد",
    "/trends?q=النفط&q=الدولار&as=share",
    "/trends",
    "/trends/embed?q=النفط&q=الدولار",
    "/about/أوبك",
    "/names",
    "/kept",
    "/search/by/source?q=النفط",
    "/search?q=بلد:مصر&year=2016&not_country=قطر",
    "/search?q=oil prices",
    "/search?q=النفط&page=99",
    "/sources",
    "/about",
    "/about/أوبك",
    "/names?lang=en",
    "/help",
    "/api/",
    "/?lang=en",
    "/nothing",
    "/search?from=x",
]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_html(client, page):
    """Every element is closed where it must be, and no id stands twice."""
    text = client.get(page).text
    html5lib.HTMLParser(strict=True).parse(text)
    ids = Counter(re.findall(r'\sid="([^"]+)"', text))
    assert not [each for each, times in ids.items() if times > 1]
    assert ' style="' not in text
    assert "<style" not in text


@pytest.fixture(scope="module")
def folder(app, tmp_path_factory):
    """Return a folder with every page in both languages."""
    folder = tmp_path_factory.mktemp("pages")
    for place, page in enumerate(PAGES):
        for lang in ("ar", "en"):
            address = f"{page}{'&' if '?' in page else '?'}lang={lang}"
            text = app.test_client().get(address).text
            (folder / f"{place}-{lang}.html").write_text(text)
    return folder


def checked(validator, *arguments, folder):
    """Return what a validator says; it skips where there is none."""
    program = shutil.which(validator)
    if program is None:
        pytest.skip(f"no {validator} on this machine; npm install -g vnu-jar html-validate")
    command = [program, *arguments, *sorted(map(str, folder.glob("*.html")))]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_checker_of_the_w3c_finds_no_fault(folder):
    """Elements, attributes, roles and what may stand in what."""
    assert checked("vnu", folder=folder) == (0, "")


def test_html_validate_finds_no_fault(folder):
    """Standard and document-wide rules; our own files need no digests against their host."""
    rules = {
        "extends": ["html-validate:standard", "html-validate:document"],
        "rules": {"require-sri": "off"},
    }
    (folder / ".htmlvalidate.json").write_text(json.dumps(rules))
    assert checked("html-validate", folder=folder) == (0, "")
