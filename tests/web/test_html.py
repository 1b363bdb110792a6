"""The HTML that is sent is HTML: a strict parser finds no fault in any page."""

import re
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
    "/sources",
    "/about",
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
