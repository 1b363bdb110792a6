"""Joined and parted writings are one: عبدالله and عبد الله, CocaCola and Coca-Cola, IBM and I.B.M.

The index has each word as it is printed; a query asks for both writings where the archive has
them. A word is parted only where that cannot be two other words by chance: after the first part of
a name or compound, or where both parts are foreign or unknown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from index.analysis import analyse, fold, is_stop_word
from index.analysis.lexicon import LOAN, NAME
from index.analysis.segmentation import BY_LEXICON
from index.analysis.tokenizer import is_clitic
from index.schema import TEXT_FIELDS
from search.engine.protocol import Statistics
from search.query.tree import All, Any, Phrase, Query, Spellings, Synonyms, Word
from search.weights import Weights

#: First parts of names and compounds, and what ends a name whatever begins it.
_FIRST = frozenset(
    map(
        fold,
        "عبد أبو أبا أبي أم ابن بو لا رأس شبه كهرو سوبر ميكرو هيدرو أنجلو بترو"
        " ثلاث أربع خمس ست سبع ثمان ثماني تسع".split(),
    )
)
_LAST = frozenset(map(fold, "الله الدين الحق الإسلام".split()))
_PLUS = frozenset(map(fold, "بلس plus".split()))
#: The fewest letters of a word that is parted and of a part; the most letters of an acronym.
_SHORTEST, _PART, _ACRONYM = 5, 2, 5
#: The words whose parts are cached.
_REMEMBERED = 4096


def with_other_writings(query: Query, statistics: Statistics, weights: Weights) -> Query:
    """Return query with the joined and parted writings of its words that the archive holds.

    Phrases in quotes, exclusions, fields and other names stay as they are.
    """
    return _Writings(statistics, weights.spelling).of(query)


@dataclass(frozen=True, slots=True)
class _Writings:
    """Finds the other writings that an archive holds; they weigh weight in a query."""

    statistics: Statistics
    weight: float

    def of(self, query: Query) -> Query:
        match query:
            case All(parts):
                return All(tuple(self._of_row(parts)))
            case Any(parts):  # neighbours in an OR are no pair
                return Any(tuple(map(self.of, parts)))
            case Synonyms(part) | Spellings(part):
                return replace(query, query=_as_one(self.of(part)))
            case Word():
                return self._parted(query)
        return query

    def _of_row(self, parts: tuple[Query, ...]) -> Iterator[Query]:
        number = 0
        while number < len(parts):
            letters = _letters(parts, number)
            if len(letters) > 1:
                spelled = "".join(word.exact for word in letters)
                yield self._either(All(letters), self._acronyms(spelled))
                number += len(letters)
            elif joined := self._joined(parts[number : number + 2]):
                yield joined
                number += 2
            else:
                part = parts[number]
                yield part if isinstance(part, All | Any) else self.of(part)
                number += 1

    def _joined(self, pair: Sequence[Query]) -> Query | None:
        """Return two neighbours with the word that they are as one, None if none is held."""
        one, other = map(_word, pair) if len(pair) > 1 else (None, None)
        if one is None or other is None:
            return None
        if other.exact in _PLUS:
            found = self._phrase([f"{one.text}+"])
        elif _may_be_one(one.exact, other.exact):
            is_name = _is_name(one.exact, other.exact)
            words = self._words(one.text + other.text)
            whole = len(words) == 1 and _is_whole(words[0], is_name=is_name)
            is_new = whole and words[0].stem not in (one.stem, other.stem)
            found = list(words) if is_new and self._is_held(words[0]) else []
        else:
            found = []
        return self._either(All(tuple(pair)), found) if found else None

    def _parted(self, word: Word) -> Query:
        """Return a word with its writings in two parts or in letters."""
        exact = word.exact
        if word.is_stop_word or not exact.isalpha():
            return word
        found: list[Query] = []
        for one, other in _parts(exact):
            words = self._words(f"{one} {other}")
            held = [each.stem != word.stem and self._is_held(each) for each in words]
            found += [Phrase(words, exact=False)] if held == [True, True] else []
        if 1 < len(exact) <= _ACRONYM and _may_be_letters(exact):
            found += self._phrase(list(exact))
        return self._either(word, found)

    def _acronyms(self, letters: str) -> list[Query]:
        """Return the ways to write an acronym, in parts of any length."""
        found: list[Query] = []
        for cuts in range(len(letters)):
            for places in combinations(range(1, len(letters)), cuts):
                ends = (*places, len(letters))
                found += self._phrase(
                    [letters[start:end] for start, end in zip((0, *places), ends, strict=True)]
                )
        return found

    def _phrase(self, parts: list[str]) -> list[Query]:
        """Return the phrase of exact parts if all are printed."""
        words = self._words(" ".join(parts))
        printed = [self._holds((word.exact,)) for word in words]
        return [Phrase(words)] if printed == [True] * len(parts) else []

    def _words(self, text: str) -> tuple[Word, ...]:
        return tuple(map(Word.of, self.statistics.analyzer.words(text)))

    def _is_held(self, word: Word) -> bool:
        return self._holds(word.finding)

    def _holds(self, terms: tuple[str, ...]) -> bool:
        held = self.statistics.held
        return any(held(field, term) for field in TEXT_FIELDS for term in terms)

    def _either(self, query: Query, others: Sequence[Query]) -> Query:
        return Spellings(query, tuple(others), self.weight) if others else query


def _as_one(query: Query) -> Query:
    """Return the one part of an AND that has no other."""
    return query.parts[0] if isinstance(query, All) and len(query.parts) == 1 else query


def _word(query: Query) -> Word | None:
    """Return the word that a query is, whatever other names were added to it."""
    if isinstance(query, Synonyms):
        return _word(query.query)
    return query if isinstance(query, Word) else None


def _letters(parts: tuple[Query, ...], first: int) -> tuple[Word, ...]:
    """Return the run of single letters that begins with the part first."""
    run = []
    for part in parts[first : first + _ACRONYM]:
        if not (isinstance(part, Word) and len(part.exact) == 1 and part.exact.isalpha()):
            break
        run.append(part)
    return tuple(run)


def _may_be_letters(exact: str) -> bool:
    """Return whether a short word may be an acronym: دبأ, and not يورو."""
    kinds = {reading.kind for reading in analyse(exact).readings}
    return exact.isascii() or kinds <= {NAME}


@lru_cache(_REMEMBERED)
def _parts(exact: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of words that a folded word may be if it is written apart."""
    whole = analyse(exact)
    is_listed = whole.evidence == BY_LEXICON
    if len(exact) < _SHORTEST or (is_listed and (whole.prefix or whole.suffix)):
        return ()
    shortest = 1 if exact.isascii() else _PART
    cuts = range(shortest, len(exact) - _PART + 1)
    pairs = [(exact[:cut], exact[cut:]) for cut in cuts]
    is_foreign = all(reading.kind == LOAN for reading in whole.readings)
    return tuple(
        (one, other)
        for one, other in pairs
        if _is_name(one, other) or exact.isascii() or (is_foreign and _has_foreign(one, other))
    )


