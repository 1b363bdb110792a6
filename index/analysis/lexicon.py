"""The lexicon: words as they are printed without clitics, each with its lexeme and kind.

lexicon.tsv was judged by reading (its head says how). A lexeme is a word of a dictionary with all
its forms: سوق, أسواق, سوقين; ارتفع, ترتفع, ارتفعت. A word that two lexemes share, such as انفاق
of إنفاق (spending) and of نفق (a tunnel), has both as its readings.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pyarabic.araby import ALEF, HAMZA, HEH, TEH_MARBUTA, WAW, YEH

from index.analysis.normalize import bare, fold

TABLE = "lexicon.tsv"
#: Kinds of words: nouns with adjectives and participles, verbs, names, loan words, particles.
NOUN, VERB, NAME, LOAN, PARTICLE = "nvpxf"
#: The hamzas of an alef, above, below, and with a madda.
_HAMZAS = frozenset("أإآ")
#: The lexeme of a verb or a name may be spelled as a noun is: the kind keeps them apart.
_APART = {VERB: "/v", NAME: "/p"}


class Reading(NamedTuple):
    """A lexeme that a word may be a form of, in full spelling, and its kind.

    spelled is the word itself in full spelling where the lexicon tells it, else "".
    """

    lexeme: str
    kind: str
    spelled: str = ""

    @property
    def name(self) -> str:
        """Return the name of the lexeme, which no other lexeme has.

        >>> Reading("سجل", VERB).name
        'سجل/v'
        """
        return self.lexeme + _APART.get(self.kind, "")


class Entry(NamedTuple):
    """A word of the lexicon: its readings, the commonest first, and its rank among all words.

    is_listed tells whether the table has the word itself, and not only as the lexeme of others.
    """

    readings: tuple[Reading, ...]
    rank: int
    is_listed: bool


class Row(NamedTuple):
    """A line of the table; near is the lexeme that is the same matter, "" for none.

    word is folded; spelled is the word in full spelling, "" where the table has it folded only.
    """

    word: str
    lexeme: str
    kind: str
    near: str
    spelled: str

    @property
    def reading(self) -> Reading:
        """Return the row as a reading of its word."""
        return Reading(self.lexeme, self.kind, self.spelled)


@cache
def rows() -> tuple[Row, ...]:
    """Return the lines of the table, the commonest words first."""
    text = files("index.analysis").joinpath(TABLE).read_text("utf-8")
    return tuple(_row(*line.split("\t")) for line in text.splitlines() if line[:1] not in ("", "#"))


def _row(word: str, lexeme: str, kind: str, near: str = "") -> Row:
    folded, of_lexeme = fold(word), fold(lexeme)
    # A closing ه is a pronoun where the table has it: what ends in ة is written so.
    is_spelled = word != folded or (word[-1] == HEH and of_lexeme != folded)
    spelled = word if is_spelled else lexeme if of_lexeme == folded else ""
    return Row(folded, lexeme, kind, near, spelled)


def entry(word: str) -> Entry | None:
    """Return the entry of a folded word without clitics, None if it has none."""
    return entries().get(word)


def misspelt(word: str) -> Entry | None:
    """Return the entry of a folded word whose hamza is written as phones and the Gulf do.

    >>> misspelt("ضرايب") == entry("ضراءب") != None
    True
    """
    return entries().get(_misspelt().get(word, ""))


@cache
def entries() -> dict[str, Entry]:
    """Return the entries by their folded words."""
    readings: dict[str, list[Reading]] = {}
    for row in rows():
        of_word = readings.setdefault(row.word, [])
        if row.reading not in of_word:
            of_word.append(row.reading)
    listed = len(readings)
    for row in rows():  # a lexeme is a word too, whether it is often printed or not
        readings.setdefault(fold(row.lexeme), [Reading(row.lexeme, row.kind, row.lexeme)])
    in_order = enumerate(readings.items())
    return {word: Entry(tuple(each), rank, rank < listed) for rank, (word, each) in in_order}


@cache
def _misspelt() -> dict[str, str]:
    """Return the words of the lexicon by what phones and the Gulf make of their hamza."""
    words = entries()
    found: dict[str, str] = {}
    for word, of_word in words.items():
        for other in _other_hamzas(word, of_word.readings[0].lexeme):
            if other not in words and len(other) > 1:
                found.setdefault(other, word)
    return found


def _other_hamzas(word: str, lexeme: str) -> Iterator[str]:
    """Yield other spellings of the hamza of a folded word: ضرايب, روءس, شواطيء, شء, الكهربا."""
    for at, letter in enumerate(word):
        if letter == HAMZA and at:
            before, after = word[:at], word[at + 1 :]
            seats = (YEH, ALEF) if after == HEH else (YEH, WAW, ALEF)
            yield from (before + other + after for other in seats)
            if after[:1] == WAW:
                yield before + WAW + HAMZA + after[1:]
    if word.endswith(HAMZA):
        stem = word[:-1]
        yield from (stem, stem + YEH + HAMZA, stem + WAW + HAMZA)
        if stem.endswith((YEH, WAW)):
            yield stem[:-1] + HAMZA
    if "آ" in lexeme and fold(lexeme) == word:
        at = lexeme.index("آ")
        yield word[:at] + HAMZA + word[at:]


def choose(readings: tuple[Reading, ...], printed: str) -> tuple[Reading, ...]:
    """Return the readings of a folded word that its printed spelling allows.

    printed has the letters and marks of the word as in the newspaper. A plain letter allows every
    reading: انفاق may be either word, إنفاق and أنفاق only one.
    """
    if len(readings) == 1:
        return readings
    letters = bare(printed)
    # A plural may begin with أ (أسهم) and never with إ; a madda is a letter of its own word.
    if letters != printed or "إ" in letters or "آ" in letters:
        exactly = tuple(each for each in readings if each.spelled == printed)
        if exactly:
            return exactly
    possible = [each for each in readings if not each.spelled or allows(letters, each.spelled)]
    # The hamza of a foreign name is anybody's: أبل is آبل, and no camels.
    return tuple(possible or [each for each in readings if each.kind == NAME] or readings)


def allows(printed: str, word: str) -> bool:
    """Return whether a printed spelling may be that of a word that folds alike.

    Another hamza on an alef contradicts, and so does a ة; a plain letter may be any.

    >>> allows("اليه", "إليه"), allows("آلية", "إليه"), allows("إستثمار", "استثمار")
    (True, False, True)
    """
    letters, spelled = bare(printed), bare(word)
    return len(letters) != len(spelled) or not any(
        one != other and (one == TEH_MARBUTA or {one, other} <= _HAMZAS)
        for one, other in zip(letters, spelled, strict=True)
    )


@cache
def near() -> dict[str, tuple[str, ...]]:
    """Return the names of the lexemes that are the same matter as each, where there are any.

    A relational adjective and its base, a masdar and its verb: نفط and نفطي, ارتفاع and ارتفع.
    """
    names = {row.reading.name for row in rows()}
    found: dict[str, dict[str, None]] = {}
    for row in rows():
        if row.near:
            of_row = row.reading.name
            bases = (Reading(row.near, kind).name for kind in (NOUN, NAME))
            for base in (name for name in bases if name in names and name != of_row):
                found.setdefault(of_row, {})[base] = None
                found.setdefault(base, {})[of_row] = None
    return {name: tuple(others) for name, others in found.items()}
