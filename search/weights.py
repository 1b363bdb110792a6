"""Every weight of the ranking, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The constants of the ranking, found by `make tune` (tests/relevance/tune.py).

    k1 and b are those of BM25; k1 is lower than the usual 1.2 because a word counts for each of
    its terms. exact, stem, near_form and root weigh the terms of a word; bare replaces exact where
    the word is its own lexeme. title weighs a match in the headline against one in the body. The
    best articles are scored once more by position: lead rewards words in the opening of the body,
    adjacent words side by side as in the query, near words that are close together. A synonym
    counts synonym (or near_synonym) times as much as the name itself, another writing of the same
    words spelling times, or its rare parts would outrank the very word. What an English term is in
    Arabic counts translation times: it is what was meant, set by hand. An amount counts amount
    times its rarity, so that it comes before its scattered words. Where few articles match
    the whole query and others join them, complete is the factor of those that do. Where meaning
    is asked for, the closeness of what an article means (a cosine) counts meaning times as much as
    the share that its score is of the best one.
    """

    k1: float = 0.9
    b: float = 0.75
    exact: float = 1.1
    bare: float = 0.25
    stem: float = 1.0
    near_form: float = 0.3
    root: float = 1.5
    title: float = 0.5
    lead: float = 0.6
    adjacent: float = 0.2
    near: float = 0.8
    synonym: float = 0.4
    translation: float = 1.0
    near_synonym: float = 0.1
    spelling: float = 0.5
    amount: float = 3.0
    complete: float = 1.3
    meaning: float = 4.0


WEIGHTS = Weights()
