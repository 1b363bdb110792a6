"""Texts -> their terms as they are sent to a cluster: those that a local version has.

A word is its terms with SEPARATOR between them, a text its words with blanks: the position of a
term is the number of words before it.
"""

from collections.abc import Iterable, Iterator, Sequence

from index.cluster.mapping import SEPARATOR, indexed_term
from index.codec.amounts import terms_of_amounts
from index.codec.inverter import PlacedTerms
from index.codec.lexicon import Lexicon, Tokens
from index.text.spans import Span


class TermsOfTexts:
    """Writes the terms of texts; each printed word is analyzed and written once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._terms: list[str] = []
        self._words: list[str] = []
        self._labels: dict[str, str] = {}

    def of(self, texts: Sequence[str], left_out: Iterable[Sequence[Span]]) -> Iterator[str]:
        """Yield the terms of each text, with those of its amounts; left_out are parts of each."""
        read = [
            tokens.outside(spans) if spans else tokens
            for tokens, spans in zip(self._lexicon.read(texts), left_out, strict=True)
        ]
        amounts = terms_of_amounts(texts, read, self._lexicon)
        self._learn()
        for tokens, placed in zip(read, amounts, strict=True):
            yield self._written(tokens, placed)

    def of_label(self, label: str) -> str:
        """Return the terms of a source, section or author; cached, because there are few."""
        if label not in self._labels:
            (tokens,) = self._lexicon.read([label])
            self._learn()
            self._labels[label] = self._written(tokens, PlacedTerms())
        return self._labels[label]

    def _learn(self) -> None:
        """Write the terms and the words that are new in the lexicon."""
        names = self._lexicon.terms
        self._terms += map(indexed_term, names[len(self._terms) :])
        for row in self._lexicon.terms_of_words[len(self._words) :].tolist():
            self._words.append(SEPARATOR.join([self._terms[term] for term in row if term >= 0]))

    def _written(self, tokens: Tokens, amounts: PlacedTerms) -> str:
        words = [self._words[number] for number in tokens.words.tolist()]
        placed = zip(amounts.places.tolist(), amounts.terms.tolist(), strict=True)
        for place, term in placed:
            words[place] += SEPARATOR + self._terms[term]
        return " ".join(words)
