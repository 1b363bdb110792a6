"""Printed text for formats that do not allow every character."""

import re

#: Control characters other than tab and line ends, lone surrogates, noncharacters: XML forbids
#: them, and no other format needs them.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    r"""Return text with a blank for each character that is forbidden in documents.

    >>> clean("نفط\x00\nغاز")
    'نفط \nغاز'
    """
    return _FORBIDDEN.sub(" ", text)


def one_line(text: str) -> str:
    r"""Return text, cleaned, in one line.

    >>> one_line("أسعار\r\n النفط ")
    'أسعار النفط'
    """
    return " ".join(clean(text).split())
