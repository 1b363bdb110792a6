"""The paragraphs of a body: the lines that are not blank, and where each stands."""

import re
from hashlib import blake2b
from typing import NamedTuple

_LINE = re.compile(r"\S(?:[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*\S)?")
_WORD = re.compile(r"[^\W\d_]{2,}")
_KEY_BYTES = 8
#: The characters that are looked at to tell a short line from a long one.
_COUNTED = 200


class Paragraph(NamedTuple):
    """A line of a body without the blanks around it."""

    start: int
    end: int
    text: str

    def count_words(self) -> int:
        """Return how many words of two letters and more its first characters are."""
        return len(_WORD.findall(self.text, 0, _COUNTED))


def paragraphs_of(body: str) -> list[Paragraph]:
    """Return the paragraphs of a body in their order."""
    return [Paragraph(*line.span(), line[0]) for line in _LINE.finditer(body)]


def key_of(text: str, *names: str) -> int:
    """Return a hash of a text, whatever its blanks, and of some names: 64 bits."""
    whole = "\0".join([*names, " ".join(text.split())])
    hashed = blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES)
    return int.from_bytes(hashed.digest(), "little")
