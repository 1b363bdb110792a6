r"""Characters that do something where they are shown: they are printed as their numbers.

ESC and the C1 controls command a terminal, the controls of direction (the Bidi_Control of Unicode)
show a text as another one, a line end makes two messages of one. A lone surrogate stands for a
byte of a file name that is no text, and no encoding has it.
"""

import json
import re
from typing import Any

_DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
#: All but the tab, which parts the columns of a list.
_CONTROLS = re.compile(
    rf"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff{_DIRECTIONS}]"
)
#: JSON escapes the first 32 characters itself; line ends between its values are its layout.
_IN_JSON = re.compile(rf"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff{_DIRECTIONS}]")


def escaped(text: str) -> str:
    r"""Return text as one line that commands no terminal.

    >>> escaped("a\x1b[2J\nb\u202ec")
    'a\\x1b[2J\\x0ab\\u202ec'
    """
    return _CONTROLS.sub(_number, text)


def json_text(value: Any, indent: int | None = None) -> str:  # noqa: ANN401  what json takes
    r"""Return value as JSON that commands no terminal, and is the same data.

    >>> json_text(["نفط \x9b2J"])
    '["نفط \\u009b2J"]'
    """
    return _IN_JSON.sub(_in_four, json.dumps(value, ensure_ascii=False, indent=indent))


def _number(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"  # noqa: PLR2004  a byte


def _in_four(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
