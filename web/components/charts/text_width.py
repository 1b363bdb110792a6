"""How wide a text is drawn, estimated: a server has no fonts, and labels must not leave a picture.

Widths are in em, of IBM Plex Sans Arabic at weight 600, measured in a browser: never less than
what is drawn there, and for news about a fifth more, which is what other fonts take.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

#: Letters by the width that they take inside a word.
_WIDTHS = {
    0.34: "اأإآرزبتثنيىئلijltfr.,:;،؛!'()[]|\u0660\u0661 ",
    0.52: "كوقفهةعغءؤ\u0662\u0664\u0665\u0666\u0667\u0668\u0669-/«»\u0022",
    0.62: "مدذ\u06630123456789",
    0.73: "جحخطظ",
    0.95: "سشصضmwMWQ@%…",
}
_EACH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_OTHER = 0.74
#: Vowels, which stand above the letters, and characters that isolate a direction.
_UNSEEN = frozenset(
    "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u2066\u2067\u2068\u2069\u200e\u200f"
)
#: What a letter takes more at the end of a word.
_TAILS = {0.64: "بتثف", 0.46: "كنيىئلسشصضقم"}
_TAIL = {letter: width for width, letters in _TAILS.items() for letter in letters}


@lru_cache(1024)  # years and months come back below every chart
def width_of(text: str) -> float:
    """Return how wide text is at most, in em."""
    text = "".join(letter for letter in text if letter not in _UNSEEN)
    following = f"{text[1:]} "
    return sum(
        _EACH.get(letter, _OTHER) + (0.0 if after.isalpha() else _TAIL.get(letter, 0.0))
        for letter, after in zip(text, following, strict=bool(text))
    )


def shortened(text: str, room: float) -> str:
    """Return text, cut at its end where it is wider than room, in em.

    >>> shortened("التضخم", 9), shortened("التضخم في مصر", 5)
    ('التضخم', 'التضخم…')
    """
    if width_of(text) <= room:
        return text
    for end in range(len(text) - 1, 0, -1):
        cut = f"{text[:end].rstrip()}…"
        if width_of(cut) <= room:
            return cut
    return "…"


def differing(texts: Sequence[str]) -> list[str]:
    """Return what tells each of texts from the others: the words that it alone has.

    >>> differing(["التضخم في مصر", "التضخم في تركيا"]), differing(["النفط", "النفط والغاز"])
    (['مصر', 'تركيا'], ['النفط', 'والغاز'])
    """
    words = [text.replace(":", ": ").split() for text in texts]
    having = Counter(word for each in words for word in set(each))
    told = (" ".join(word for word in each if having[word] == 1) for each in words)
    return [own or text for own, text in zip(told, texts, strict=True)]
