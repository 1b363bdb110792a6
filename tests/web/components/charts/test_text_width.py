"""How wide texts are drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.components.charts.text_width import differing, shortened, width_of

#: Words of news; what they take in a browser is measured by tests/web/test_charts.py.
WORDS = ("النفط", "التضخم في مصر", "صندوق النقد الدولي", "OPEC", "بلد:السعودية", "الشركات الصغيرة")


@given(st.sampled_from(WORDS), st.floats(1, 20))
def test_a_text_is_cut_to_its_room(text, room):
    """What is cut says so; what fits stays."""
    cut = shortened(text, room)
    assert width_of(cut) <= room
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


def test_marks_take_no_room():
    """Vowels stand above the letters; characters that isolate are not seen."""
    assert width_of("نِفْط") == width_of("نفط") == width_of("\u2068نفط\u2069")
    assert width_of("") == 0


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        pytest.param(
            ["التضخم في مصر", "التضخم في تركيا", "التضخم في السودان"],
            ["مصر", "تركيا", "السودان"],
            id="countries",
        ),
        pytest.param(["بلد:مصر", "بلد:تركيا"], ["مصر", "تركيا"], id="fields"),
        pytest.param(
            ["سعر النفط", "سعر الذهب", "البطالة"], ["النفط", "الذهب", "البطالة"], id="two"
        ),
        pytest.param(["النفط", "النفط والغاز"], ["النفط", "والغاز"], id="one-in-the-other"),
        pytest.param(["أ ب", "ب ج", "أ ج"], ["أ ب", "ب ج", "أ ج"], id="nothing-of-its-own"),
        pytest.param(["سعر النفط"], ["سعر النفط"], id="alone"),
        pytest.param([], [], id="none"),
    ],
)
def test_a_short_label_has_the_words_that_differ(texts, told):
    """Where a text has no word of its own, it stays as it is."""
    assert differing(texts) == told
