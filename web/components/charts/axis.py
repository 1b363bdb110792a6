"""The axis of values: few lines at numbers that people count in, hardly above the highest value."""

import math

#: The steps between two lines, times a power of ten.
_STEPS = (1.0, 2.0, 2.5, 3.0, 4.0, 5.0)
#: The last line is at most so many times the highest value; there are so many lines at least, if
#: the values allow.
_SPARE, _FEWEST = 1.25, 3
#: What is lost by counting in tenths.
_ROUNDING = 1e-12


def lines_for(highest: float, *, whole: bool) -> list[float]:
    """Return the values of the lines above zero; the last is not below the highest value.

    whole: the values are numbers of articles, and a step is at least one; else they are shares,
    and no line is above one.

    >>> lines_for(11, whole=True), lines_for(0.102, whole=False)
    ([4.0, 8.0, 12.0], [0.04, 0.08, 0.12])
    """
    if highest <= 0:
        return [1.0]
    size = 10.0 ** math.floor(math.log10(highest))
    steps = [step * power for power in (size / 10, size) for step in _STEPS]
    if whole:
        steps = [step for step in steps if step >= 1 and step.is_integer()] or [1.0]
    most = _SPARE * highest if whole else min(_SPARE * highest, 1.0)
    fitting = [step for step in steps if _count(highest, step) * step <= most + _ROUNDING]
    several = [step for step in fitting if _count(highest, step) >= _FEWEST]
    step = max(several) if several else min(fitting)
    return [round(step * number, 12) for number in range(1, _count(highest, step) + 1)]


def _count(highest: float, step: float) -> int:
    """Return how many lines reach highest; what is left over by rounding needs none."""
    return math.ceil(round(highest / step, 9))
