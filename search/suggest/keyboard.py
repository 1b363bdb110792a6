"""Text that was typed with the keyboard in the other language: hgkt' is النفط.

The layouts are Latin QWERTY and Arabic 101. One key types لا: in the other direction it must be
matched before its letters.
"""

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvnm,./`"
_ARABIC = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ"
_TO_ARABIC = {
    **dict(zip(_LATIN, _ARABIC, strict=True)),
    "b": "لا", "H": "أ", "Y": "إ", "N": "آ", "G": "لأ", "T": "لإ", "B": "لآ",
}  # fmt: skip
_TO_LATIN = {typed: key for key, typed in _TO_ARABIC.items()}
_LIGATURES = tuple(typed for typed in _TO_LATIN if len(typed) > 1)


def other_layout(text: str) -> str | None:
    """Return what the same keys type in the other layout; None if text has no letter.

    >>> other_layout("hgkt'"), other_layout("خحثؤ"), other_layout("3.5%")
    ('النفط', 'opec', None)
    """
    letters = [character for character in text if character.isalpha()]
    latin = sum(letter.isascii() for letter in letters)
    if not letters:
        return None
    return _typed_in_arabic(text) if 2 * latin > len(letters) else _typed_in_latin(text)


def _typed_in_arabic(text: str) -> str:
    keys = (key if key in _TO_ARABIC else key.lower() for key in text)
    return "".join(_TO_ARABIC.get(key, key) for key in keys)


def _typed_in_latin(text: str) -> str:
    for ligature in _LIGATURES:
        text = text.replace(ligature, _TO_LATIN[ligature])
    return "".join(_TO_LATIN.get(letter, letter) for letter in text).lower()
