"""Arabic is told by letters: other languages in its script have some of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.language import is_arabic

ARABIC = "ارتفعت أسعار الحمضيات في أسواق الساحل بعد موجة صقيع أصابت البساتين. "


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ARABIC, id="news"),
        pytest.param("أسعار النفط", id="title"),
        pytest.param("اسعار النفط في 2023: 85.30 / 86.10 (+0.94%)", id="numbers"),
        pytest.param(f"{ARABIC}OPEC, IMF, Bloomberg, Reuters", id="names in Latin"),
        pytest.param(f"{ARABIC * 3}تويوتا چيپ", id="a foreign name"),
        pytest.param("قررت الھیئة العامة للكھرباء في الكویت حجب التقنیة", id="another keyboard"),
        pytest.param("ﺃﺳﻌﺎﺭ ﺍﻟﻨﻔﻂ", id="presentation forms"),
        pytest.param("", id="nothing"),
        pytest.param("2023 — 12%", id="no letters"),
    ],
)
def test_arabic_is_kept(text):
    """Whatever stands between its letters."""
    assert is_arabic(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Oil prices rose on Monday", id="English"),
        pytest.param("قیمت نفت خام در بازارهای جهانی افزایش یافت", id="Persian"),
        pytest.param("پاکستان میں تیل کی قیمتوں میں اضافہ ہوا ہے", id="Urdu"),
        pytest.param("نرخی نەوت لە بازاڕەکانی جیهان بەرز بووەوە", id="Kurdish"),
        pytest.param(f"{ARABIC}{'Oil prices rose on Monday. ' * 9}", id="mostly English"),
        pytest.param("Нефть", id="Russian"),
    ],
)
def test_other_languages_are_told(text):
    """By their own letters, or because there are more of others."""
    assert not is_arabic(text)


@given(st.text())
def test_enough_arabic_makes_any_text_arabic(text):
    """Nothing is raised; more than a sample of the letters is looked at."""
    assert is_arabic(text + ARABIC * 400)
