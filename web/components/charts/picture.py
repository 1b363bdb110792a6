"""The layout of the chart as a picture of its own, which other programs open.

Text is anchored as in text from left to right, whatever it is: programs disagree on which side of a
text from right to left its start is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from web.components.charts.drawing import Box
from web.components.charts.text_width import shortened

#: The size of the picture, its margin, what the numbers left of the lines need, and where the lines
#: are.
WIDTH, HEIGHT, MARGIN = 960, 540, 24
_NUMBERS = 56
PICTURE = Box(MARGIN + _NUMBERS, 150, 740 - _NUMBERS, 290)
#: The legend: its first line, the height of a line, its columns, the length of a key, and the ems
#: of a text beside it, a tenth less than fit because other fonts are wider.
_FIRST, _LINE, _COLUMNS, _KEY, _EMS = 92, 24, 2, 28, 26
_GAP = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of the legend: the ends of its key, and where it is anchored."""

    number: int
    text: str
    y: int
    key: tuple[int, int]
    x: int


def legend_of(texts: Sequence[str], *, rtl: bool) -> Iterator[Entry]:
    """Yield the texts of a legend in two columns, from the right or from the left."""
    column = (WIDTH - 2 * MARGIN) // _COLUMNS
    for place, text in enumerate(texts):
        edge = MARGIN + place % _COLUMNS * column
        begin, end, x = edge, edge + _KEY, edge + _KEY + _GAP
        if rtl:
            begin, end, x = WIDTH - end, WIDTH - begin, WIDTH - x
        y = _FIRST + place // _COLUMNS * _LINE
        yield Entry(place + 1, shortened(text, _EMS), y, (begin, end), x)
