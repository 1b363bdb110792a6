"""How surprising a number of articles is: log-odds against the time before, as a z-score.

The log-odds ratio with an informative Dirichlet prior of Monroe, Colaresi and Quinn, "Fightin'
Words" (Political Analysis 16, 2008, 372-403), over articles instead of words: an article that
repeats a word counts once. The prior is the share of articles with the word in both times together,
so that what is rare does not rise by two articles.
"""

import math
from dataclasses import dataclass

#: How many articles the prior weighs as much as. Set by hand: the articles of some days.
_PRIOR = 50.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """The numbers of all articles: in the span, and in the time before."""

    now: int
    before: int


def surprise(now: int, before: int, sizes: Sizes) -> float:
    """Return the z-score of a rise from before to now, numbers of articles with a word.

    It is above 0 for a rise; 3.1 is one by chance in a thousand.

    >>> sizes = Sizes(now=80, before=3000)
    >>> [round(surprise(*counts, sizes), 1) for counts in ((8, 12), (8, 300), (2, 2))]
    [6.3, 0.0, 3.2]
    """
    share = (now + before + 0.5) / (sizes.now + sizes.before + 1)
    odds, weight = _odds(now, sizes.now, _PRIOR * share)
    odds_before, weight_before = _odds(before, sizes.before, _PRIOR * share)
    return (odds - odds_before) / math.sqrt(1 / weight + 1 / weight_before)


def _odds(articles: int, size: int, prior: float) -> tuple[float, float]:
    """Return the log-odds of a word, and the number of articles that they rest on."""
    with_prior = articles + prior
    return math.log(with_prior / (size + _PRIOR - with_prior)), with_prior
