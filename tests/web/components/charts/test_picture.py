"""The layout of the picture."""

import pytest

from web.components.charts.picture import MARGIN, PICTURE, WIDTH, legend_of
from web.components.charts.text_width import width_of


@pytest.mark.parametrize("rtl", [True, False], ids=["arabic", "english"])
def test_the_legend_stands_inside_and_above_the_lines(rtl):
    """Four texts in two columns, each beside its key, from the side where reading begins."""
    texts = ("صندوق النقد الدولي والبنك الدولي " * 4, "النفط", "الذهب", "الليرة")
    entries = list(legend_of(texts, rtl=rtl))
    assert [entry.number for entry in entries] == [1, 2, 3, 4]
    assert len({(entry.x, entry.y) for entry in entries}) == 4
    for entry in entries:
        end = entry.x - width_of(entry.text) * 14 if rtl else entry.x + width_of(entry.text) * 14
        assert MARGIN <= min(end, *entry.key) < max(end, *entry.key) <= WIDTH - MARGIN
        assert entry.y < PICTURE.top
    first, second, *_ = entries
    assert (first.x > second.x) is rtl
