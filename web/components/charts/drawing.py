"""Where lines, their labels and what is shaded stand in a box."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: The share of the height between the labels of two lines: 20 pixels on a phone, where the height
#: is smallest (style.css: 86 % of 18rem).
_APART = 20 / 247


@dataclass(frozen=True, slots=True)
class Box:
    """Where the lines are drawn: the units of the drawing."""

    left: float
    top: float
    width: float
    height: float

    def x(self, share: float) -> float:
        """Return the x of a share of the width."""
        return round(self.left + share * self.width, 1)

    def y(self, share: float) -> float:
        """Return the y of a share of the height, from below."""
        return round(self.top + (1 - share) * self.height, 1)


def path_of(heights: Sequence[float], is_known: Sequence[bool], box: Box) -> str:
    """Return the path of SVG through the heights that are known; a lone one is a short dash."""
    step = 1 / (len(heights) - 1)
    points = [(number * step, height) for number, height in enumerate(heights)]
    return " ".join(_run(points[first:end], step, box) for first, end in runs_of(is_known))


def _run(points: Sequence[tuple[float, float]], step: float, box: Box) -> str:
    if len(points) == 1:
        ((x, y),) = points
        points = [(max(x - step / 4, 0), y), (min(x + step / 4, 1), y)]
    return "M" + " ".join(f"{box.x(x):g},{box.y(y):g}" for x, y in points)


def apart(heights: Sequence[float]) -> list[float]:
    """Return heights as shares of the chart, pushed apart as far as labels need, and inside."""
    places = list(heights)
    order = sorted(range(len(heights)), key=lambda number: heights[number])
    floor = 0.0
    for number in order:
        places[number] = floor = max(places[number], floor)
        floor += _APART
    ceiling = 1.0
    for number in reversed(order):
        places[number] = ceiling = min(places[number], ceiling)
        ceiling -= _APART
    return places


def runs_of(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield where flags are true one after another: the first of each run, and the one after it.

    >>> list(runs_of([True, False, True, True]))
    [(0, 1), (2, 4)]
    """
    begin = None
    for number, flag in enumerate([*flags, False]):
        if flag and begin is None:
            begin = number
        elif not flag and begin is not None:
            yield begin, number
            begin = None