def _may_be_one(one: str, other: str) -> bool:
    """Return whether two folded words may be one name or compound."""
    if not (one + other).isalpha() or one.isascii() != other.isascii() or is_clitic(one):
        return False
    if one.isascii() or _is_name(one, other):
        return True
    if is_stop_word(one) and is_stop_word(other):
        return False
    unknown = [part for part in (one, other) if not is_stop_word(part) and _is_unknown(part)]
    return bool(unknown) or (_is_foreign(one) and _is_foreign(other))


def _has_foreign(one: str, other: str) -> bool:
    return not is_clitic(one) and (_is_foreign(one) or _is_foreign(other))


def _is_name(one: str, other: str) -> bool:
    """Return whether the first word begins names and compounds, or the other ends them."""
    return one in _FIRST or other in _LAST


def _is_whole(word: Word, *, is_name: bool) -> bool:
    """Return whether a joined word is one: مليار ين is no form of مليار, دي آر no house."""
    analysis = analyse(word.text)
    if analysis.evidence != BY_LEXICON:
        return True
    foreign = all(reading.kind in (NAME, LOAN) for reading in analysis.readings)
    return analysis.prefix in ("", "ال") and not analysis.suffix and (is_name or foreign)


def _is_unknown(folded: str) -> bool:
    return not analyse(folded).readings


def _is_foreign(folded: str) -> bool:
    """Return whether a folded word is a name, a loan word or one that no table holds."""
    if is_stop_word(folded):
        return False
    readings = analyse(folded).readings
    return all(reading.kind in (NAME, LOAN) for reading in readings)
