"""Articles printed for another program, which may go away before it has heard all."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

#: A text of a damaged file may hold what no encoding has: it is printed as a question mark.
UTF8 = ("utf-8", "replace")
#: The exit status where whoever reads the articles went away, as a shell has it for SIGPIPE.
UNHEARD = 141


@contextmanager
def heard() -> Iterator[None]:
    """End without a word where nobody reads what is printed any more."""
    try:
        yield
    except BrokenPipeError:
        # Python would write what is left in the buffer once more, and complain.
        sys.stdout = None
        sys.exit(UNHEARD)
