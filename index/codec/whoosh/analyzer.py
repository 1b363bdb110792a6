"""The analyzer in the interface of Whoosh: tokens instead of words."""

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token

from index.analysis.analyzer import AnalyzedWord, ArabicAnalyzer

_FIRST_TERM = AnalyzedWord._fields.index("exact")


class WhooshAnalyzer(Analyzer):
    """Turns a text into tokens, one for each term."""

    def __call__(  # noqa: PLR0913, PLR0917  Whoosh's protocol
        self,
        value: str,
        positions: bool = False,  # noqa: FBT001, FBT002
        chars: bool = False,  # noqa: FBT001, FBT002
        keeporiginal: bool = False,  # noqa: FBT001, FBT002
        removestops: bool = True,  # noqa: FBT001, FBT002
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **kwargs: Any,  # noqa: ANN401
    ) -> Iterator[Token]:
        """Yield a Whoosh token for each term; all terms of a word have one position."""
        token = Token(positions, chars, removestops=removestops, mode=mode, **kwargs)
        token.boost = 1.0
        token.stopped = False
        for word in ArabicAnalyzer().words(value):
            token.original = word.text if keeporiginal else None
            token.pos = start_pos + word.position
            token.startchar, token.endchar = start_char + word.start, start_char + word.end
            for term in word[_FIRST_TERM:]:
                if term:
                    token.text = term
                    yield token
