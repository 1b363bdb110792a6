"""How often a server looks for garbage in cycles: seldom, because its pages leave hardly any."""

import gc

#: The new objects after which a process looks. Set by hand: a page makes some ten thousand, and
#: frees them without looking. Python's own 700 costs one in fifteen milliseconds of a page.
_NEW = 50_000


def look_seldom() -> None:
    """Look for garbage seldom, and never among what is there now: words, names, templates.

    What is never looked at stays in memory that processes share.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW)
