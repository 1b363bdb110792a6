"""Printed words and their terms as numbers, shared by all pages of a process.

An analysis takes longer than anything else that is done with a word, and a page prints words that
the page before printed, too. What follows is arithmetic on numbers.
"""

from array import array
from collections.abc import Iterable, Sequence
from heapq import nlargest
from operator import itemgetter
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.analysis import Terms, terms
from index.quantities.spotting import Spotted, Spotter, Words

#: The words of a table, after which a new one is begun. Set by hand, to bound the memory of a
#: server: an archive of 117,127 articles prints 550,000.
MOST = 400_000
#: The words that are analyzed before the first page. Set by hand: of 13,728 articles they take 1.9
#: seconds, and the first page a third of the time.
LEARNT = 50_000
_KINDS = len(Terms._fields)


class WordTable:
    """The numbers of printed words and of their terms, in order of arrival. Threads may share it.

    A term has one number whatever prints it, and so has the term of an amount.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._words: dict[str, int] = {}
        self._terms_of_words = array("i")
        self._numbers: dict[str, int] = {}
        self._terms: list[str] = []
        self._spotter = Spotter(self._number)

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self._words)

    def words(self, printed: Sequence[str]) -> NDArray[np.uint32]:
        """Return the numbers of printed words, uint32; those that are new are analyzed."""
        try:
            return self._known(printed)
        except KeyError:
            self._analyze(printed)
            return self._known(printed)

    def terms_of(self, words: NDArray[np.uint32]) -> NDArray[np.int32]:
        """Return the numbers of the terms of some words, int32, a row a kind; -1 for none."""
        with self._lock:
            table = np.frombuffer(self._terms_of_words, np.int32).reshape(-1, _KINDS)
            return np.ascontiguousarray(table[words].T)

    def number(self, term: str) -> int:
        """Return the number of a term, -2 if no word has it."""
        return self._numbers.get(term, _UNKNOWN)

    def term(self, number: int) -> str:
        """Return the term of a number."""
        return self._terms[number]

    def amounts(self, words: Words) -> Spotted:
        """Return the amounts of some words."""
        with self._lock:
            return self._spotter.spot(words)

    def _known(self, printed: Sequence[str]) -> NDArray[np.uint32]:
        return np.fromiter(map(self._words.__getitem__, printed), np.uint32, len(printed))

    def _analyze(self, printed: Sequence[str]) -> None:
        """Add those of printed words that are new; others are looked up meanwhile."""
        analyzed = [(word, terms(word)) for word in printed if word not in self._words]
        with self._lock:
            for word, of_word in analyzed:
                if word not in self._words:
                    self._add(word, of_word)

    def _add(self, word: str, of_word: Terms) -> None:
        if of_word.exact:
            self._spotter.roles.add(word, of_word.exact)
        else:
            self._spotter.roles.add_nothing(1)
        self._terms_of_words.extend(self._number(term) if term else -1 for term in of_word)
        self._words[word] = len(self._words)

    def _number(self, term: str) -> int:
        number = self._numbers.setdefault(term, len(self._numbers))
        if number == len(self._terms):
            self._terms.append(term)
        return number


_UNKNOWN = -2


class _Shared:
    """The table of the process."""

    table = WordTable()


def learn(vocabulary: Iterable[tuple[str, str, int]]) -> None:
    """Analyze the words of an archive that are printed most, before the first page does.

    vocabulary has folded words, each as it is printed and how often.
    """
    most = nlargest(LEARNT, vocabulary, key=itemgetter(2))
    word_table().words([printed for _, printed, _ in most])


def word_table() -> WordTable:
    """Return the table of the process, a new one when it is full."""
    if len(_Shared.table) > MOST:
        _Shared.table = WordTable()
    return _Shared.table
